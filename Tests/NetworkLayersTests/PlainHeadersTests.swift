import NetworkLayers
import Testing
import Wire

/// The one look at Ethernet, IPv4 and TCP says what the decoder of all headers says.
@Suite struct PlainHeadersTests {
  /// All that is said of a packet: the segment, or what is wrong.
  private struct Answer: Equatable {
    var segment: [Int] = []
    var payload: [UInt8] = []
    var faults: [Int] = []
  }

  private static func answer(_ packet: [UInt8], _ linkType: LinkType) -> Answer {
    var decoder = PacketDecoder()
    var answer = Answer()
    let stamp = FrameStamp(number: 1, time: nil)
    if let segment = decoder.segment(in: packet.span, linkType: linkType, at: stamp) {
      answer.segment = [
        Int(truncatingIfNeeded: segment.source.address.bits), Int(segment.source.port),
        Int(truncatingIfNeeded: segment.destination.address.bits), Int(segment.destination.port),
        Int(segment.sequenceNumber.rawValue), Int(segment.acknowledgmentNumber.rawValue),
        Int(segment.flags.rawValue), Int(segment.window), segment.missingByteCount,
        segment.source.address.isIPv6 ? 6 : 4, segment.destination.address.isIPv6 ? 6 : 4,
      ]
      answer.payload = [UInt8](copying: segment.payload)
    }
    let counts = decoder.counts
    answer.faults = LayerFault.allCases.map { counts[$0] }
    return answer
  }

  /// The frame's packet in a cooked capture, which only the decoder of all headers reads.
  private static func cooked(_ frame: [UInt8]) -> [UInt8] {
    [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + frame[12...]
  }

  private static let frames = [
    Packet.ipv4(6, Packet.tcp()), Packet.ipv4(6, Packet.tcp([])),
    Packet.ipv4(6, Packet.tcp([])) + [0, 0, 0, 0, 0, 9],
    Packet.ipv4(6, Packet.tcp(options: 12)), Packet.ipv4(6, Packet.tcp(), options: 8),
    Packet.ipv4(6, Packet.tcp(), totalLength: 0), Packet.ipv4(6, Packet.tcp(), totalLength: 400),
    Packet.ipv4(6, Packet.tcp(), totalLength: 39), Packet.ipv4(6, Packet.tcp(), fragment: 0),
    Packet.ipv4(6, Packet.tcp(), fragment: 0x2000), Packet.ipv4(6, Packet.tcp(), fragment: 1),
    Packet.ipv4(17, Packet.udp(16_386, [1, 2, 3])), Packet.ipv4(4, Packet.ipv4(6, Packet.tcp())),
  ].map { Packet.ethernet(0x0800, $0) }

  @Test(arguments: frames)
  func `every beginning of a frame`(frame: [UInt8]) {
    for count in 14...frame.count {
      let part = Array(frame.prefix(count))
      #expect(
        Self.answer(part, .ethernet) == Self.answer(Self.cooked(part), .linuxCooked),
        "\(count) bytes")
    }
  }

  @Test(arguments: frames)
  func `every byte of the headers with any value`(frame: [UInt8]) {
    for index in 14..<min(frame.count, 68) {
      var changed = frame
      var differing: [UInt8] = []
      for value in UInt8.min...UInt8.max {
        changed[index] = value
        if Self.answer(changed, .ethernet) != Self.answer(Self.cooked(changed), .linuxCooked) {
          differing.append(value)
        }
      }
      #expect(differing == [], "byte \(index)")
    }
  }

  @Test(arguments: 0..<20)
  func `several bytes changed, and the end cut off`(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    for _ in 0..<2000 {
      var frame = Self.frames[Int.random(in: 0..<Self.frames.count, using: &random)]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        frame[Int.random(in: 14..<frame.count, using: &random)] =
          UInt8.random(in: .min ... .max, using: &random)
      }
      frame = Array(frame.prefix(Int.random(in: 14...frame.count + 20, using: &random)))
      #expect(Self.answer(frame, .ethernet) == Self.answer(Self.cooked(frame), .linuxCooked))
    }
  }

  @Test func `a frame of another link type is not read as Ethernet`() {
    let frame = Self.frames[0]
    for number in UInt32(0)..<300 where LinkType(rawValue: number) != .ethernet {
      #expect(Self.answer(frame, LinkType(rawValue: number)).segment == [], "\(number)")
    }
    #expect(Self.answer(frame, .ethernet).segment != [])
  }
}
