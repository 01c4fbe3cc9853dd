/// How the packets of an interface begin: a LINKTYPE_ number of the tcpdump.org registry.
package struct LinkType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// BSD loopback: a 4-byte address family in the byte order of the machine that captured.
  package static let null = LinkType(rawValue: 0)
  /// IEEE 802.3.
  package static let ethernet = LinkType(rawValue: 1)
  /// PPP, perhaps with address and control bytes.
  package static let ppp = LinkType(rawValue: 9)
  /// Raw IP, the version nibble says which; the BSD number that was written to files.
  package static let rawBSD = LinkType(rawValue: 12)
  /// The same, as OpenBSD numbers it.
  package static let rawOpenBSD = LinkType(rawValue: 14)
  /// PPP in HDLC-like framing (RFC 1662).
  package static let pppHDLC = LinkType(rawValue: 50)
  /// PPP over Ethernet, without the Ethernet header.
  package static let pppEthernet = LinkType(rawValue: 51)
  /// Raw IP, the version nibble says which.
  package static let raw = LinkType(rawValue: 101)
  /// Cisco HDLC.
  package static let ciscoHDLC = LinkType(rawValue: 104)
  /// OpenBSD loopback: a 4-byte address family in network byte order.
  package static let loop = LinkType(rawValue: 108)
  /// Linux cooked capture, version 1.
  package static let linuxCooked = LinkType(rawValue: 113)
  /// IPv4 without a link header.
  package static let ipv4 = LinkType(rawValue: 228)
  /// IPv6 without a link header.
  package static let ipv6 = LinkType(rawValue: 229)
  /// Linux cooked capture, version 2.
  package static let linuxCooked2 = LinkType(rawValue: 276)
}
