package import SCCP
import Wire

extension Scenarios {
  /// A phone's registration over a network, and through a capture, that do everything to TCP that
  /// can be done: messages cut over many segments, segments out of order, twice, overlapping, and
  /// two that the capture lacks although the peer received them.
  ///
  /// Times are nanoseconds after 2024-09-17T14:20:00Z. Stream offsets count from each end's first
  /// byte.
  package static func lossySegments() throws(MessageEncodingError) -> [UInt8] {
    let clock = ScenarioClock.nanoseconds(since: 1_726_582_800)
    let phone = Phone(
      macAddress: 0x0011_2233_4488, model: "7965", firmware: "SCCP45.9-4-2SR3-1S",
      address: .ipv4(10, 10, 1, 24))
    var server = Host(macAddress: 0x0011_2233_4410, address: .ipv4(10, 10, 0, 10))
    server.timeToLive = 63
    server.window = 11_370
    var talk = Conversation(clock, device: phone.host, port: 51_007, server: server)

    talk.open(at: 100_000_417, 100_412_880, 101_033_295)

    // RegisterReq in five pieces, the first of them inside the header's length.
    var piece = try talk.queue(.device, [.registerReq(phone, offering: 20)])
    for (index, cut) in piece.cut(at: [3, 8, 60, 135]).enumerated() {
      talk.transmit(.device, cut, at: 120_004_101 + 211_307 * index)
    }
    talk.acknowledge(.server, at: 121_506_642)
    talk.comment("RegisterReq came in five pieces")

    // The answer and the next request in one segment, which comes twice.
    piece = try talk.queue(
      .server, [.registerAck(protocolVersion: 20), ScriptedMessage(.capabilitiesReq)])
    talk.transmit(.server, piece, at: 140_220_935)
    talk.transmit(.server, piece, at: 340_228_114)
    talk.comment("RegisterAck and CapabilitiesReq again: the acknowledgment was late")
    talk.acknowledge(.device, at: 340_801_778)
    talk.version = 20

    // Four segments in the order 1, 3, 4, 2: two messages wait for their middle.
    piece = try talk.queue(
      .device,
      [.capabilitiesRes([("G711Ulaw64k", 40), ("G729AnnexA", 60)]), .lineStatReq(1)])
    let parts = piece.cut(at: [90, 180, 270])
    for (index, part) in [parts[0], parts[2], parts[3], parts[1]].enumerated() {
      talk.transmit(.device, part, at: 360_115_020 + 150_461 * index)
    }
    talk.acknowledge(.server, at: 360_902_355)

    // The soft key template: the second segment repeats the end of the first, then the whole is
    // sent once more.
    piece = try talk.queue(.server, [SoftKeyPlan.usual.template])
    let start = piece.lowerBound
    talk.transmit(.server, start..<start + 400, at: 380_440_208)
    talk.transmit(.server, start + 300..<piece.upperBound, at: 380_471_993)
    talk.comment("overlaps the segment before it by 100 bytes")
    talk.transmit(.server, piece, at: 580_473_650)
    talk.acknowledge(.device, at: 580_990_147)

    // The middle of the soft key sets was not captured; the phone acknowledges it.
    piece = try talk.queue(
      .server, [SoftKeyPlan.usual.setTable, .lineStatV2Res(1, number: "2004", name: "Workshop")])
    let thirds = piece.cut(at: [260, 520])
    talk.transmit(.server, thirds[0], at: 600_301_744)
    talk.lose(.server, thirds[1])
    talk.transmit(.server, thirds[2], at: 600_372_090)
    talk.comment("260 bytes before this one are missing from the capture")
    talk.acknowledge(.device, at: 600_911_826)

    // A whole message was not captured: its neighbours are whole.
    talk.transmit(.server, try talk.queue(.server, [.forwardStatRes(1)]), at: 620_118_472)
    let idle = CallLeg(line: 0, reference: 0)
    talk.lose(.server, try talk.queue(.server, [.selectSoftKeys("On Hook", idle)]))
    talk.transmit(
      .server, try talk.queue(.server, [.prompt(.phrase("Your Current Options"), idle)]),
      at: 620_190_365)
    talk.comment("a message of 28 bytes before this one is missing from the capture")
    talk.acknowledge(.device, at: 620_733_914)

    // Byte by byte.
    piece = try talk.queue(.device, [ScriptedMessage(.keepAliveReq)])
    for offset in piece {
      talk.transmit(.device, offset..<offset + 1, at: 640_000_000 + 1_000_007 * (offset % 100))
    }
    try talk.server(at: 760_551_130, ScriptedMessage(.keepAliveAck, version: 0))
    talk.acknowledge(.device, at: 761_093_418)
    talk.reset(.device, at: 900_002_509)

    var interface = CaptureInterface(name: "span0", description: "mirror port, lossy")
    interface.hasNanoseconds = true
    return CaptureWriter.file(
      .pcapng(.littleEndian), interfaces: [interface],
      comment: "TCP at its worst. Made by sccpfixtures.", talk.packets)
  }
}

extension Range<Int> {
  /// The pieces that cuts at these distances from the beginning make.
  fileprivate func cut(at distances: [Int]) -> [Range<Int>] {
    let edges = [lowerBound] + distances.map { lowerBound + $0 } + [upperBound]
    return zip(edges, edges.dropFirst()).map { $0..<$1 }
  }
}
