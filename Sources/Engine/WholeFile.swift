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
  /// before or all of the new, and a failure leaves what was there. A link is written through, and a
  /// file keeps its mode. Returns the system's words, in lower case as all our errors are, where that
  /// fails.
  package static func write(_ bytes: Span<UInt8>, to path: String) -> String? {
    do throws(SystemError) {
      try write(bytes, through: FileName.cString(of: path))
      return nil
    } catch {
      return error.text
    }
  }

  /// The system's error code.
  private struct SystemError: Error {
    let code: Int32

    init(_ code: Int32 = errno) {
      self.code = code
    }

    var text: String {
      let text = StandardStreams.errorText(code)
      return text.prefix(1).lowercased() + text.dropFirst()
    }
  }

  private static func write(_ bytes: Span<UInt8>, through path: [CChar]) throws(SystemError) {
    var status = stat()
    // SAFETY: the array is a terminated C string; stat writes one stat structure.
    guard unsafe stat(path, &status) == 0 else {
      return try replace(target(of: path), nil, with: bytes)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw SystemError(EISDIR)
    case S_IFREG:
      if let own = standardDescriptor(of: status) { return try put(bytes, to: own) }
      try replace(target(of: path), status, with: bytes)
    // A pipe or a device is written into: there is nothing to keep, and it must stay what it is.
    default:
      // SAFETY: as above.
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw SystemError() }
      try finish(descriptor, with: bytes)
    }
  }

  /// Which of our standard output and error a file is; what they were given stays in it.
  private static func standardDescriptor(of file: stat) -> Int32? {
    [STDOUT_FILENO, STDERR_FILENO].first { descriptor in
      var status = stat()
      // SAFETY: fstat writes one stat structure.
      return unsafe fstat(descriptor, &status) == 0 && status.st_dev == file.st_dev
        && status.st_ino == file.st_ino
    }
  }

  // MARK: - Links

  /// Links that may lead to one another, as the system itself has it.
  private static let maximumLinkCount = 40

  /// The path that remains when no link stands at its end any more, whether there is a file or not.
  private static func target(of path: [CChar]) throws(SystemError) -> [CChar] {
    var path = path
    for _ in 0..<maximumLinkCount {
      var text = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      // SAFETY: the array is a terminated C string; readlink writes no more than the count it is given.
      let count = unsafe readlink(path, &text, text.count - 1)
      if count < 0 { return path }
      let link = Array(text[..<count])
      let slash = CChar(bitPattern: UInt8(ascii: "/"))
      let folder =
        link.first == slash ? [] : path[..<(path.lastIndex(of: slash).map { $0 + 1 } ?? 0)]
      path = folder + link + [0]
    }
    throw SystemError(ELOOP)
  }

  // MARK: - Writing

  /// Names of files beside the one that is written which are tried.
  private static let maximumAttemptCount = 16

  /// Writes a file beside the one at `path`, and gives it that name when all is in it.
  private static func replace(
    _ path: [CChar], _ former: stat?, with bytes: Span<UInt8>
  ) throws(SystemError) {
    // SAFETY: the array is a terminated C string.
    // A file that may not be written is not to be replaced by one that may.
    if former != nil, unsafe access(path, W_OK) != 0 { throw SystemError() }
    let (descriptor, besides) = try makeFile(beside: path)
    do throws(SystemError) {
      if let former {
        // What else belongs to the file: its owner as far as we may, and its mode, in this order.
        _ = fchown(descriptor, former.st_uid, former.st_gid)
        _ = fchmod(descriptor, former.st_mode & 0o777)
      }
      try finish(descriptor, with: bytes)
      // SAFETY: as above.
      if unsafe rename(besides, path) != 0 { throw SystemError() }
    } catch {
      // SAFETY: as above.
      _ = unsafe unlink(besides)
      throw error
    }
  }

  /// Makes a file in the same directory, of a name that nobody can know before.
  private static func makeFile(
    beside path: [CChar]
  ) throws(SystemError) -> (descriptor: Int32, path: [CChar]) {
    let slash = path.lastIndex(of: CChar(bitPattern: UInt8(ascii: "/"))).map { $0 + 1 } ?? 0
    var code = EEXIST
    for _ in 0..<maximumAttemptCount where code == EEXIST {
      var name = TextBuffer()
      name.append(".sccpdump-")
      name.append(hexadecimal: UInt64.random(in: 0 ... .max), digits: 16)
      let besides = path[..<slash] + FileName.cString(of: String(name))
      // SAFETY: the array is a terminated C string.
      let descriptor = unsafe open(
        Array(besides), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, Array(besides)) }
      code = errno
      if code == EINTR { code = EEXIST }
    }
    throw SystemError(code)
  }

  /// Writes bytes, and closes the file.
  private static func finish(_ descriptor: Int32, with bytes: Span<UInt8>) throws(SystemError) {
    do throws(SystemError) {
      try put(bytes, to: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    if close(descriptor) != 0 { throw SystemError() }
  }

  private static func put(_ bytes: Span<UInt8>, to descriptor: Int32) throws(SystemError) {
    let code = StandardStreams.put(bytes, to: descriptor)
    if code != 0 { throw SystemError(code) }
  }
}
