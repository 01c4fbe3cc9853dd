#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Wire

/// Files that the program writes, as a whole or not at all.
package enum WholeFile {
  /// Puts bytes in the place of a file's content, or makes the file: a reader sees what was there
  /// before or all of the new, and a failure leaves what was there. The system's words, in lower
  /// case as all our errors are, where that fails.
  package static func write(_ bytes: Span<UInt8>, to path: String) -> String? {
    var status = stat()
    // SAFETY: the string is a terminated C string for the call; stat writes one stat structure.
    let exists = unsafe stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { return lowered(EISDIR) }
    // A pipe or a device is written into: there is nothing to keep, and it must stay what it is.
    if exists, status.st_mode & S_IFMT != S_IFREG { return fill(path, O_WRONLY, with: bytes) }
    let besides = "\(path).\(getpid()).new"
    if let problem = fill(besides, O_WRONLY | O_CREAT | O_TRUNC, with: bytes) { return problem }
    // SAFETY: both strings are terminated C strings for the calls.
    if unsafe rename(besides, path) == 0 { return nil }
    let code = errno
    _ = unsafe unlink(besides)
    return lowered(code)
  }

  /// Opens a file, writes bytes and closes it; a file that this made is removed where that fails.
  private static func fill(_ path: String, _ flags: Int32, with bytes: Span<UInt8>) -> String? {
    // SAFETY: the string is a terminated C string for the call.
    let descriptor = unsafe open(path, flags | O_CLOEXEC, 0o666)
    if descriptor < 0 { return lowered(errno) }
    let problem = StandardStreams.write(bytes, to: descriptor)
    let closing = close(descriptor) == 0 ? nil : StandardStreams.errorText(errno)
    guard let failure = problem ?? closing else { return nil }
    // SAFETY: as above.
    if flags & O_CREAT != 0 { _ = unsafe unlink(path) }
    return lowered(failure)
  }

  private static func lowered(_ code: Int32) -> String {
    lowered(StandardStreams.errorText(code))
  }

  private static func lowered(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}
