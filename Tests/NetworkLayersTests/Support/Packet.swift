/// Headers written by hand, each around what it carries. Checksums stay 0.
enum Packet {
  static func word(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  static func long(_ value: UInt32) -> [UInt8] {
    word(Int(value >> 16)) + word(Int(value & 0xffff))
  }

  /// 10.10.1.21 port 50000 to 10.10.1.1 port 2000, with `options` bytes of options (NOP).
  static func tcp(
    _ payload: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8], sequence: UInt32 = 0x8123_4567,
    flags: UInt8 = 0x18, options: Int = 0
  ) -> [UInt8] {
    word(50_000) + word(2000) + long(sequence) + long(0x9876_5432)
      + [UInt8((20 + options) / 4) << 4, flags] + word(4096) + word(0) + word(0)
      + [UInt8](repeating: 1, count: options) + payload
  }

  static func udp(_ port: Int, _ payload: [UInt8]) -> [UInt8] {
    word(16_384) + word(port) + word(8 + payload.count) + word(0) + payload
  }

  static func ipv4(
    _ protocolNumber: UInt8, _ payload: [UInt8], options: Int = 0, totalLength: Int? = nil,
    identification: Int = 7, fragment: Int = 0x4000
  ) -> [UInt8] {
    [0x40 | UInt8((20 + options) / 4), 0]
      + word(totalLength ?? 20 + options + payload.count) + word(identification) + word(fragment)
      + [64, protocolNumber] + word(0) + [10, 10, 1, 21, 10, 10, 1, 1]
      + [UInt8](repeating: 1, count: options) + payload
  }

  static func ipv6(
    _ nextHeader: UInt8, _ payload: [UInt8], payloadLength: Int? = nil
  ) -> [UInt8] {
    [0x60, 0, 0, 0] + word(payloadLength ?? payload.count) + [nextHeader, 64]
      + [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [0x21]
      + [0x20, 0x01, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 11) + [0x01] + payload
  }

  /// An IPv6 extension header of `byteCount` bytes, padded with PadN.
  static func extensionHeader(_ nextHeader: UInt8, byteCount: Int = 8) -> [UInt8] {
    [nextHeader, UInt8(byteCount / 8 - 1), 1, UInt8(byteCount - 4)]
      + [UInt8](repeating: 0, count: byteCount - 4)
  }

  static func fragmentHeader(
    _ nextHeader: UInt8, offset: Int, more: Bool, identification: UInt32 = 99
  ) -> [UInt8] {
    [nextHeader, 0] + word(offset | (more ? 1 : 0)) + long(identification)
  }

  static func ethernet(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
    [0, 0, 0x0c, 0, 0, 1, 0, 0, 0x0c, 0, 0, 2] + word(type) + payload
  }

  static func tag(_ type: Int, _ payload: [UInt8], id: Int = 100) -> [UInt8] {
    word(id) + word(type) + payload
  }

  static func snap(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
    [0xaa, 0xaa, 3, 0, 0, 0] + word(type) + payload
  }

  static func gre(_ type: Int, flags: Int = 0, _ payload: [UInt8]) -> [UInt8] {
    let fields = [0x8000, 0x2000, 0x1000].filter { flags & $0 != 0 }.count
    return word(flags) + word(type) + [UInt8](repeating: 0, count: 4 * fields) + payload
  }

  static func vxlan(_ frame: [UInt8]) -> [UInt8] {
    udp(4789, [8, 0, 0, 0, 0, 0, 42, 0] + frame)
  }

  static func mpls(_ labels: [UInt32], _ payload: [UInt8]) -> [UInt8] {
    labels.enumerated().flatMap { index, label in
      long(label << 12 | (index == labels.count - 1 ? 0x100 : 0) | 64)
    } + payload
  }
}
