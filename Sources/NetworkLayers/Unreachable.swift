package import Wire

/// What a router or a host says of a TCP segment that it could not deliver.
///
/// ICMP "destination unreachable" (RFC 792, RFC 4443 §3.1), which quotes the segment: its IP header
/// and at least the first eight bytes of TCP.
package struct Unreachable: Equatable, Sendable {
  /// Who says so.
  package let reporter: IPAddress
  /// The ends of the segment, and its sequence number.
  package let source: Endpoint
  package let destination: Endpoint
  package let sequenceNumber: SequenceNumber
  package let reason: Reason

  /// Why the segment was not delivered.
  package enum Reason: Equatable, Sendable {
    case network, host, port, transport, prohibited
    /// A code of the protocol's own, such as a source route that failed.
    case other(UInt8)
  }

  /// Of ICMP: type, code, checksum, and four bytes that say nothing of the segment.
  private static let headerByteCount = 8
  /// Of TCP: ports and sequence number.
  private static let quotedByteCount = 8

  /// Reads an ICMP message; nil where it says something else, or quotes something else.
  init?(_ payload: borrowing IPPayload) {
    let bytes = payload.bytes
    let isIPv6 = payload.protocolNumber == InternetProtocol.icmpv6
    guard bytes.count > Self.headerByteCount, bytes[0] == (isIPv6 ? 1 : 3),
      let reason = isIPv6 ? Reason(icmpv6: bytes[1]) : Reason(icmp: bytes[1]),
      let quoted = QuotedSegment(
        bytes.extracting(Self.headerByteCount...), isIPv6: isIPv6, Self.quotedByteCount),
      // Whoever sent the segment is told.
      quoted.source.address == payload.destination
    else { return nil }
    reporter = payload.source
    source = quoted.source
    destination = quoted.destination
    sequenceNumber = quoted.sequenceNumber
    self.reason = reason
  }
}

/// The beginning of a TCP segment, as an ICMP message quotes it.
private struct QuotedSegment {
  let source: Endpoint
  let destination: Endpoint
  let sequenceNumber: SequenceNumber

  init?(_ bytes: Span<UInt8>, isIPv6: Bool, _ byteCount: Int) {
    guard bytes.count >= (isIPv6 ? 40 : 20), bytes[0] >> 4 == (isIPv6 ? 6 : 4) else { return nil }
    let tcp = isIPv6 ? 40 : Int(bytes[0] & 0x0f) * 4
    guard bytes[isIPv6 ? 6 : 9] == InternetProtocol.tcp, tcp >= 20,
      // Only the first fragment has the ports.
      isIPv6 || bytes.uint16(at: 6) & 0x1fff == 0, bytes.count >= tcp + byteCount
    else { return nil }
    let (from, to) =
      isIPv6
      ? (IPAddress(ipv6: bytes.uint128(at: 8)), IPAddress(ipv6: bytes.uint128(at: 24)))
      : (IPAddress(ipv4: bytes.uint32(at: 12)), IPAddress(ipv4: bytes.uint32(at: 16)))
    source = Endpoint(address: from, port: bytes.uint16(at: tcp))
    destination = Endpoint(address: to, port: bytes.uint16(at: tcp + 2))
    sequenceNumber = SequenceNumber(bytes.uint32(at: tcp + 4))
  }
}

extension Unreachable.Reason {
  /// Of a code of ICMP; nil for one that says that the packet was too long.
  fileprivate init?(icmp code: UInt8) {
    switch code {
    case 0, 6, 11: self = .network
    case 1, 7, 8, 12: self = .host
    case 2: self = .transport
    case 3: self = .port
    case 4: return nil
    case 9, 10, 13: self = .prohibited
    default: self = .other(code)
    }
  }

  /// Of a code of ICMPv6.
  fileprivate init?(icmpv6 code: UInt8) {
    switch code {
    case 0: self = .network
    case 3: self = .host
    case 4: self = .port
    case 1, 5, 6: self = .prohibited
    default: self = .other(code)
    }
  }
}
