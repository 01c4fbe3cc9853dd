#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Text

/// What lies at a path, and which paths there are, by stat(2) and glob(3).
///
/// Paths are texts of ``FileName``, here and wherever else a path is a String.
package enum FilePaths {
  /// What a path leads to.
  package enum Kind: Equatable, Sendable {
    case regularFile, directory
    /// A pipe, a device, or the like.
    case other
    case missing
  }

  /// What `path` leads to; missing too where it may not be looked at.
  package static func kind(of path: String) -> Kind {
    guard let status = status(of: path) else { return .missing }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .regularFile
    case S_IFDIR: .directory
    default: .other
    }
  }

  /// Whether two paths lead to one file, by whatever names.
  package static func areSame(_ path: String, _ other: String) -> Bool {
    guard let one = status(of: path), let two = status(of: other) else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  private static func status(of path: String) -> stat? {
    var status = stat()
    // SAFETY: the array is a terminated C string; stat writes one stat structure.
    return unsafe stat(FileName.cString(of: path), &status) == 0 ? status : nil
  }

  /// Whether `path` has a character that stands for others in a pattern.
  package static func isPattern(_ path: String) -> Bool {
    path.utf8.contains { Self.isSpecial($0) }
  }

  /// The paths that fit a shell's pattern, sorted; hidden files only where it names the dot.
  package static func matching(_ pattern: String) throws(CaptureError) -> [String] {
    try paths(pattern, flags: 0)
  }

  /// What lies in a directory, sorted by name, hidden files left out.
  ///
  /// It throws when the directory may not be read.
  package static func entries(ofDirectory path: String) throws(CaptureError) -> [String] {
    var pattern = ""
    for scalar in path.unicodeScalars {
      if scalar == "\\" || scalar.value < 0x80 && isSpecial(UInt8(scalar.value)) { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    return try paths(pattern + (path.utf8.last == UInt8(ascii: "/") ? "*" : "/*"), flags: GLOB_ERR)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "[")
  }

  private static func paths(_ pattern: String, flags: CInt) throws(CaptureError) -> [String] {
    var found = unsafe glob_t()
    // SAFETY: globfree takes what glob filled, or zeros.
    defer { unsafe globfree(&found) }
    errno = 0
    // SAFETY: the array is a terminated C string; glob fills one glob_t.
    let status = unsafe glob(FileName.cString(of: pattern), flags, nil, &found)
    if status == GLOB_NOMATCH { return [] }
    guard status == 0 else {
      throw CaptureError(.file, .system(FileSource.text(of: errno == 0 ? EIO : errno)))
    }
    var paths: [String] = []
    // SAFETY: gl_pathv holds gl_pathc terminated strings until globfree; they are copied.
    for index in 0..<Int(unsafe found.gl_pathc) {
      guard let path = unsafe found.gl_pathv[index] else { continue }
      let name = unsafe UnsafeBufferPointer(start: path, count: strlen(path))
      let bytes = unsafe name.map { UInt8(bitPattern: $0) }
      paths.append(FileName.text(of: bytes.span))
    }
    return paths
  }
}
