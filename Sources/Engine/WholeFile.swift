#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Text

/// Files that the program writes, as a whole or not at all.
package enum WholeFile {
  /// Puts bytes in the place of a file's content, or makes the file: a reader sees what was there
  /// before or all of the new, and a failure leaves what was there. A link is written through, and a
  /// file keeps its mode. Returns the system's words, in lower case as all our errors are, where that
  /// fails.
  package static func write(_ bytes: Span<UInt8>, to path: String) -> String? {
    do throws(WriteFailure) {
      let draft = try begin(at: path)
      try write(bytes, to: draft)
      try finish(draft)
      return nil
    } catch {
      return error.text
    }
  }

  /// A file that is being written, and takes its place when it is whole.
  package struct Draft {
    fileprivate let descriptor: Int32
    /// Where it lies until then; nil for what is written into as it is: a pipe, a device, or the file
    /// that our standard output goes to.
    fileprivate let besides: [CChar]?
    /// The place that it takes.
    fileprivate let path: [CChar]
  }

  /// Begins the file at `path`; `-` is standard output.
  package static func begin(at path: String) throws(WriteFailure) -> Draft {
    if path == "-" { return Draft(descriptor: STDOUT_FILENO, besides: nil, path: []) }
    let path = FileName.cString(of: path)
    var status = stat()
    // SAFETY: the array is a terminated C string; stat writes one stat structure.
    guard unsafe stat(path, &status) == 0 else { return try begin(at: target(of: path), nil) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw WriteFailure(EISDIR)
    case S_IFREG:
      if let own = standardDescriptor(of: status) {
        return Draft(descriptor: own, besides: nil, path: [])
      }
      return try begin(at: target(of: path), status)
    // A pipe or a device is written into: there is nothing to keep, and it must stay what it is.
    default:
      // SAFETY: as above.
      let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
      if descriptor < 0 { throw WriteFailure() }
      return Draft(descriptor: descriptor, besides: nil, path: path)
    }
  }

  /// Writes bytes after those written so far; where that fails, the draft is gone.
  package static func write(_ bytes: Span<UInt8>, to draft: Draft) throws(WriteFailure) {
    let code = StandardStreams.put(bytes, to: draft.descriptor)
    if code == 0 { return }
    abandon(draft)
    throw WriteFailure(code)
  }

  /// Gives a draft its name; where that fails, the draft is gone.
  package static func finish(_ draft: Draft) throws(WriteFailure) {
    if draft.isStandardStream { return }
    guard close(draft.descriptor) == 0 else {
      let failure = WriteFailure()
      remove(draft)
      throw failure
    }
    guard let besides = draft.besides else { return }
    // SAFETY: the arrays are terminated C strings.
    if unsafe rename(besides, draft.path) == 0 { return }
    let failure = WriteFailure()
    remove(draft)
    throw failure
  }

  /// Leaves what was there as it was.
  package static func abandon(_ draft: Draft) {
    if draft.isStandardStream { return }
    close(draft.descriptor)
    remove(draft)
  }

  private static func remove(_ draft: Draft) {
    guard let besides = draft.besides else { return }
    // SAFETY: the array is a terminated C string.
    _ = unsafe unlink(besides)
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
  private static func target(of path: [CChar]) throws(WriteFailure) -> [CChar] {
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
    throw WriteFailure(ELOOP)
  }

  // MARK: - Writing

  /// Names of files beside the one that is written which are tried.
  private static let maximumAttemptCount = 16

  /// Begins a file beside the one at `path`.
  private static func begin(
    at path: [CChar], _ former: stat?
  ) throws(WriteFailure) -> Draft {
    // SAFETY: the array is a terminated C string.
    // A file that may not be written is not to be replaced by one that may.
    if former != nil, unsafe access(path, W_OK) != 0 { throw WriteFailure() }
    let (descriptor, besides) = try makeFile(beside: path)
    if let former {
      // What else belongs to the file: its owner as far as we may, and its mode, in this order.
      _ = fchown(descriptor, former.st_uid, former.st_gid)
      _ = fchmod(descriptor, former.st_mode & 0o777)
    }
    return Draft(descriptor: descriptor, besides: besides, path: path)
  }

  /// Makes a file in the same directory, of a name that nobody can know before.
  private static func makeFile(
    beside path: [CChar]
  ) throws(WriteFailure) -> (descriptor: Int32, path: [CChar]) {
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
    throw WriteFailure(code)
  }
}

/// Why a file could not be written: the system's error code.
package struct WriteFailure: Error {
  let code: Int32

  init(_ code: Int32 = errno) {
    self.code = code
  }

  /// The system's words, in lower case as all our errors are.
  package var text: String {
    let text = StandardStreams.errorText(code)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension WholeFile.Draft {
  /// Whether it goes where our standard output or error goes, which others close.
  fileprivate var isStandardStream: Bool {
    descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO
  }
}
