#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Text

/// The bytes of a file, a pipe or standard input, by read(2) or, in any order, by pread(2).
///
/// Not mmap: that is no faster here, does not work on a pipe, and ends the process when the file
/// shrinks.
package final class FileSource: ByteSource {
  private let descriptor: CInt
  private let isRegularFile: Bool
  /// Whether the file can be opened again, and then gives the same bytes.
  let canBeReopened: Bool
  /// The size that a regular file had when it was opened.
  package let expectedByteCount: Int?
  private let beforeWaiting: () -> Void
  private let didRead: (Int) -> Void
  private var fileOffset = 0

  private static let standardInput: CInt = 0
  /// Milliseconds in which a read does not count as one that waits: what writes a pipe as fast as it can
  /// is only a little behind, and nobody sees so little.
  private static let patience: CInt = 2
  /// Bytes that a pipe is asked to hold, which is what Linux lets everybody ask for: with its usual
  /// 64 KiB, whoever writes it and this program wait for each other at every read.
  private static let pipeByteCount: CInt = 1 << 20

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// `beforeWaiting` is called before each read that would wait, as that of a pipe may: what has
  /// been printed so far should be seen by then. `didRead` is told how many bytes each read gave. It
  /// throws when the file cannot be opened or is a directory.
  package init(
    path: String, beforeWaiting: @escaping () -> Void = {},
    didRead: @escaping (Int) -> Void = { _ in }
  ) throws(CaptureError) {
    self.beforeWaiting = beforeWaiting
    self.didRead = didRead
    descriptor = path == "-" ? Self.standardInput : try Self.descriptor(of: path)
    var status = stat()
    // SAFETY: fstat writes one stat structure, and `status` is one.
    let result = unsafe fstat(descriptor, &status)
    isRegularFile = result == 0 && status.st_mode & S_IFMT == S_IFREG
    canBeReopened = isRegularFile && descriptor != Self.standardInput
    expectedByteCount = isRegularFile ? Int(status.st_size) : nil
    if result == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw CaptureError(.file, .system(Self.text(of: EISDIR)))
    }
    if result == 0, status.st_mode & S_IFMT == S_IFIFO { widenPipe() }
  }

  /// Has a pipe hold more, where the system can do that; where not, it is read as it is.
  private func widenPipe() {
    #if os(Linux)
      let setPipeSize: CInt = 1031  // F_SETPIPE_SZ, which the module of the C library leaves out.
      _ = fcntl(descriptor, setPipeSize, Self.pipeByteCount)
    #endif
  }

  /// Bytes of the regular file at `path`; nil for what is none, and has no size.
  package static func byteCount(at path: String) -> Int? {
    var status = stat()
    // SAFETY: stat writes one stat structure, and `status` is one.
    guard unsafe stat(FileName.cString(of: path), &status) == 0, status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  deinit {
    if descriptor != Self.standardInput { close(descriptor) }
  }

  package func fill(_ room: inout MutableSpan<UInt8>, from start: Int) throws(CaptureError) -> Int {
    while true {
      if !isRegularFile, !isReadable { beforeWaiting() }
      // SAFETY: the slice is within the span, which is exclusively ours for the call; read writes
      // at most as many bytes as the slice has.
      let count = unsafe room.withUnsafeMutableBytes { bytes in
        let slice = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
        return unsafe read(descriptor, slice.baseAddress, slice.count)
      }
      if count >= 0 {
        fileOffset += count
        didRead(count)
        return count
      }
      let code = errno
      if code != EINTR { throw CaptureError(.read(at: fileOffset), .system(Self.text(of: code))) }
    }
  }

  /// Whether a read returns at once, or nearly so, with bytes or because there will be none.
  private var isReadable: Bool {
    var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // SAFETY: poll reads and writes one structure, and `asked` is one.
    return unsafe poll(&asked, 1, Self.patience) > 0
  }

  /// Fills room with the bytes of a regular file from an offset on; returns how many there are: fewer
  /// than there is room for only at the file's end, or where it cannot be read.
  package func fill(_ room: inout MutableSpan<UInt8>, at offset: Int) -> Int {
    var filled = 0
    while filled < room.count {
      // SAFETY: the slice is within the span, which is exclusively ours for the call; pread writes
      // at most as many bytes as the slice has.
      let count = unsafe room.withUnsafeMutableBytes { bytes in
        let slice = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
        return unsafe pread(descriptor, slice.baseAddress, slice.count, off_t(offset + filled))
      }
      if count > 0 {
        filled += count
      } else if count == 0 || errno != EINTR {
        break
      }
    }
    return filled
  }

  private static func descriptor(of path: String) throws(CaptureError) -> CInt {
    let name = FileName.cString(of: path)
    while true {
      // SAFETY: the array is a terminated C string.
      let descriptor = unsafe open(name, O_RDONLY | O_CLOEXEC)
      if descriptor >= 0 { return descriptor }
      let code = errno
      if code != EINTR { throw CaptureError(.file, .system(text(of: code))) }
    }
  }

  /// The operating system's words for an error code, in lower case as all our errors are.
  static func text(of code: CInt) -> String {
    // SAFETY: strerror returns a terminated string, which is copied before anything else is called.
    let text = unsafe String(cString: strerror(code))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
