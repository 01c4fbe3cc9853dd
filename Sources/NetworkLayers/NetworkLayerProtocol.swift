/// What follows a Network Layer Protocol Identifier (NLPID), ISO/IEC TR 9577.
enum NetworkLayerProtocol {
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count > 0 else { return .fault(.linkHeaderCut) }
    let inside = bytes.extracting(1...)
    return switch bytes[0] {
    case 0xcc: IPv4.decode(inside, depth: depth)
    case 0x8e: IPv6.decode(inside, depth: depth)
    case 0x80: LogicalLinkControl.decodeSNAP(inside, bridgePadding: 0, depth: depth)
    case 0xcf: PPP.decode(inside, depth: depth)
    case 0xb0, 0xb1: .unread(.packedFrameRelay)  // FRF.9 compression, FRF.12 fragments
    default: .other
    }
  }
}
