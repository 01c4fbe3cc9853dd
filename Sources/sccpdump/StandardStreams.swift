#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Synchronization
import Wire

/// The process's standard output and standard error, and what is known of the terminal.
enum StandardStreams {
  /// The terminal that standard output is connected to.
  struct Terminal {
    /// Columns of a line.
    let columnCount: Int
  }

  /// Nil where standard output is no terminal.
  static var outputTerminal: Terminal? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    // SAFETY: TIOCGWINSZ writes one winsize, and `size` is one.
    let status = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    if status == 0, size.ws_col > 0 { return Terminal(columnCount: Int(size.ws_col)) }
    return Terminal(columnCount: Int(environment("COLUMNS")) ?? 80)
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// An environment variable's value; empty where it is not set.
  static func environment(_ name: String) -> String {
    // SAFETY: getenv's result is copied before anything can change the environment.
    guard let value = unsafe getenv(name) else { return "" }
    return unsafe String(cString: value)
  }

  /// Writes a line to standard error, `sccpdump: ` before it.
  static func report(_ line: String, prefix: String = "sccpdump: ") {
    clearTransientLine()
    var text = TextBuffer()
    text.append(prefix)
    text.append(visible: line.utf8.span)
    text.append("\n")
    _ = write(text.span, to: STDERR_FILENO)
  }

  /// Whether the last line on standard error is one that goes away again.
  private static let hasTransientLine = Atomic<Bool>(false)
  /// Goes to the beginning of the line, and clears it.
  private static let lineClearance: StaticString = "\r\u{1b}[K"

  /// Puts a line on standard error in the place of the one before it; it goes away again.
  static func show(_ line: String) {
    var text = TextBuffer()
    text.append("\(lineClearance)")
    text.append(visible: line.utf8.span)
    _ = write(text.span, to: STDERR_FILENO)
    hasTransientLine.store(true, ordering: .relaxed)
  }

  /// Takes away the line that ``show(_:)`` put there; calls nothing but what a signal's handler may.
  static func clearTransientLine() {
    guard hasTransientLine.exchange(false, ordering: .relaxed) else { return }
    // SAFETY: a static string is there for as long as the process, with as many bytes as it says.
    let bytes = unsafe UnsafeBufferPointer(
      start: lineClearance.utf8Start, count: lineClearance.utf8CodeUnitCount)
    _ = unsafe write(bytes, to: STDERR_FILENO)
  }

  /// Ends the process.
  static func exit(_ status: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status)
    #elseif canImport(Musl)
      Musl.exit(status)
    #else
      Darwin.exit(status)
    #endif
  }

  /// Writes bytes to standard output; the system's word where it would not take them.
  ///
  /// Ends the process in silence where the reader of a pipe has had enough.
  static func write(_ bytes: Span<UInt8>) -> String? {
    let code = write(bytes, to: STDOUT_FILENO)
    if code == EPIPE { Interruption.end(by: SIGPIPE) }
    // SAFETY: strerror's text is copied at once.
    return code == 0 ? nil : unsafe String(cString: strerror(code))
  }

  /// Writes all bytes; the system's error code, or 0.
  private static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> Int32 {
    var start = 0
    while start < bytes.count {
      // SAFETY: write(2) reads `count` bytes from where the span begins, and they are its own.
      let written = unsafe bytes.extracting(start...).withUnsafeBufferPointer { rest in
        unsafe write(rest, to: descriptor)
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

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
