import Foundation
import Testing

/// Completions, as the program answers them and as shells take them, and the manual page.
@Suite struct GenerateTests {
  /// The words that the program offers, and its other lines.
  private func answer(_ words: String...) throws -> (words: [String], marks: [String]) {
    let run = try Program.sccpdump(["complete-words", "--"] + words)
    #expect(run.status == 0)
    let lines = run.outputLines.map { $0.split(separator: "\t").map(String.init) }
    return (
      lines.filter { $0[0] == "word" }.map { $0[1] }, lines.filter { $0[0] != "word" }.map { $0[0] }
    )
  }

  @Test func `the first word is a subcommand or a file`() throws {
    let (words, marks) = try answer("ch")
    #expect(words == ["check"])
    #expect(marks == ["files"])
    #expect(try !answer("").words.contains("complete-words"))
  }

  @Test func `options are those of the subcommand, and those of the timeline without one`() throws {
    #expect(try answer("--mes").words == ["--message"])
    #expect(try answer("check", "--up").words == ["--update"])
    #expect(try answer("check", "--mes").words == [])
    // What may be given once only is not offered again.
    #expect(try answer("--json", "--js").words == [])
  }

  @Test func `values of lists are completed after each comma, and not offered twice`() throws {
    let (words, marks) = try answer("--message", "CallState,callst")
    #expect(words == [])
    #expect(marks == ["part"])
    #expect(
      try answer("--message", "CallState,callinf").words
        == ["CallState,CallInfo", "CallState,CallInfoV2"])
    #expect(
      try answer("--exclude=ui,keepal").words == [
        "--exclude=ui,keepalives", "--exclude=ui,KeepAliveReq", "--exclude=ui,KeepAliveAck",
      ])
    #expect(try answer("check", "--keep", "addresses,po").words == ["addresses,ports"])
    #expect(try answer("--color", "al").words == ["always"])
  }

  @Test func `devices are those of the captures that are named`() throws {
    #expect(try answer("cucm_call.pcapng", "--device", "S").words == ["SEP001122334455"])
    #expect(try answer("--device", "S").words == [])
    #expect(try answer("nosuch.pcapng", "--device", "S").words == [])
  }

  @Test(arguments: [
    ("sccpdump chec", "check"), ("sccpdump cucm_call.p", "cucm_call.pcapng"),
    ("sccpdump --message CallState,CallInfoV", "CallState,CallInfoV2"),
    ("sccpdump --color=al", "always"),
  ])
  func `bash completes`(line: String, word: String) throws {
    let script = """
      source <(sccpdump generate bash)
      COMP_WORDS=($(echo '\(line)' | sed 's/=/ = /'))
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _sccpdump
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    #expect(try Program.shell(script).outputLines == [word])
  }

  @Test(
    .enabled(if: Program.has("fish"), "fish is not installed"),
    arguments: [
      ("sccpdump chec", "check"), ("sccpdump cucm_call.p", "cucm_call.pcapng"),
      ("sccpdump --message CallState,CallInfoV", "CallState,CallInfoV2"),
      ("sccpdump cucm_call.pcapng --device S", "SEP001122334455"),
    ])
  func `fish completes`(line: String, word: String) throws {
    let run = try Program.shell(
      "fish --no-config -c 'sccpdump generate fish | source; complete -C \"\(line)\"'")
    #expect(run.outputLines.map { $0.prefix { $0 != "\t" } } == [word[...]])
  }

  @Test(.enabled(if: Program.has("zsh"), "zsh is not installed"))
  func `zsh reads its script, in a terminal too`() throws {
    #expect(try Program.shell("sccpdump generate zsh | zsh -n /dev/stdin").status == 0)
    // A terminal of its own for zsh, because completion is part of its line editor.
    let run = try Program.shell(
      """
      zsh -f -c '
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "autoload -U compinit; compinit -u; source <(sccpdump generate zsh)"
        zpty -w shell "PROMPT=; print rea\\\\dy"
        zpty -r -m shell text "*ready*"
        zpty -w -n shell "sccpdump --message CallState,CallInfoV"$'\\''\\t'\\''
        zpty -r -m shell text "*CallInfoV2*"
        print -r -- $text'
      """)
    #expect(run.output.contains("CallState,CallInfoV2"))
  }

  @Test func `the manual page names every option`() throws {
    let run = try Program.sccpdump("generate", "man")
    #expect(run.output.hasPrefix(".TH SCCPDUMP 1 "))
    for option in ["exclude", "update", "header\\-version", "show\\-secrets"] {
      #expect(run.output.contains("\\fB\\-\\-\(option)\\fR"))
    }
    let sections = run.outputLines.filter { $0.hasPrefix(".SH ") }.suffix(5)
    #expect(
      sections == [
        ".SH \"EXIT STATUS\"", ".SH \"ENVIRONMENT\"", ".SH \"FILES\"", ".SH \"EXAMPLES\"",
        ".SH \"SEE ALSO\"",
      ])
    // The help of the program has the same words.
    let help = try Program.sccpdump("--help").output.split(whereSeparator: \.isWhitespace)
    #expect(help.joined(separator: " ").contains("Exit status: 0 done; 1 check, diff or diagnose"))
  }

  @Test(.enabled(if: Program.has("mandoc"), "mandoc is not installed"))
  func `mandoc finds nothing wrong with the manual page`() throws {
    let run = try Program.shell("sccpdump generate man | mandoc -T lint -W warning")
    #expect(run.output == "")
    #expect(run.status == 0)
  }
}
