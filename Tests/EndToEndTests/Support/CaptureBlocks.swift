import Foundation

/// The blocks of a pcapng file, told apart by nothing but their lengths.
struct CaptureBlocks {
  let offset: Int
  let bytes: [UInt8]

  /// Whether it is an Enhanced Packet Block.
  var isPacket: Bool { bytes.starts(with: [6, 0, 0, 0]) }

  /// Those of a little-endian fixture.
  static func of(_ capture: String) -> [CaptureBlocks] {
    let url = Folder.fixtures.appending(path: capture)
    return of((try? Data(contentsOf: url)) ?? Data())
  }

  /// Those of a little-endian capture.
  static func of(_ data: Data) -> [CaptureBlocks] {
    let bytes = Array(data)
    var blocks: [CaptureBlocks] = []
    var offset = 0
    while offset + 12 <= bytes.count {
      let length = bytes[offset + 4..<offset + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length >= 12, offset + length <= bytes.count else { break }
      blocks.append(CaptureBlocks(offset: offset, bytes: Array(bytes[offset..<offset + length])))
      offset += length
    }
    return blocks
  }
}
