/// Scripts that have a shell ask the program what may stand at the cursor.
///
/// The program answers `sccpdump complete-words -- WORD…` with lines: `files` where files may stand
/// there, `part` where a word is not complete yet, `word` and a tab before each word, and after
/// another tab what the word is for.
enum CompletionScript: String, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  private static let bashText = #"""
    # Completions of sccpdump for bash. Put this file, named sccpdump, into
    # ~/.local/share/bash-completion/completions, or source it.
    _sccpdump() {
      local IFS=$'\n' line words=() word i
      # bash breaks words at = and :, the program does not.
      for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ ( $word == = || $word == : || ${COMP_WORDS[i-1]} == = || ${COMP_WORDS[i-1]} == : ) &&
              $i -gt 1 && ${#words[@]} -gt 0 ]]; then
          words[${#words[@]}-1]+=$word
        else
          words+=("$word")
        fi
      done
      local whole=${words[${#words[@]}-1]} current=${COMP_WORDS[COMP_CWORD]}
      [[ $current == = || $current == : ]] && current=
      local head=${whole%"$current"}
      COMPREPLY=()
      while read -r line; do
        case $line in
          files)
            compopt -o filenames 2>/dev/null
            COMPREPLY+=($(compgen -f -- "${current#[\"\']}")) ;;
          part) compopt -o nospace 2>/dev/null ;;
          word$'\t'*)
            word=${line#word$'\t'}
            word=${word%%$'\t'*}
            COMPREPLY+=("${word#"$head"}") ;;
        esac
      done < <("${COMP_WORDS[0]}" complete-words -- "${words[@]}" 2>/dev/null)
    }
    complete -F _sccpdump sccpdump

    """#

  private static let zshText = #"""
    #compdef sccpdump
    # Completions of sccpdump for zsh. Put this file, named _sccpdump, into a folder of $fpath.
    _sccpdump() {
      local line word help
      local -a plain described
      local -a suffix
      for line in "${(@f)$("${words[1]}" complete-words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
          files) _files ;;
          part) suffix=(-S '') ;;
          word$'\t'*)
            line=${line#word$'\t'}
            word=${line%%$'\t'*}
            help=${${line#"$word"}#$'\t'}
            plain+=("$word")
            described+=("${word}${help:+  -- $help}") ;;
        esac
      done
      (( ${#plain} )) && compadd -M 'm:{a-zA-Z}={A-Za-z}' "${suffix[@]}" -l -d described -a plain
    }
    if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
      _sccpdump "$@"
    else
      compdef _sccpdump sccpdump
    fi

    """#

  private static let fishText = #"""
    # Completions of sccpdump for fish. Put this file, named sccpdump.fish, into
    # ~/.config/fish/completions.
    function __sccpdump_complete
      set -l words (commandline -opc)
      set -l current (commandline -ct)
      for line in ($words[1] complete-words -- $words[2..-1] $current 2>/dev/null)
        switch $line
          case files
            __fish_complete_path $current
          case 'word*'
            string replace -r '^word\t' '' -- $line
        end
      end
    end
    complete -c sccpdump -f -k -a '(__sccpdump_complete)'

    """#
}
