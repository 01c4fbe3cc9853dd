import PcapngReader

/// Reading a file of text as a whole.
package enum TextFile {
  /// The largest file that is read: a golden file of a million messages has about half of that.
  static let maximumByteCount = 1 << 30
  private static let stepByteCount = 1 << 16

  /// The bytes of the file at `path`. The error's text is the fact; the file's name is the caller's
  /// to add.
  package static func bytes(at path: String) throws(TextFileError) -> [UInt8] {
    do throws(CaptureError) {
      let source = try FileSource(path: path)
      var bytes: [UInt8] = []
      while true {
        var step = [UInt8](repeating: 0, count: stepByteCount)
        var room = step.mutableSpan
        let count = try source.fill(&room, from: 0)
        if count == 0 { return bytes }
        bytes += step[..<count]
        guard bytes.count <= maximumByteCount else { break }
      }
    } catch {
      throw TextFileError(description: "\(error)")
    }
    throw TextFileError(description: "more than \(maximumByteCount) bytes")
  }
}

/// Why a file of text cannot be read.
package struct TextFileError: Error, CustomStringConvertible {
  package let description: String
}
