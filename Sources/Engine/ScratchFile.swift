#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import PcapngReader
import Text

/// A file without a name, for what does not fit into memory: it is gone when nobody has it any more,
/// however the process ends.
final class ScratchFile {
  private let descriptor: Int32
  /// Bytes written.
  private(set) var byteCount = 0

  /// Names that are tried.
  private static let maximumAttemptCount = 16

  /// Makes a file on the disk that another file is to be written to; nil where none can be made.
  init?(beside path: String) {
    let cPath = FileName.cString(of: path)
    let slash = cPath.lastIndex(of: CChar(bitPattern: UInt8(ascii: "/"))).map { $0 + 1 } ?? 0
    var folders = [FileName.cString(of: "/tmp/").dropLast()]
    // What is no file has no disk.
    if path != "-", [.regularFile, .missing].contains(FilePaths.kind(of: path)) {
      folders.insert(cPath[..<slash], at: 0)
    }
    for folder in folders {
      for _ in 0..<Self.maximumAttemptCount {
        var name = TextBuffer()
        name.append(".sccpdump-")
        name.append(hexadecimal: UInt64.random(in: 0 ... .max), digits: 16)
        let file = Array(folder) + FileName.cString(of: String(name))
        // SAFETY: the array is a terminated C string.
        let descriptor = unsafe open(
          file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
          // SAFETY: as above.
          _ = unsafe unlink(file)
          self.descriptor = descriptor
          return
        }
        if errno != EEXIST && errno != EINTR { break }
      }
    }
    return nil
  }

  deinit {
    close(descriptor)
  }

  /// Appends bytes; false where that fails, after which only what was there before can be read.
  func append(_ bytes: Span<UInt8>) -> Bool {
    guard StandardStreams.put(bytes, to: descriptor) == 0 else { return false }
    byteCount += bytes.count
    return true
  }

  /// Reads bytes at a place; fewer where they cannot be read.
  func read(_ place: Range<Int>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: place.count)
    var count = 0
    while count < place.count {
      let start = count
      // SAFETY: pread(2) writes no more than the bytes after the start.
      let got = unsafe bytes.withUnsafeMutableBytes { room in
        unsafe pread(
          descriptor, room.baseAddress.map { unsafe $0 + start }, room.count - start,
          off_t(place.lowerBound + start))
      }
      if got < 0, errno == EINTR { continue }
      if got <= 0 { break }
      count += got
    }
    bytes.removeLast(place.count - count)
    return bytes
  }
}
