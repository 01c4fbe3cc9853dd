import NetworkLayers
import Wire

/// The addresses of a plain packet: those of Ethernet, and those of IPv4.
struct PlainAddresses: Equatable {
  /// The first eight bytes of the two MAC addresses, and the four after them.
  let macBeginning: UInt64
  let macEnd: UInt64
  /// Both addresses of IPv4.
  let ipv4: UInt64

  static let ipv4Offset = PlainPacket.ipOffset + 12
  /// Places of a table in which one is kept for each ``slot``: the pairs of hosts that speak most.
  static let slotCount = 4096

  /// Those of no packet: of a frame from nobody to nobody.
  static let none = PlainAddresses(macBeginning: 0, macEnd: 0, ipv4: 0)

  private init(macBeginning: UInt64, macEnd: UInt64, ipv4: UInt64) {
    self.macBeginning = macBeginning
    self.macEnd = macEnd
    self.ipv4 = ipv4
  }

  @inline(__always)  // Once per packet.
  init(_ packet: Span<UInt8>) {
    macBeginning = packet.paddedWord(at: 0)
    macEnd = packet.paddedWord(at: 8) & 0xffff_ffff
    ipv4 = packet.paddedWord(at: Self.ipv4Offset)
  }

  /// The place in a table. Whoever makes a capture whose addresses collide makes it slower.
  var slot: Int { Self.slot(of: macBeginning ^ macEnd << 24, ipv4) }

  static func slot(of one: UInt64, _ other: UInt64) -> Int {
    let mixed = one &* 0x9e37_79b9_7f4a_7c15 ^ other &* 0xbf58_476d_1ce4_e5b9
    return Int(truncatingIfNeeded: (mixed ^ mixed >> 29) >> 24) & (slotCount - 1)
  }
}
