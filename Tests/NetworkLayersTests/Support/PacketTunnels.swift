/// Headers of tunnels and radios, each around what it carries.
extension Packet {
  /// A datagram to a port, within Ethernet and IPv4.
  static func datagram(_ port: Int, _ payload: [UInt8]) -> [UInt8] {
    ethernet(0x0800, ipv4(17, udp(port, payload)))
  }

  /// A datagram from a port to one of a peer behind address translation.
  static func answer(_ port: Int, _ payload: [UInt8]) -> [UInt8] {
    ethernet(
      0x0800, ipv4(17, word(port) + word(40_001) + word(8 + payload.count) + [0, 0] + payload))
  }

  /// An IEEE 802.11 data frame; `kind` is the first byte, `flags` the second.
  static func wireless(
    kind: UInt8 = 0x08, flags: UInt8 = 0x01, sequence: Int = 0x0010, quality: UInt8 = 0,
    _ body: [UInt8]
  ) -> [UInt8] {
    var frame: [UInt8] = [kind, flags, 0, 0]
    for station in UInt8(1)...3 { frame += [2, 0, 0, 0, 0, station] }
    // The sequence number is little-endian.
    frame += [UInt8(sequence & 0xff), UInt8(sequence >> 8)]
    if flags & 3 == 3 { frame += [2, 0, 0, 0, 0, 4] }
    if kind & 0x80 != 0 { frame += [quality, 0] }
    if kind & 0x80 != 0, flags & 0x80 != 0 { frame += [0, 0, 0, 0] }
    return frame + body
  }

  /// A radiotap header with a time and flags.
  static func radiotap(flags: UInt8, _ frame: [UInt8]) -> [UInt8] {
    // Two words of fields: flags are the second field of the first.
    [0, 0, 25, 0, 0x03, 0, 0, 0x80, 0, 0, 0, 0] + [0, 0, 0, 0]
      + [UInt8](repeating: 1, count: 8) + [flags] + frame
  }

  /// A Per-Packet Information header with a field of radios.
  static func ppi(linkType: UInt8, flags: UInt8 = 0, _ packet: [UInt8]) -> [UInt8] {
    [0, 0, 32, 0, linkType, 0, 0, 0, 2, 0, 20, 0] + [UInt8](repeating: 0, count: 8)
      + [flags, 0] + [UInt8](repeating: 0, count: 10) + packet
  }

  /// A Prism header: message code and length in the order of the machine that captured.
  static func prism(isBigEndian: Bool, _ frame: [UInt8]) -> [UInt8] {
    let words: [[UInt8]] = [[0, 0, 0, 0x44], [0, 0, 0, 144]]
    return words.flatMap { isBigEndian ? $0 : $0.reversed() }
      + [UInt8](repeating: 0, count: 136) + frame
  }

  /// A CAPWAP header for IEEE 802.11, with the flag for a frame in its own form.
  static func capwap(isNative: Bool, flags: UInt8 = 0, _ frame: [UInt8]) -> [UInt8] {
    [0, 2 << 3, 1 << 1 | (isNative ? 1 : 0), flags, 0, 0, 0, 0] + frame
  }

  /// An old PEEKREMOTE header.
  static func peekRemote(flags: UInt8 = 0, _ frame: [UInt8]) -> [UInt8] {
    [0xc4, 0xa0] + word(frame.count) + word(frame.count) + [flags, 0]
      + [UInt8](repeating: 0, count: 8) + [22, 6, 80, 0] + frame
  }
}
