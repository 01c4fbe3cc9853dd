#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization

/// A program such as less that shows text longer than the screen.
///
/// Text for a terminal is held back until it is longer than the screen; only then the pager begins,
/// and takes what goes to standard output and, where that is a terminal too, to standard error. Text
/// that is shorter is written at the end, as it would be without a pager.
package enum Pager {
  /// When a pager is used, on a terminal.
  package enum Choice: String, CaseIterable, Sendable {
    case auto, always, never
  }

  private enum State {
    case unused
    /// Text waits until it is known whether it fits.
    case holding(ScreenText, command: String)
    case showing(pid_t, terminal: Int32, errors: Int32?)
  }

  private static let state = Mutex(State.unused)

  /// Whether a pager shows what is written.
  static var isShowing: Bool {
    state.withLock { if case .showing = $0 { true } else { false } }
  }

  /// Has what is written from now on shown by the pager that the environment names, where it does
  /// not fit on the screen.
  ///
  /// Nothing is held back where standard output is no terminal, or a dumb one. As with git, `PAGER`
  /// names the command for the shell; less is used without it, and none where it is empty or `cat`.
  package static func begin(_ choice: Choice) {
    guard choice != .never, let terminal = StandardStreams.outputTerminal,
      StandardStreams.environment("TERM") != "dumb", let command
    else { return }
    let rows = choice == .always ? 0 : terminal.rowCount - 1
    state.withLock { state in
      guard case .unused = state else { return }
      state = .holding(
        ScreenText(rowCount: rows, columnCount: terminal.columnCount), command: command)
    }
  }

  private static var command: String? {
    let named = StandardStreams.environmentValue("PAGER") ?? "less"
    let words = named.split(separator: " ")
    guard let program = words.first, program != "cat" else { return nil }
    return isInstalled(String(program)) ? named : nil
  }

  /// Whether the shell would find a program; true for words that only a shell understands.
  private static func isInstalled(_ program: String) -> Bool {
    let plain = program.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"):
        return true
      default: return false
      }
    }
    if !plain { return true }
    let folders =
      program.contains("/")
      ? [""] : StandardStreams.environment("PATH").split(separator: ":").map { "\($0)/" }
    // SAFETY: the string is a terminated C string for the call.
    return folders.contains { unsafe access($0 + program, X_OK) == 0 }
  }

  /// Takes text, where it waits for what else comes; whether it did.
  static func take(_ bytes: Span<UInt8>) -> Bool {
    state.withLock { state in
      guard case .holding(var text, let command) = state else { return false }
      state = .unused
      text.append(bytes)
      if text.isLongerThanScreen {
        show(text, with: command, &state)
      } else {
        state = .holding(text, command: command)
      }
      return true
    }
  }

  /// Begins the pager with what waits; writes that without one where it cannot begin.
  private static func show(_ text: ScreenText, with command: String, _ state: inout State) {
    let terminal = dup(STDOUT_FILENO)
    let errors = StandardStreams.errorIsTerminal ? dup(STDERR_FILENO) : nil
    let saved = [terminal, errors ?? terminal]
    for descriptor in saved { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    if terminal >= 0, errors ?? 0 >= 0, let (pager, input) = start(command) {
      StandardStreams.clearTransientLine()
      dup2(input, STDOUT_FILENO)
      if errors != nil { dup2(input, STDERR_FILENO) }
      close(input)
      state = .showing(pager, terminal: terminal, errors: errors)
    }
    _ = StandardStreams.put(text.bytes.span, to: STDOUT_FILENO)
  }

  /// Writes what waits, or ends the pager's input and waits until the person has read enough.
  ///
  /// Called before the process ends, however it ends.
  package static func finish() {
    state.withLock { state in
      switch state {
      case .unused: break
      case .holding(let text, _):
        _ = StandardStreams.put(text.bytes.span, to: STDOUT_FILENO)
      case .showing(let pager, let terminal, let errors):
        // The pager reads until nobody can write to it any more.
        dup2(terminal, STDOUT_FILENO)
        if let errors { dup2(errors, STDERR_FILENO) }
        var status: Int32 = 0
        // SAFETY: waitpid writes one number.
        while unsafe waitpid(pager, &status, 0) == -1, errno == EINTR {}
      }
      state = .unused
    }
  }

  /// Starts a shell with the command; its process, and where to write what it reads.
  private static func start(_ command: String) -> (process: pid_t, input: Int32)? {
    var ends: [Int32] = [-1, -1]
    // SAFETY: pipe writes two numbers.
    let status = unsafe ends.withUnsafeMutableBufferPointer { unsafe pipe($0.baseAddress) }
    guard status == 0 else { return nil }
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    // Manners of git: quit where all fits, show colours, leave the text on the screen.
    // SAFETY: setenv copies both strings; where a variable is set, it stays as it is.
    _ = unsafe setenv("LESS", "FRX", 0)
    _ = unsafe setenv("LV", "-c", 0)
    let process = spawn(command, input: ends[0])
    close(ends[0])
    if process == nil { close(ends[1]) }
    return process.map { ($0, ends[1]) }
  }

  private static func spawn(_ command: String, input: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    // SAFETY: each is initialised here, used below, and destroyed before the function ends. The
    // arguments are terminated C strings, copied before and freed after the call.
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    // The pager hears signals that this process keeps away from its threads.
    var none = sigset_t()
    var usual = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&usual)
    for signal in [SIGPIPE, SIGXFSZ] { unsafe sigaddset(&usual, signal) }
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &usual)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe [
      strdup("sh"), strdup("-c"), strdup(command), nil,
    ]
    #if canImport(Darwin)
      let variables = unsafe _NSGetEnviron().pointee
    #else
      let variables = unsafe environ
    #endif
    var process: pid_t = 0
    let status = unsafe posix_spawn(
      &process, "/bin/sh", &actions, &attributes, &arguments, variables)
    unsafe arguments.forEach { unsafe free($0) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
    return status == 0 ? process : nil
  }
}

/// Text for a terminal, as far as it is needed to tell whether it fits on the screen.
private struct ScreenText {
  private(set) var bytes: [UInt8] = []
  private let rowCount: Int
  private let columnCount: Int
  private var rows = 0
  private var column = 0
  private var isInEscape = false

  init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = max(columnCount, 1)
  }

  var isLongerThanScreen: Bool { rows > rowCount }

  mutating func append(_ text: Span<UInt8>) {
    for index in text.indices {
      let byte = text[index]
      bytes.append(byte)
      if isInEscape {
        isInEscape = byte != UInt8(ascii: "m")
      } else if byte == 0x1b {
        isInEscape = true
      } else if byte == UInt8(ascii: "\n") {
        rows += 1
        column = 0
      } else if byte & 0xc0 != 0x80 {
        column += 1
        if column > columnCount {
          rows += 1
          column = 1
        }
      }
    }
  }
}
