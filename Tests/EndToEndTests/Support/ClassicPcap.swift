import Foundation

/// A pcap file taken apart into its packets, to be put together in another way.
struct ClassicPcap {
  /// The file's header.
  let header: [UInt8]
  /// Each with its record header of 16 bytes.
  var records: [[UInt8]] = []

  private static let headerByteCount = 24
  private static let recordHeaderByteCount = 16

  /// A little-endian file of frames, 10 ms apart.
  init(linkType: UInt8, frames: [[UInt8]]) {
    header =
      [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0] + [UInt8](repeating: 0, count: 8)
      + [0, 0, 4, 0, linkType, 0, 0, 0]
    records = frames.enumerated().map { index, frame in
      let words = [1_700_000_000, index * 10_000, frame.count, frame.count]
      return words.flatMap(Self.bytes) + frame
    }
  }

  /// A little-endian file that is there.
  init(_ file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    header = Array(bytes.prefix(Self.headerByteCount))
    var start = Self.headerByteCount
    while start + Self.recordHeaderByteCount <= bytes.count {
      let length = bytes[start + 8..<start + 12].reversed().reduce(0) { $0 << 8 | Int($1) }
      let end = min(start + Self.recordHeaderByteCount + length, bytes.count)
      records.append(Array(bytes[start..<end]))
      start = end
    }
  }

  var bytes: [UInt8] { header + records.flatMap(\.self) }

  private static func bytes(_ word: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }
}
