import Wire

/// From the first byte of a packet to the layer that its link type says is there.
enum LinkLayer {
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, linkType: LinkType) -> DecodedPacket {
    switch linkType {
    case .ethernet: Ethernet.decode(bytes, depth: 0)
    case .linuxCooked: LinuxCooked.decodeVersion1(bytes)
    case .linuxCooked2: LinuxCooked.decodeVersion2(bytes)
    case .raw, .rawBSD, .rawOpenBSD, .ipv4, .ipv6: InternetProtocol.decode(bytes, depth: 0)
    case .null: Loopback.decode(bytes, inEitherOrder: true)
    case .loop: Loopback.decode(bytes, inEitherOrder: false)
    case .ppp, .pppHDLC: PPP.decode(bytes, depth: 0)
    case .pppEthernet: PPP.decodeOverEthernet(bytes, depth: 0)
    case .ciscoHDLC: CiscoHDLC.decode(bytes)
    default: .fault(.unknownLinkType)
    }
  }
}
