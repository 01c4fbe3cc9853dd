import NetworkLayers
import Wire

/// The input is a capture in short: two bytes for the link type, then packets, each after two bytes
/// with its length and one with the time that has passed.
enum PacketsTarget {
  private static let maximumPackets = 512

  static func run(_ input: Span<UInt8>) throws(Violation) {
    let first = try digest(of: input)
    let second = try digest(of: input)
    try require(first == second, "the same packets, other segments")
  }

  private static func digest(of input: Span<UInt8>) throws(Violation) -> Digest {
    var cursor = ByteCursor(input, order: .littleEndian)
    var digest = Digest()
    guard let linkType = (try? cursor.uint16()).map({ LinkType(rawValue: UInt32($0)) }) else {
      return digest
    }
    var decoder = PacketDecoder()
    var (number, seconds) = (0, Int64(0))
    var byteCount = 0
    while number < maximumPackets, let length = try? cursor.uint16(), let step = try? cursor.uint8()
    {
      guard let packet = try? cursor.take(min(Int(length), cursor.remaining)) else { break }
      number += 1
      seconds += Int64(step)
      byteCount += packet.count
      // A part of the packets without a time, as Simple Packet Blocks have none.
      let time = step == 255 ? nil : Timestamp(seconds: seconds, nanoseconds: 0)
      let stamp = FrameStamp(number: number, time: time)
      let isPassedOver = PacketSieve.passesOver(packet, linkType: linkType)
      let before = decoder.counts
      if let segment = decoder.segment(in: packet, linkType: linkType, at: stamp) {
        try require(!isPassedOver, "a packet with a segment is passed over")
        try check(segment, byteCount: byteCount)
        digest.append(segment.payload)
        digest.append(segment.missingByteCount)
        digest.append(Int(segment.sequenceNumber.rawValue))
      }
      try require(
        !isPassedOver || decoder.counts.reassembledPackets == before.reassembledPackets,
        "a packet that others wait for is passed over")
      if isPassedOver {
        for content in UnreadContent.allCases {
          try require(
            decoder.counts[content] == before[content], "a packet to be told of is passed over")
        }
      }
    }
    try check(decoder.counts, packetCount: number)
    return digest
  }

  /// `byteCount` are the bytes of all packets so far: fragments bring those of one segment.
  private static func check(
    _ segment: borrowing TCPSegment, byteCount: Int
  ) throws(Violation) {
    try require(
      segment.payload.count <= byteCount, "a payload of \(segment.payload.count) in \(byteCount)")
    // A jumbo frame whose length field is 0 is as long as its capture.
    try require(
      (0...0xffff).contains(segment.missingByteCount), "\(segment.missingByteCount) bytes missing")
    try require(
      segment.source.address.isIPv6 == segment.destination.address.isIPv6, "two kinds of address")
  }

  private static func check(_ counts: LayerCounts, packetCount: Int) throws(Violation) {
    let faults =
      LayerFault.allCases.reduce(0) { $0 + counts[$1] }
      + UnreadContent.allCases.reduce(0) { $0 + counts[$1] }
    try require(faults <= packetCount, "\(faults) faults in \(packetCount) packets")
    try require(
      counts.reassembledPackets + counts.incompletePackets <= packetCount,
      "more packets than fragments")
    try require(
      counts.unknownLinkTypes.count <= LayerCounts.maximumLinkTypes, "too many link types kept")
  }
}
