import Foundation
import Wire

/// A little-endian classic pcap file, as much of it as these tests need.
struct ClassicCapture {
  var linkType: LinkType
  /// The captured bytes of each packet, how many there were on the wire, and when.
  var packets: [(bytes: [UInt8], originalLength: Int, time: Timestamp?)] = []

  init(linkType: LinkType, _ packets: [[UInt8]] = []) {
    self.linkType = linkType
    self.packets = packets.map { ($0, $0.count, nil) }
  }

  init(contentsOf path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var cursor = ByteCursor(bytes.span, order: .littleEndian)
    try cursor.skip(20)
    linkType = LinkType(rawValue: try cursor.uint32())
    while cursor.remaining >= 16 {
      let seconds = Int64(try cursor.uint32())
      let time = Timestamp(seconds: seconds, nanoseconds: try cursor.uint32() * 1000)
      let captured = Int(try cursor.uint32())
      let original = Int(try cursor.uint32())
      packets.append(([UInt8](copying: try cursor.take(captured)), original, time))
    }
  }

  func write(to path: String) throws {
    var data = Data()
    func put(_ words: UInt32...) {
      for word in words {
        data.append(contentsOf: (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) })
      }
    }
    put(0xa1b2_c3d4, 0x0004_0002, 0, 0, 262_144, linkType.rawValue)
    for (index, packet) in packets.enumerated() {
      put(1_600_000_000, UInt32(index) * 1000)
      put(UInt32(packet.bytes.count), UInt32(packet.originalLength))
      data.append(contentsOf: packet.bytes)
    }
    try data.write(to: URL(filePath: path))
  }
}
