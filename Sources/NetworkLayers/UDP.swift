/// The User Datagram Protocol, RFC 768, as far as packets within packets use it.
enum UDP {
  static let headerByteCount = 8

  /// Whether a datagram may be a tunnel's; `bytes` begin with its header.
  static func mayBeTunnel(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 4 && mayBeTunnel(ports: bytes.uint32(at: 0))
  }

  /// Whether one of a datagram's ports is a tunnel's: the source in the upper half, the destination
  /// in the lower.
  @inline(__always)  // Once per packet: nearly all are RTP, whose ports are high.
  static func mayBeTunnel(ports: UInt32) -> Bool {
    let destination = UInt16(truncatingIfNeeded: ports)
    let source = UInt16(truncatingIfNeeded: ports >> 16)
    if min(destination, source) > TunnelPort.highestUsual, destination != TunnelPort.tzsp {
      return false
    }
    return isTunnel(from: source, to: destination)
  }

  @inline(never)  // Else nearly all datagrams pay for registers that only this needs.
  private static func isTunnel(from source: UInt16, to destination: UInt16) -> Bool {
    TunnelPort.contains(destination) || TunnelPort.hasAnswers(source)
  }

  /// A datagram, from its header on.
  @_lifetime(copy bytes)
  static func decode(_ bytes: Span<UInt8>, depth: Nesting) -> DecodedPacket {
    guard bytes.count >= 4 else { return .other }
    depth.trace?.note(.udp, in: bytes)
    let destination = bytes.uint16(at: 2)
    let inside = bytes.from(headerByteCount)
    if TunnelPort.contains(destination) { return decode(destination, inside, depth: depth) }
    let source = bytes.uint16(at: 0)
    return TunnelPort.hasAnswers(source) ? decode(source, inside, depth: depth) : .other
  }

  @_lifetime(copy bytes)
  private static func decode(
    _ port: UInt16, _ bytes: Span<UInt8>, depth: Nesting
  ) -> DecodedPacket {
    switch port {
    case TunnelPort.vxlan, TunnelPort.otv: VXLAN.decode(bytes, depth: depth)
    case TunnelPort.vxlanGPE: VXLAN.decodeGPE(bytes, depth: depth)
    case TunnelPort.geneve: Geneve.decode(bytes, depth: depth)
    case TunnelPort.gtpU: GTPU.decode(bytes, depth: depth)
    case TunnelPort.lisp: LISP.decode(bytes, depth: depth)
    case TunnelPort.l2tp: L2TP.decode(bytes, depth: depth)
    case TunnelPort.capwap: CAPWAP.decode(bytes, depth: depth)
    case TunnelPort.lwapp: LWAPP.decode(bytes, depth: depth)
    case TunnelPort.peekRemote, TunnelPort.oldPeekRemote: PeekRemote.decode(bytes, depth: depth)
    case TunnelPort.tzsp: TZSP.decode(bytes, depth: depth)
    case TunnelPort.ipsec: IPsec.decodeOverUDP(bytes)
    case TunnelPort.gre: GRE.decode(bytes, depth: depth)
    case TunnelPort.mpls: MPLS.decode(bytes, depth: depth + 1)
    case TunnelPort.teredo: Teredo.decode(bytes, depth: depth)
    default: .other
    }
  }
}
