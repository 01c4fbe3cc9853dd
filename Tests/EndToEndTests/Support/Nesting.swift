import Testing

/// A protocol that can hold itself, and what stands before the first.
struct Nesting: CustomTestStringConvertible, Sendable {
  let name: String
  private let start: [UInt8]
  private let layer: @Sendable (_ left: Int) -> [UInt8]

  var testDescription: String { name }

  /// The longest packet that a capture of 262,144 bytes per packet, or a length of 16 bits, allows.
  private static let maximumByteCount = 64_000

  var deepest: Int { (Self.maximumByteCount - start.count) / layer(0).count }

  /// A frame with so many layers, and nothing in the last.
  func frame(depth: Int) -> [UInt8] {
    let count = min(depth, deepest)
    let width = layer(0).count
    return (0..<count).reduce(into: HandBuilt.addresses + start) { bytes, index in
      bytes += layer((count - index) * width)
    }
  }

  static let all = [
    Nesting(name: "VLAN tags", start: [0x81, 0]) { _ in [0, 1, 0x81, 0] },
    Nesting(name: "provider tags", start: [0x88, 0xa8]) { _ in [0, 1, 0x88, 0xa8] },
    Nesting(name: "MPLS labels", start: [0x88, 0x47]) { _ in [0, 1, 0, 64] },
    Nesting(name: "IPv4 in IPv4", start: [0x08, 0]) { ipv4($0, next: 4) },
    Nesting(name: "IPv6 in IPv6", start: [0x86, 0xdd]) { ipv6($0, next: 41) },
    Nesting(name: "hop-by-hop options", start: [0x86, 0xdd] + ipv6(64_000, next: 0)) { _ in
      [0, 0, 1, 4, 0, 0, 0, 0]
    },
    Nesting(name: "destination options", start: [0x86, 0xdd] + ipv6(64_000, next: 60)) { _ in
      [60, 0, 1, 4, 0, 0, 0, 0]
    },
    Nesting(name: "GRE in GRE", start: [0x08, 0]) {
      ipv4($0, next: 47) + [0, 0, 0x08, 0]
    },
    Nesting(name: "Ethernet in GRE", start: [0x08, 0]) {
      ipv4($0, next: 47) + [0, 0, 0x65, 0x58] + HandBuilt.addresses + [0x08, 0]
    },
    Nesting(name: "VXLAN in VXLAN", start: [0x08, 0]) {
      ipv4($0, next: 17) + [0, 1, 0x12, 0xb5] + half(max($0 - 20, 8)) + [0, 0]
        + [8, 0, 0, 0, 0, 0, 1, 0] + HandBuilt.addresses + [0x08, 0]
    },
  ]

  private static func ipv4(_ length: Int, next: UInt8) -> [UInt8] {
    [0x45, 0] + half(length) + [0, 0, 0, 0, 64, next, 0, 0]
      + [10, 0, 0, 1, 10, 0, 0, 2]
  }

  private static func ipv6(_ length: Int, next: UInt8) -> [UInt8] {
    [0x60, 0, 0, 0] + half(max(length - 40, 0)) + [next, 64] + Array(repeating: 1, count: 32)
  }

  /// A number of 16 bits in network byte order.
  private static func half(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
  }
}
