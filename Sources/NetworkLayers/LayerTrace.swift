/// A header, or an address of the link layer, in a packet.
package struct Layer: Equatable, Sendable {
  package enum Kind: Sendable {
    /// Six octets of the link layer.
    case hardwareAddress
    case ipv4, ipv6, tcp, udp
    /// A header of GRE with a checksum, RFC 2784.
    case checkedGRE
  }

  package let kind: Kind
  /// Where it begins, in bytes from the start of the packet.
  package let offset: Int

  package init(kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}

/// Notes where the headers of a packet lie while it is decoded.
final class LayerTrace {
  /// Headers and addresses of one packet: more are in none that a network carries.
  private static let maximumCount = 64

  private let start: UInt
  private let byteCount: Int
  private(set) var layers: [Layer] = []

  init(_ packet: Span<UInt8>) {
    start = Self.address(of: packet)
    byteCount = packet.count
  }

  /// Takes note of what lies at `offset` in a part of the packet.
  func note(_ kind: Layer.Kind, at offset: Int = 0, in part: Span<UInt8>) {
    let distance = Int(bitPattern: Self.address(of: part) &- start)
    guard layers.count < Self.maximumCount, (0...byteCount).contains(distance) else { return }
    let layer = Layer(kind: kind, offset: distance + offset)
    if layers.last != layer { layers.append(layer) }
  }

  private static func address(of bytes: Span<UInt8>) -> UInt {
    // SAFETY: the address is only compared with others, and nothing is read through it.
    unsafe bytes.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }
}
