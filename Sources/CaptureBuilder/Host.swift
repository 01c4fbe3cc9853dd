package import Wire

/// A machine of a scenario: its addresses, and what its packets look like.
package struct Host: Sendable {
  package var macAddress: MACAddress
  package var address: IPAddress
  /// The IPv4 time to live, or IPv6 hop limit, of its packets where they were captured.
  package var timeToLive: UInt8 = 64
  /// The window that it announces, in bytes; windows are not scaled.
  package var window: UInt16 = 8192
  /// The DSCP and ECN byte of its signalling packets; 0x60 is CS3.
  package var trafficClass: UInt8 = 0x60

  package init(macAddress: UInt64, address: IPAddress) {
    self.macAddress = MACAddress(bits: macAddress)
    self.address = address
  }
}

extension IPAddress {
  /// An IPv4 address, octet by octet.
  package static func ipv4(
    _ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8
  ) -> IPAddress {
    IPAddress(ipv4: [first, second, third, fourth].reduce(0) { $0 << 8 | UInt32($1) })
  }
}
