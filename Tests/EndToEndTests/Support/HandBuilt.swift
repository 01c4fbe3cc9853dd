/// Blocks and packets that no builder of honest captures makes; all of pcapng is little-endian.
enum HandBuilt {
  /// Section Header Block, pcapng draft §4.1.
  static let section: [UInt8] = {
    var bytes: [UInt8] = []
    let unknownLength = Array(repeating: UInt8(0xff), count: 8)
    bytes.append(block: 0x0a0d_0d0a, [0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0] + unknownLength)
    return bytes
  }()

  /// A section with an Ethernet interface.
  static let pcapng: [UInt8] = {
    var bytes = section
    bytes.append(block: 1, [1, 0, 0, 0, 0, 0, 4, 0])
    return bytes
  }()

  /// An Ethernet frame with nothing in it.
  static let frame: [UInt8] = addresses + [0x08, 0x06, 0, 0]
  static let addresses: [UInt8] = [0, 0x11, 0x22, 0x33, 0x44, 1, 0, 0x11, 0x22, 0x33, 0x44, 2]

  /// What an Enhanced Packet Block holds for a frame, draft §4.3.
  static func packetBody(_ frame: [UInt8], interface: UInt32 = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    for word in [interface, 0x0005_f5e1, 0, UInt32(frame.count), UInt32(frame.count)] {
      bytes.append(word: word)
    }
    return bytes + frame + Array(repeating: 0, count: (4 - frame.count % 4) % 4)
  }
}

extension [UInt8] {
  /// Appends a little-endian number of four bytes.
  mutating func append(word number: UInt32) {
    for index in 0..<4 { append(UInt8(truncatingIfNeeded: number >> UInt32(8 * index))) }
  }

  mutating func append(block type: UInt32, _ body: [UInt8]) {
    let length = UInt32(body.count + 12)
    append(word: type)
    append(word: length)
    self += body
    append(word: length)
  }
}
