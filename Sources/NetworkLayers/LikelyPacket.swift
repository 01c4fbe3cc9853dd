/// Tells what bytes are where no field says it: by a shape that other bytes hardly have.
enum LikelyPacket {
  /// Whether bytes begin with an IP header of either version.
  ///
  /// An IPv4 header has to have the right checksum, or 0, which a network card fills in later.
  static func isIP(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 20 else { return false }
    switch bytes[0] >> 4 {
    case 4: return isIPv4(bytes)
    case 6: return bytes.count >= 40 && isCarried(bytes[6])
    default: return false
    }
  }

  private static func isIPv4(_ bytes: Span<UInt8>) -> Bool {
    let headerByteCount = Int(bytes[0] & 0x0f) * 4
    guard headerByteCount >= 20, bytes.count >= headerByteCount, isCarried(bytes[9]) else {
      return false
    }
    let totalLength = Int(bytes.uint16(at: 2))
    guard totalLength == 0 || totalLength >= headerByteCount else { return false }
    guard bytes.uint16(at: 10) != 0 else { return true }
    var sum = 0
    for at in stride(from: 0, to: headerByteCount, by: 2) { sum += Int(bytes.uint16(at: at)) }
    return (sum & 0xffff + sum >> 16) == 0xffff
  }

  /// Whether a protocol number is one that networks of phones carry.
  private static func isCarried(_ protocolNumber: UInt8) -> Bool {
    switch protocolNumber {
    case 1, 2, 4, 6, 17, 41, 47, 50, 58, 89, 97, 103, 115, 132, 137: true
    case let number: ExtensionHeaders.contains(number)
    }
  }

  /// Whether bytes begin with an Ethernet header that leads to IP, ARP or LLC, perhaps with tags.
  static func isEthernet(_ bytes: Span<UInt8>) -> Bool {
    var at = 12
    for _ in 0...2 {
      guard bytes.count >= at + 4 else { return false }
      switch bytes.uint16(at: at) {
      case EtherType.ipv4: return bytes[at + 2] >> 4 == 4 && isIP(bytes.from(at + 2))
      case EtherType.ipv6: return bytes[at + 2] >> 4 == 6 && isIP(bytes.from(at + 2))
      case 0x0806: return bytes.uint16(at: at + 2) == 1  // ARP for Ethernet
      case 0x8100, 0x88a8: at += 4
      case let length:
        guard length <= 1500, Int(length) <= bytes.count - at - 2, bytes.count >= at + 5 else {
          return false
        }
        let service = bytes.uint16(at: at + 2)
        return (service == 0xaaaa || service == 0x4242) && bytes[at + 4] == 0x03
      }
    }
    return false
  }
}
