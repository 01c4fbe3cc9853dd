#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a file in one piece.
struct FixtureFile {
  let path: String

  /// Why a file could not be written.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let code: Int32

    var description: String { "\(path): cannot be written, errno \(code)" }
  }

  /// Makes a folder, unless it is there.
  static func makeFolder(_ path: String) throws(Failure) {
    // SAFETY: the path is passed for the time of the call.
    guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw Failure(path: path, code: errno)
    }
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    // SAFETY: the path is passed for the time of the call.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
    defer { _ = close(descriptor) }
    var written = 0
    while written < bytes.count {
      let rest = bytes[written...]
      // SAFETY: the buffer is the array slice's own and is not kept.
      let count = unsafe rest.withUnsafeBytes {
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          unsafe Musl.write(descriptor, $0.baseAddress, $0.count)
        #else
          unsafe Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      guard count > 0 else { throw Failure(path: path, code: errno) }
      written += count
    }
  }
}
