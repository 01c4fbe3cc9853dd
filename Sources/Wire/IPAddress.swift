/// An IPv4 or IPv6 address.
@usableFromInline
package struct IPAddress: Hashable, Sendable {
  // Two halves: memory for what holds a number of 128 bits takes longer to get.
  @usableFromInline let high: UInt64
  @usableFromInline let low: UInt64
  @usableFromInline package let isIPv6: Bool

  @inlinable
  package init(ipv4 bits: UInt32) {
    high = 0
    low = UInt64(bits)
    isIPv6 = false
  }

  @inlinable
  package init(ipv6 bits: UInt128) {
    high = UInt64(truncatingIfNeeded: bits >> 64)
    low = UInt64(truncatingIfNeeded: bits)
    isIPv6 = true
  }

  /// The address as a number: 32 bits for IPv4, 128 for IPv6.
  @inlinable package var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

  /// Whether it is the unspecified address (0.0.0.0 or ::).
  package var isUnspecified: Bool { high | low == 0 }

  @inlinable
  package static func == (left: IPAddress, right: IPAddress) -> Bool {
    left.low == right.low && left.high == right.high && left.isIPv6 == right.isIPv6
  }

  @inlinable
  package func hash(into hasher: inout Hasher) {
    hasher.combine(low)
    if isIPv6 { hasher.combine(high) }
  }
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

  /// An IPv4 address and its port are one number.
  @inlinable
  package func hash(into hasher: inout Hasher) {
    if address.isIPv6 {
      hasher.combine(address)
      hasher.combine(port)
    } else {
      hasher.combine(address.low << 16 | UInt64(port))
    }
  }

  @inlinable
  package init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}
