/// The headers that may stand between an IP header and what it carries.
///
/// RFC 8200 §4 for IPv6; the Authentication Header, RFC 4302, for both versions.
enum ExtensionHeaders {
  /// In one packet: RFC 8200 §4.1 knows seven kinds, all but one at most once.
  static let maximumCount = 16

  private static let hopByHopOptions: UInt8 = 0
  private static let routing: UInt8 = 43
  private static let fragment: UInt8 = 44
  private static let authentication: UInt8 = 51
  private static let destinationOptions: UInt8 = 60

  /// Whether a protocol number is one of these headers'.
  static func contains(_ protocolNumber: UInt8) -> Bool {
    switch protocolNumber {
    case hopByHopOptions, routing, fragment, authentication, destinationOptions: true
    default: false
    }
  }

  /// Goes over the headers at the front of `payload` to what they lead to.
  @_lifetime(copy payload)
  static func decode(_ payload: IPPayload, depth: Nesting) -> DecodedPacket {
    let bytes = payload.bytes
    var (kind, at) = (payload.protocolNumber, 0)
    for _ in 0..<maximumCount {
      // Every one of them is at least 8 bytes long.
      guard bytes.count >= at + 8 else { return .fault(.ipHeaderCut) }
      let length = Int(bytes[at + 1])
      let start = at
      at += kind == authentication ? (length + 2) * 4 : kind == fragment ? 8 : (length + 1) * 8
      guard bytes.count >= at else { return .fault(.ipHeaderCut) }
      let rest = payload.inside(bytes[start], from: at)
      // A fragment header on a packet that is whole (RFC 6946) is passed over.
      if kind == fragment, bytes.uint16(at: start + 2) & 0xfff9 != 0 {
        return decode(fragmentHeader: bytes.extracting(start..<at), of: rest, depth: depth)
      }
      guard contains(rest.protocolNumber) else {
        return InternetProtocol.decode(rest, depth: depth)
      }
      kind = rest.protocolNumber
    }
    return .fault(.nestedTooDeep)
  }

  /// RFC 8200 §4.5: the offset counts in units of 8 bytes.
  @_lifetime(copy payload)
  private static func decode(
    fragmentHeader header: Span<UInt8>, of payload: IPPayload, depth: Nesting
  ) -> DecodedPacket {
    let offset = Int(header.uint16(at: 2) & 0xfff8)
    guard
      contains(payload.protocolNumber)
        || InternetProtocol.mayCarryTCP(
          payload.protocolNumber, payload.bytes, fragmentOffset: offset)
    else { return .other }
    return .fragment(
      IPFragment(
        identification: header.uint32(at: 4), offset: offset, hasMore: header[3] & 1 == 1,
        payload: payload, depth: depth.level))
  }
}
