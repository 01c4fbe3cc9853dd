import PcapngReader

/// Reading a file of text as a whole.
package enum TextFile {
  private static let stepByteCount = 1 << 16

  /// The bytes of the file at `path`. The error's text is the fact; the file's name is the caller's
  /// to add.
  ///
  /// A file with more than `maximum` bytes is not read. Where the number of bytes is unknown,
  /// as of a pipe, no more than these are, and none after those that `isEnough` says yes to.
  package static func bytes(
    at path: String, upTo maximum: Int, isEnough: ([UInt8]) -> Bool = { _ in false }
  ) throws(TextFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    let size = FileSource.byteCount(at: path) ?? 0
    do throws(CaptureError) {
      let source = try FileSource(path: path)
      var step = [UInt8](repeating: 0, count: stepByteCount)
      while size <= maximum, bytes.count <= maximum {
        var room = step.mutableSpan
        let count = try source.fill(&room, from: 0)
        bytes += step[..<count]
        if count == 0 || isEnough(bytes) { return bytes }
      }
    } catch {
      throw TextFileError(description: "\(error)")
    }
    throw TextFileError(description: "more than \(maximum) bytes")
  }
}

/// Why a file of text cannot be read.
package struct TextFileError: Error, CustomStringConvertible {
  package let description: String
}
