/// An IPv4 or IPv6 address.
@usableFromInline
package struct IPAddress: Hashable, Sendable {
  /// The address as a number: 32 bits for IPv4, 128 for IPv6.
  @usableFromInline package let bits: UInt128
  @usableFromInline package let isIPv6: Bool

  @inlinable
  package static func == (left: IPAddress, right: IPAddress) -> Bool {
    left.bits == right.bits && left.isIPv6 == right.isIPv6
  }

  package init(ipv4 bits: UInt32) {
    self.bits = UInt128(bits)
    isIPv6 = false
  }

  package init(ipv6 bits: UInt128) {
    self.bits = bits
    isIPv6 = true
  }

  /// Whether it is the unspecified address (0.0.0.0 or ::).
  package var isUnspecified: Bool { bits == 0 }
}

/// One end of a TCP connection.
@usableFromInline
package struct Endpoint: Hashable, Sendable {
  @usableFromInline package let address: IPAddress
  @usableFromInline package let port: UInt16

  @inlinable
  package static func == (left: Endpoint, right: Endpoint) -> Bool {
    left.port == right.port && left.address == right.address
  }

  package init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}
