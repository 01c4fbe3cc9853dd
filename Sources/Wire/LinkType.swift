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
  /// Raw IP, as OpenBSD numbers it.
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

/// Link types that few captures have.
extension LinkType {
  /// IEEE 802.5 Token Ring.
  package static let tokenRing = LinkType(rawValue: 6)
  /// FDDI.
  package static let fddi = LinkType(rawValue: 10)
  /// LLC over ATM; the BSD number that was written to files.
  package static let atmBSD = LinkType(rawValue: 11)
  /// LLC over ATM, RFC 2684.
  package static let atm = LinkType(rawValue: 100)
  /// IEEE 802.11.
  package static let wireless = LinkType(rawValue: 105)
  /// Linux's classical IP over ATM.
  package static let atmClassicalIP = LinkType(rawValue: 106)
  /// Frame relay.
  package static let frameRelay = LinkType(rawValue: 107)
  /// OpenBSD's IPsec interface.
  package static let enc = LinkType(rawValue: 109)
  /// The log of the BSDs' packet filter.
  package static let pflog = LinkType(rawValue: 117)
  /// IEEE 802.11 after a Prism header.
  package static let prism = LinkType(rawValue: 119)
  /// ATM on Solaris.
  package static let sunATM = LinkType(rawValue: 123)
  /// IEEE 802.11 after a radiotap header.
  package static let radiotap = LinkType(rawValue: 127)
  /// IEEE 802.11 after an AVS header.
  package static let avs = LinkType(rawValue: 163)
  /// Ethernet of a Juniper router.
  package static let juniperEthernet = LinkType(rawValue: 178)
  /// PPP of a Juniper router.
  package static let juniperPPP = LinkType(rawValue: 179)
  /// Frame relay of a Juniper router.
  package static let juniperFrameRelay = LinkType(rawValue: 180)
  /// Cisco HDLC of a Juniper router.
  package static let juniperHDLC = LinkType(rawValue: 181)
  /// Any link type after a Per-Packet Information header.
  package static let ppi = LinkType(rawValue: 192)
  /// Records of Endace's cards.
  package static let erf = LinkType(rawValue: 197)
  /// PPP whose address byte says the direction.
  package static let pppd = LinkType(rawValue: 166)
  /// PPP after a byte with the direction.
  package static let pppWithDirection = LinkType(rawValue: 204)
  /// Cisco HDLC after a byte with the direction.
  package static let hdlcWithDirection = LinkType(rawValue: 205)
  /// Frame relay after a byte with the direction.
  package static let frameRelayWithDirection = LinkType(rawValue: 206)
  /// MPLS labels.
  package static let mpls = LinkType(rawValue: 219)
  /// Packets that Solaris observes.
  package static let ipnet = LinkType(rawValue: 226)
  /// Linux's NFLOG.
  package static let nflog = LinkType(rawValue: 239)
  /// Ethernet after a header of Hilscher's netANALYZER.
  package static let netAnalyzer = LinkType(rawValue: 240)
  /// Any link type after a header of Apple's.
  package static let pktap = LinkType(rawValue: 258)
  /// Ethernet after its preamble.
  package static let framePreamble = LinkType(rawValue: 274)
  /// Ethernet with the tag of a Broadcom switch between addresses and type.
  package static let switchTag = LinkType(rawValue: 281)
  /// Ethernet with the tag of a Broadcom switch in front of it.
  package static let prependedSwitchTag = LinkType(rawValue: 282)
  /// Ethernet with the tag of a Marvell switch between addresses and type.
  package static let marvellTag = LinkType(rawValue: 284)
  /// Ethernet with the long tag of a Marvell switch between addresses and type.
  package static let marvellLongTag = LinkType(rawValue: 285)
}
