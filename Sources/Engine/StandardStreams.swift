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
package enum StandardStreams {
  /// The terminal that standard output is connected to.
  package struct Terminal {
    /// Columns of a line.
    package let columnCount: Int
  }

  /// Nil where standard output is no terminal.
  package static var outputTerminal: Terminal? {
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    // SAFETY: TIOCGWINSZ writes one winsize, and `size` is one.
    let status = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size)
    if status == 0, size.ws_col > 0 { return Terminal(columnCount: Int(size.ws_col)) }
    return Terminal(columnCount: Int(environment("COLUMNS")) ?? 80)
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// An environment variable's value; empty where it is not set.
  package static func environment(_ name: String) -> String {
    // SAFETY: getenv's result is copied before anything can change the environment.
    guard let value = unsafe getenv(name) else { return "" }
    return unsafe String(cString: value)
  }

  /// Writes a line to standard error, `sccpdump: ` before it.
  package static func report(_ line: String, prefix: String = "sccpdump: ") {
    clearTransientLine()
    var text = TextBuffer()
    text.append(prefix)
    text.append(visible: line.utf8.span)
    text.append("\n")
    _ = write(text.span, to: STDERR_FILENO)
  }

  /// Whether the last line on standard error is one that goes away again.
  private static let hasTransientLine = Atomic<Bool>(false)

  /// Puts a line on standard error in the place of the one before it; it goes away again.
  static func show(_ line: String) {
    var text = TextBuffer()
    text.append("\r\u{1b}[K")
    text.append(visible: line.utf8.span)
    _ = put(text.span, to: STDERR_FILENO)
    hasTransientLine.store(true, ordering: .relaxed)
  }

  /// Takes away the line that ``show(_:)`` put there.
  static func clearTransientLine() {
    guard hasTransientLine.exchange(false, ordering: .relaxed) else { return }
    var text = TextBuffer()
    text.append("\r\u{1b}[K")
    _ = put(text.span, to: STDERR_FILENO)
  }

  /// Ends the process.
  package static func exit(_ status: Int32) -> Never {
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
  package static func write(_ bytes: Span<UInt8>) -> String? {
    let code = put(bytes, to: STDOUT_FILENO)
    if code == EPIPE { Interruption.end(by: SIGPIPE) }
    return code == 0 ? nil : errorText(code)
  }

  static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> String? {
    let code = put(bytes, to: descriptor)
    return code == 0 ? nil : errorText(code)
  }

  /// Writes all bytes; the system's error code, or 0.
  private static func put(_ bytes: Span<UInt8>, to descriptor: Int32) -> Int32 {
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
