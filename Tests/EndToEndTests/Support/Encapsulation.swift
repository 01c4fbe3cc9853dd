import CaptureBuilder
import Wire

/// Ways in which packets reach a capture beside plain Ethernet.
enum Encapsulation: String, CaseIterable {
  case ethernet, vlan, stackedVLANs, gre, ipv6, ipv6InVLAN, cookedLinux

  var isIPv6: Bool { self == .ipv6 || self == .ipv6InVLAN }

  /// The link type of a capture of such packets.
  private var linkType: UInt8 {
    switch self {
    case .gre: 228
    case .cookedLinux: 113
    default: 1
    }
  }

  /// A capture of the packets of a conversation.
  func file(_ talk: Conversation) -> [UInt8] {
    ClassicPcap(linkType: linkType, frames: talk.packets.map { frame(of: $0.bytes) }).bytes
  }

  private func frame(of ethernet: [UInt8]) -> [UInt8] {
    let (addresses, rest) = (ethernet.prefix(12), ethernet.dropFirst(12))
    switch self {
    case .ethernet, .ipv6: return ethernet
    case .vlan, .ipv6InVLAN: return addresses + [0x81, 0, 0x20, 0x64] + rest
    case .stackedVLANs: return addresses + [0x88, 0xa8, 0, 5, 0x81, 0, 0x20, 0x64] + rest
    case .gre: return Array(ethernet.dropFirst(14)).inGRE(type: 0x0800)
    case .cookedLinux: return [0, 0, 0, 1, 0, 6] + addresses.suffix(6) + [0, 0] + rest
    }
  }

  /// The ends of a conversation that goes this way.
  func conversation(version: UInt32) -> Conversation {
    let network = UInt128(0x2001_0db8_0000_0000) << 64
    var talk = Conversation(
      MadeCapture.clock,
      device: Host(
        macAddress: 0x0011_2233_4455,
        address: isIPv6 ? IPAddress(ipv6: network | 0x0a0a_0115) : .ipv4(10, 10, 1, 21)),
      port: 50_000,
      server: Host(
        macAddress: 0x0011_2233_4401,
        address: isIPv6 ? IPAddress(ipv6: network | 0x0a0a_0101) : .ipv4(10, 10, 1, 1)))
    talk.version = version
    talk.open(at: 0, 300, 600)
    return talk
  }
}

extension [UInt8] {
  /// The bytes in a GRE header with a checksum, in IPv4.
  func inGRE(type: UInt16) -> [UInt8] {
    let header = [0x80, 0, UInt8(type >> 8), UInt8(truncatingIfNeeded: type)]
    let sum = (header + self).checksum
    let gre = header + [UInt8(sum >> 8), UInt8(truncatingIfNeeded: sum), 0, 0] + self
    let length = 20 + gre.count
    return [0x45, 0, UInt8(length >> 8), UInt8(truncatingIfNeeded: length)]
      + [0, 1, 0, 0, 64, 47, 0, 0, 10, 9, 9, 1, 10, 9, 9, 2] + gre
  }

  /// RFC 1071.
  private var checksum: UInt16 {
    var sum = enumerated().reduce(0) { $0 + Int($1.element) << ($1.offset % 2 == 0 ? 8 : 0) }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    return ~UInt16(sum)
  }
}
