/// The TaZmen Sniffer Protocol: frames that a router or an access point sends to a capturing host.
enum TZSP {
  private static let padding: UInt8 = 0
  private static let end: UInt8 = 1
  private static let checkSequenceError: UInt8 = 17

  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    // Version 1; received packets and packets to send, but no configuration and keep-alives.
    guard bytes.count >= 5, bytes[0] == 1, bytes[1] <= 1 else { return .other }
    var at = 4
    var isDamaged = false
    while true {
      guard at < bytes.count else { return .fault(.linkHeaderCut) }
      let tag = bytes[at]
      at += 1
      if tag == end { break }
      if tag == padding { continue }
      guard at < bytes.count else { return .fault(.linkHeaderCut) }
      let byteCount = Int(bytes[at])
      if tag == checkSequenceError, byteCount > 0, bytes.count > at + 1 {
        isDamaged = bytes[at + 1] != 0
      }
      at += 1 + byteCount
    }
    let inside = bytes.extracting(at...)
    switch bytes.uint16(at: 2) {
    case 1: return Ethernet.decode(inside, depth: depth + 1)
    case 18: return WirelessLAN.decode(inside, .init(isDamaged: isDamaged), depth: depth + 1)
    case 119: return RadioHeader.decodePrism(inside, depth: depth + 1)
    case 127: return RadioHeader.decodeAVS(inside, depth: depth + 1)
    default: return .unread(.tzsp)
    }
  }
}
