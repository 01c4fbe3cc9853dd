#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Rendering
import Synchronization
package import Text

/// The process's standard output and standard error, and what is known of the terminal.
package enum StandardStreams {
  /// The terminal that standard output is connected to.
  package struct Terminal {
    /// Columns of a line.
    package let columnCount: Int
    let rowCount: Int
  }

  /// Keeps files that the program opens away from the numbers of standard input, output and error,
  /// where it was started without these: reading and writing there fails, as it should.
  ///
  /// To be called before any file is opened.
  package static func holdPlaces() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 {
      // SAFETY: the string is a terminated C string for the call. The lowest free number is taken.
      _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Nil where standard output is no terminal.
  package static var outputTerminal: Terminal? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    // SAFETY: TIOCGWINSZ writes one winsize, and `size` is one.
    let status = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    let columns = status == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    let rows = status == 0 && size.ws_row > 0 ? Int(size.ws_row) : nil
    return Terminal(
      columnCount: columns ?? Int(environment("COLUMNS")) ?? 80,
      rowCount: rows ?? Int(environment("LINES")) ?? 24)
  }

  /// Processors that threads can run on at one time.
  package static var processorCount: Int { max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// An environment variable's value; empty where it is not set.
  package static func environment(_ name: String) -> String {
    environmentValue(name) ?? ""
  }

  /// An environment variable's value; nil where it is not set.
  package static func environmentValue(_ name: String) -> String? {
    // SAFETY: getenv's result is copied before anything can change the environment.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Whether the locale is C, in which texts are ASCII: the first of `LC_ALL`, `LC_CTYPE` and `LANG`
  /// that is not empty says so.
  ///
  /// Where none is set, as in most containers, nobody has asked for it: what reads the output there is
  /// another program or a log, and both take UTF-8.
  package static var hasASCIILocale: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.map(environment).first { !$0.isEmpty }
    return locale == "C" || locale == "POSIX"
  }

  /// Whether lines on standard error are ASCII; nil where the locale decides.
  private static let keepsToASCII = Mutex<Bool?>(nil)

  /// Has lines on standard error in ASCII, or not, whatever the locale is.
  package static func keepErrorsToASCII(_ isASCII: Bool) {
    keepsToASCII.withLock { $0 = isASCII }
  }

  /// Writes a line to standard error, `sccpdump: ` before it.
  package static func report(_ line: String, prefix: String = "sccpdump: ") {
    clearTransientLine()
    var text = TextBuffer()
    text.append(prefix)
    if keepsToASCII.withLock({ $0 }) ?? hasASCIILocale {
      var shown = TextBuffer()
      shown.append(visible: line.utf8.span)
      text.append(ascii: shown.span)
    } else {
      text.append(visible: line.utf8.span)
    }
    text.append("\n")
    // On the same terminal it comes after what waits there.
    if errorIsTerminal, Pager.take(text.span) { return }
    _ = put(text.span, to: STDERR_FILENO)
  }

  /// The line on standard error that goes away again.
  private struct TransientLine {
    var isShown = false
    /// Whether the process is about to end, and no such line may come any more.
    var isOver = false
  }

  private static let transientLine = Mutex(TransientLine())

  /// Puts a line on standard error in the place of the one before it; it goes away again.
  static func show(_ line: String) {
    var text = TextBuffer()
    text.append("\r\u{1b}[K")
    text.append(visible: line.utf8.span)
    let bytes = String(text)
    transientLine.withLock { state in
      if state.isOver { return }
      _ = put(bytes.utf8.span, to: STDERR_FILENO)
      state.isShown = true
    }
  }

  /// Takes away the line that ``show(_:)`` put there; `forGood` where none may come after it.
  static func clearTransientLine(forGood: Bool = false) {
    transientLine.withLock { state in
      if forGood { state.isOver = true }
      guard state.isShown else { return }
      state.isShown = false
      _ = put("\r\u{1b}[K".utf8.span, to: STDERR_FILENO)
    }
  }

  /// Writes a result, or a part of one, to standard output.
  ///
  /// Ends the process in silence where the reader of a pipe has had enough, and with status 2 where
  /// standard output takes no more.
  package static func writeResult(_ bytes: Span<UInt8>) {
    if Pager.take(bytes) { return }
    let code = put(bytes, to: STDOUT_FILENO)
    if code == 0 { return }
    // A person who leaves the pager has read enough.
    if code == EPIPE, Pager.isShowing { exit(0) }
    if code == EPIPE { Interruption.end(by: SIGPIPE) }
    report("standard output: \(errorText(code))")
    exit(2)
  }

  package static func writeResult(_ text: borrowing TextBuffer) {
    writeResult(text.span)
  }

  /// Writes a text for people as it is, or in ASCII.
  package static func writeResult(_ text: borrowing TextBuffer, isASCII: Bool) {
    guard isASCII else { return writeResult(text.span) }
    var ascii = TextBuffer()
    ascii.append(ascii: text.span)
    writeResult(ascii.span)
  }

  /// Ends the process.
  package static func exit(_ status: Int32) -> Never {
    clearTransientLine(forGood: true)
    Pager.finish()
    #if canImport(Glibc)
      Glibc.exit(status)
    #elseif canImport(Musl)
      Musl.exit(status)
    #else
      Darwin.exit(status)
    #endif
  }

  /// Writes all bytes; the system's error code, or 0.
  static func put(_ bytes: Span<UInt8>, to descriptor: Int32) -> Int32 {
    var start = 0
    while start < bytes.count {
      // SAFETY: write(2) reads `count` bytes from where the span begins, and they are its own.
      let written = unsafe bytes.extracting(start...).withUnsafeBufferPointer { rest in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        return code
      }
      start += written
    }
    return 0
  }

  /// The operating system's words for an error code.
  static func errorText(_ code: Int32) -> String {
    // SAFETY: strerror's text is copied at once.
    unsafe String(cString: strerror(code))
  }
}
