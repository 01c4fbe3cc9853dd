import CaptureBuilder
import SCCP
import Testing
import Wire

@Suite struct ConversationTests {
  private let clock = ScenarioClock.microseconds(since: 1_000)
  private let phone = Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21))
  private let server = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))

  private func conversation() -> Conversation {
    Conversation(clock, device: phone, port: 50_000, server: server)
  }

  @Test func `sequence numbers and acknowledgments follow from what was sent`() throws {
    var talk = conversation()
    talk.open(at: 0, 1, 2)
    try talk.device(at: 3, ScriptedMessage(.keepAliveReq), ScriptedMessage(.keepAliveReq))
    try talk.server(at: 4, ScriptedMessage(.keepAliveAck))
    talk.close(.device, at: 5)
    talk.acknowledge(.server, at: 6)
    let segments = talk.packets.map { Segment($0.bytes) }
    let (device, server) = (segments[0].sequence, segments[1].sequence)
    #expect(
      segments.map { $0.sequence &- ($0.isFromDevice ? device : server) }
        == [0, 0, 1, 1, 1, 25, 13])
    #expect(
      segments.dropFirst().map { $0.acknowledgment &- ($0.isFromDevice ? server : device) }
        == [1, 1, 1, 25, 13, 26])
    #expect(segments.map(\.flags) == [0x02, 0x12, 0x10, 0x18, 0x18, 0x11, 0x10])
    #expect(segments.map(\.payload.count) == [0, 0, 0, 24, 12, 0, 0])
  }

  @Test func `what was lost is acknowledged, and what waits after a gap is not`() throws {
    var talk = conversation()
    let range = talk.queue(.server, bytes: Array(0..<30))
    #expect(range == 0..<30)
    talk.transmit(.server, 0..<10, at: 1)
    talk.transmit(.server, 20..<30, at: 2)
    talk.acknowledge(.device, at: 3)
    talk.lose(.server, 10..<20)
    talk.acknowledge(.device, at: 4)
    let segments = talk.packets.map { Segment($0.bytes) }
    let first = segments[0].sequence
    #expect(segments[1].sequence == first &+ 20)
    #expect(segments[2].acknowledgment == first &+ 10)
    #expect(segments[3].acknowledgment == first &+ 30)
    #expect(segments[1].payload == Array(20..<30))
  }

  @Test(arguments: [false, true])
  func `checksums add up to all ones`(isIPv6: Bool) throws {
    var (phone, server) = (phone, server)
    if isIPv6 {
      phone.address = IPAddress(ipv6: 0x2001_0db8 << 96 | 0x26)
      server.address = IPAddress(ipv6: 0x2001_0db8 << 96 | 0xffff_fffe)
    }
    var talk = Conversation(clock, device: phone, port: 50_000, server: server)
    talk.open(at: 0, 1, 2)
    for length in 0..<20 {
      let range = talk.queue(.device, bytes: Array(repeating: 0xfe, count: length))
      talk.transmit(.device, range, at: 3 + length)
    }
    for packet in talk.packets {
      let ip = Array(packet.bytes[14...])
      let headerByteCount = isIPv6 ? 40 : 20
      if !isIPv6 { #expect(onesSum(Array(ip[..<20])) == 0xffff) }
      let addresses = isIPv6 ? ip[8..<40] : ip[12..<20]
      let length = ip.count - headerByteCount
      let pseudo = Array(addresses) + [0, 6, UInt8(length >> 8), UInt8(length & 0xff)]
      #expect(onesSum(pseudo + Array(ip[headerByteCount...])) == 0xffff)
    }
  }

  @Test func `short frames are padded only where cards do so`() {
    var talk = conversation()
    talk.acknowledge(.device, at: 0)
    talk.padsFrames = true
    talk.acknowledge(.device, at: 1)
    #expect(talk.packets.map(\.bytes.count) == [54, 60])
  }

  /// The sum of 16-bit words with end-around carry, written another way than the builder's.
  private func onesSum(_ bytes: [UInt8]) -> Int {
    let even = bytes.count % 2 == 0 ? bytes : bytes + [0]
    let total = stride(from: 0, to: even.count, by: 2)
      .reduce(0) { $0 + Int(even[$1]) * 256 + Int(even[$1 + 1]) }
    return total % 0xffff == 0 && total > 0 ? 0xffff : total % 0xffff
  }
}

/// The fields of a TCP segment in an Ethernet and IPv4 frame, read without the program's own code.
private struct Segment {
  let isFromDevice: Bool
  let sequence: UInt32
  let acknowledgment: UInt32
  let flags: UInt8
  let payload: [UInt8]

  init(_ bytes: [UInt8]) {
    let tcp = Array(bytes[34..<14 + Int(bytes[16]) * 256 + Int(bytes[17])])
    isFromDevice = Int(tcp[2]) * 256 + Int(tcp[3]) == 2000
    sequence = tcp[4..<8].reduce(0) { $0 << 8 | UInt32($1) }
    acknowledgment = tcp[8..<12].reduce(0) { $0 << 8 | UInt32($1) }
    flags = tcp[13]
    payload = Array(tcp[(Int(tcp[12] >> 4) * 4)...])
  }
}
