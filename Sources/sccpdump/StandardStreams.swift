#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
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
    var text = TextBuffer()
    text.append(prefix)
    text.append(visible: line.utf8.span)
    text.append("\n")
    _ = write(text.span, to: STDERR_FILENO)
  }

  /// Puts a line on standard error in the place of the one before it; an empty one takes it away.
  static func show(_ line: String) {
    var text = TextBuffer()
    text.append("\r\u{1b}[K")
    text.append(visible: line.utf8.span)
    _ = write(text.span, to: STDERR_FILENO)
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
  static func write(_ bytes: Span<UInt8>) -> String? {
    write(bytes, to: STDOUT_FILENO)
  }

  private static func write(_ bytes: Span<UInt8>, to descriptor: Int32) -> String? {
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
        if errno == EINTR { continue }
        // SAFETY: strerror's text is copied at once.
        return unsafe String(cString: strerror(errno))
      }
      start += written
    }
    return nil
  }
}
