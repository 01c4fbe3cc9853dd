/// BSD loopback captures: a 4-byte address family, then the packet.
enum Loopback {
  /// `inEitherOrder`: the family is in the order of the machine that captured, which nothing tells.
  @_lifetime(copy bytes)
  static func decode(
    _ bytes: Span<UInt8>, inEitherOrder: Bool, depth: Nesting
  ) -> DecodedPacket {
    guard bytes.count >= 4 else { return .fault(.linkHeaderCut) }
    let family = bytes.uint32(at: 0)
    guard isInternet(family) || inEitherOrder && isInternet(family.byteSwapped) else {
      return .other
    }
    return InternetProtocol.decode(bytes.extracting(4...), depth: depth)
  }

  /// AF_INET is 2 everywhere; AF_INET6 is 10 on Linux, 24, 28 and 30 on the BSDs and macOS.
  private static func isInternet(_ family: UInt32) -> Bool {
    switch family {
    case 2, 10, 24, 28, 30: true
    default: false
    }
  }
}
