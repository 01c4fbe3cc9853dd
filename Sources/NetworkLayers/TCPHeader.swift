import Wire

/// The TCP header, RFC 9293 §3.1.
enum TCPHeader {
  static let minimumByteCount = 20

  @_lifetime(copy payload)
  @inline(__always)  // Else a segment is copied on its way out.
  static func decode(_ payload: IPPayload, depth: Nesting) -> DecodedPacket {
    let bytes = payload.bytes
    depth.trace?.note(.tcp, in: bytes)
    let wireByteCount = bytes.count + payload.missingByteCount
    guard wireByteCount >= minimumByteCount else { return .fault(.tcpHeaderInvalid) }
    guard bytes.count >= minimumByteCount else { return .fault(.tcpHeaderCut) }
    let dataOffset = Int(bytes[12] >> 4) * 4
    guard (minimumByteCount...wireByteCount).contains(dataOffset) else {
      return .fault(.tcpHeaderInvalid)
    }
    let data = bytes.from(dataOffset)
    return .segment(
      TCPSegment(
        source: Endpoint(address: payload.source, port: bytes.uint16(at: 0)),
        destination: Endpoint(address: payload.destination, port: bytes.uint16(at: 2)),
        sequenceNumber: SequenceNumber(bytes.uint32(at: 4)),
        acknowledgmentNumber: SequenceNumber(bytes.uint32(at: 8)),
        flags: TCPFlags(rawValue: bytes[13]), window: bytes.uint16(at: 14), payload: data,
        missingByteCount: wireByteCount - dataOffset - data.count))
  }
}
