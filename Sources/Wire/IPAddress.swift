/// An IPv4 or IPv6 address.
package struct IPAddress: Hashable, Sendable {
  /// The address as a number: 32 bits for IPv4, 128 for IPv6.
  package let bits: UInt128
  package let isIPv6: Bool

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
package struct Endpoint: Hashable, Sendable {
  package let address: IPAddress
  package let port: UInt16

  package static func == (left: Endpoint, right: Endpoint) -> Bool {
    left.port == right.port && left.address == right.address
  }

  package init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}
