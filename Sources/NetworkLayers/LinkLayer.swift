import Wire

/// From the first byte of a packet to the layer that its link type says is there.
enum LinkLayer {
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, linkType: LinkType, depth: Nesting) -> DecodedPacket {
    switch linkType {
    case .ethernet: Ethernet.decode(bytes, depth: depth)
    case .linuxCooked: LinuxCooked.decodeVersion1(bytes, depth: depth)
    case .linuxCooked2: LinuxCooked.decodeVersion2(bytes, depth: depth)
    case .raw, .rawBSD, .rawOpenBSD, .ipv4, .ipv6: InternetProtocol.decode(bytes, depth: depth)
    case .null: Loopback.decode(bytes, inEitherOrder: true, depth: depth)
    case .loop: Loopback.decode(bytes, inEitherOrder: false, depth: depth)
    case .ppp, .pppHDLC: PPP.decode(bytes, depth: depth)
    case .pppEthernet: PPP.decodeOverEthernet(bytes, depth: depth)
    case .ciscoHDLC: CiscoHDLC.decode(bytes, depth: depth)
    default: decodeOther(bytes, linkType: linkType, depth: depth)
    }
  }

  /// Link types that few captures have.
  @_lifetime(copy bytes)
  private static func decodeOther(
    _ bytes: Span<UInt8>, linkType: LinkType, depth: Nesting
  ) -> DecodedPacket {
    switch linkType {
    case .wireless: WirelessLAN.decode(bytes, .init(), depth: depth)
    case .radiotap: RadioHeader.decodeRadiotap(bytes, depth: depth)
    case .ppi: RadioHeader.decodePPI(bytes, depth: depth)
    case .prism: RadioHeader.decodePrism(bytes, depth: depth)
    case .avs: RadioHeader.decodeAVS(bytes, depth: depth)
    case .frameRelay: FrameRelay.decode(bytes, depth: depth)
    case .nflog: TappedPacket.decodeNFLOG(bytes, depth: depth)
    case .enc: TappedPacket.decodeENC(bytes, depth: depth)
    case .pflog: TappedPacket.decodePFLOG(bytes, depth: depth)
    case .pktap: PacketTap.decode(bytes, depth: depth)
    case .atm, .atmBSD, .atmClassicalIP: ATM.decode(bytes, depth: depth)
    case .sunATM: ATM.decodeSunATM(bytes, depth: depth)
    case .tokenRing: TokenRing.decode(bytes, depth: depth)
    case .fddi: TokenRing.decodeFDDI(bytes, depth: depth)
    case .erf: EndaceRecord.decode(bytes, depth: depth)
    case .juniperEthernet: Juniper.decode(bytes, as: LinkType.ethernet.rawValue, depth: depth)
    case .juniperPPP: Juniper.decode(bytes, as: LinkType.ppp.rawValue, depth: depth)
    case .juniperFrameRelay:
      Juniper.decode(bytes, as: LinkType.frameRelay.rawValue, depth: depth)
    case .juniperHDLC: Juniper.decode(bytes, as: LinkType.ciscoHDLC.rawValue, depth: depth)
    case .mpls: MPLS.decode(bytes, depth: depth)
    case .ipnet: TappedPacket.decodeIPNET(bytes, depth: depth)
    case .pppd: PPP.decode(bytes.from(2), depth: depth)  // Address and control are not PPP's.
    // A byte with the direction comes first.
    case .pppWithDirection: PPP.decode(bytes.from(1), depth: depth)
    case .hdlcWithDirection: CiscoHDLC.decode(bytes.from(1), depth: depth)
    case .frameRelayWithDirection: FrameRelay.decode(bytes.from(1), depth: depth)
    // What a switch chip adds to frames on their way to its processor.
    case .switchTag, .marvellTag: Ethernet.decode(bytes, tagByteCount: 4, depth: depth)
    case .marvellLongTag: Ethernet.decode(bytes, tagByteCount: 8, depth: depth)
    case .prependedSwitchTag, .netAnalyzer: Ethernet.decode(bytes.from(4), depth: depth)
    case .framePreamble: Ethernet.decode(bytes.from(8), depth: depth)
    default: .fault(.unknownLinkType)
    }
  }

  /// What another header announces by a DLT_ number, as programs in memory number link types.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, within number: UInt32, depth: Nesting) -> DecodedPacket {
    guard depth < PacketDecoder.maximumDepth else { return .fault(.nestedTooDeep) }
    return decode(bytes, linkType: LinkType(rawValue: number), depth: depth + 1)
  }

  /// Whether packets of a link type are read.
  static func isUnderstood(_ number: UInt32) -> Bool {
    switch decode(Span(), linkType: LinkType(rawValue: number), depth: 0) {
    case .fault(.unknownLinkType): false
    default: true
    }
  }
}
