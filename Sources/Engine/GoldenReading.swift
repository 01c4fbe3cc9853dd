import Checking
import PcapngReader

/// Reading golden files without keeping them.
enum GoldenReading {
  private static let stepByteCount = 1 << 16

  /// How the golden file at `path` was normalised, by its first line; nil where that cannot be told,
  /// or the file cannot be read twice.
  static func normalization(of path: String) -> Normalization? {
    guard FileSource.byteCount(at: path) != nil, let source = try? FileSource(path: path) else {
      return nil
    }
    var step = [UInt8](repeating: 0, count: stepByteCount)
    var room = step.mutableSpan
    let count = source.fill(&room, at: 0)
    return GoldenFile.normalization(beginning: Array(step[..<count]))
  }

  /// Finds the connections of the golden file at `path`, and has messages held against its lines.
  static func match(with path: String, _ normalization: Normalization) -> GoldenMatch? {
    guard let size = FileSource.byteCount(at: path), size <= GoldenFile.maximumByteCount,
      let source = try? FileSource(path: path)
    else { return nil }
    var index = GoldenIndex()
    var step = [UInt8](repeating: 0, count: stepByteCount)
    var offset = 0
    while offset < size {
      var room = step.mutableSpan
      let count = source.fill(&room, at: offset)
      if count == 0 { return nil }
      index.append(step.span.extracting(..<count))
      offset += count
    }
    return GoldenMatch(normalization, index) { room, offset in source.fill(&room, at: offset) }
  }
}
