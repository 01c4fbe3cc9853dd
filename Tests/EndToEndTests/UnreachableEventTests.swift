import CaptureBuilder
import Testing
import Wire

/// What the network says of segments that it did not deliver, in the timeline.
@Suite struct UnreachableEventTests {
  private static let router: [UInt8] = [10, 10, 0, 254]

  /// An ICMP message of a router about the segment in a frame (RFC 792), a millisecond later.
  private static func notice(_ code: UInt8, about packet: CapturedPacket) -> CapturedPacket {
    let quoted = Array(packet.bytes[14..<14 + 28])
    var ip: [UInt8] = [0x45, 0, 0, 56, 0, 1, 0, 0, 64, 1, 0, 0]
    ip += router + quoted[12..<16] + [3, code, 0, 0, 0, 0, 0, 0] + quoted
    let ethernet = Array(packet.bytes[6..<12] + packet.bytes[..<6]) + [0x08, 0x00]
    let time = Timestamp(
      seconds: packet.time.seconds, nanoseconds: packet.time.nanoseconds + 1_000_000)
    return CapturedPacket(time: time, bytes: ethernet + ip)
  }

  private func timeline(_ packets: [CapturedPacket]) throws -> String {
    let file = CaptureWriter.file(.pcapng(.littleEndian), packets.inTimeOrder)
    return try Folder.withFile(file) { try Program.sccpdump("--verbose", $0).output }
  }

  @Test func `a server that is not reached is told where the device asks for it`() throws {
    let opening = MadeCapture.conversation().packets[0]
    let text = try timeline([opening, Self.notice(1, about: opening)])
    #expect(text.contains("ICMP"))
    #expect(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
        "The network says that the server is unreachable: no host answers at its address (from "
          + "10.10.0.254)."))
  }

  @Test func `a device that is gone is told during a conversation`() throws {
    var talk = MadeCapture.conversation()
    try talk.server(at: 1000, .callState("OffHook", CallLeg(line: 1, reference: 7)))
    let last = try #require(talk.packets.last { $0.bytes[23] == 6 && $0.bytes.count > 60 })
    let text = try timeline(talk.packets + [Self.notice(13, about: last)])
    #expect(
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
        "The network says that the device is unreachable: a filter on the way forbids it"))
  }

  @Test func `a notice of a connection that nobody knows says nothing`() throws {
    var stranger = MadeCapture.conversation().packets[0]
    stranger.bytes[35] ^= 0x55
    stranger.bytes[37] ^= 0x55
    let text = try timeline([Self.notice(1, about: stranger)])
    #expect(!text.contains("ICMP"))
  }
}
