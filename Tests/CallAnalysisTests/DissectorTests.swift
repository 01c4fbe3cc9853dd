import CaptureBuilder
import SCCP
import Testing
import Wire

@testable import CallAnalysis

/// Packets in, messages out, with all that is known about each.
@Suite struct DissectorTests {
  private static let clock = ScenarioClock.microseconds(since: 1_700_000_000)
  private static let phone = Phone(
    macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
    address: .ipv4(10, 10, 1, 21))
  private static let server = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))

  private func conversation(port: UInt16 = 50_000, serverPort: UInt16 = 2000) -> Conversation {
    var talk = Conversation(
      Self.clock, device: Self.phone.host, port: port, server: Self.server,
      serverPort: serverPort)
    talk.version = 20
    return talk
  }

  private func dissect(
    _ packets: [CapturedPacket], _ options: Dissector.Options = Dissector.Options()
  ) -> (notes: Dissection, totals: Totals) {
    let found = Dissection(packets, options)
    return (found, found.totals)
  }

  private func registration() throws -> Conversation {
    var talk = conversation()
    talk.open(at: 0, 300, 600)
    try talk.device(at: 1000, .registerReq(Self.phone, offering: 20))
    try talk.server(at: 2000, .registerAck(protocolVersion: 20))
    return talk
  }

  @Test func `a connection opens, talks and closes`() throws {
    var talk = try registration()
    talk.close(.device, at: 3000)
    talk.close(.server, at: 3100)
    let (notes, totals) = dissect(talk.packets)
    #expect(notes.names == ["RegisterReq", "RegisterAck"])
    #expect(notes.events.map(\.kind) == [.opened, .accepted, .closed, .closed])
    #expect(notes.events.map(\.isFromDevice) == [true, false, true, false])
    #expect(notes.events.map(\.deviceName) == [nil, nil] + ["SEP001122334455", "SEP001122334455"])
    #expect(totals.packets == 7)
    #expect(totals.messages == 2)
    #expect(totals.sessions == 1)
    #expect(totals.deviceNames == ["SEP001122334455"])
  }

  @Test func `a record says who, when, where to, and what it answers`() throws {
    let record = try #require(dissect(try registration().packets).notes.records.last)
    #expect(record.stamp.number == 5)
    #expect(record.stamp.time == Self.clock.time(at: 2000))
    #expect(!record.isFromDevice)
    #expect(record.source == Endpoint(address: Self.server.address, port: 2000))
    #expect(record.destination == Endpoint(address: Self.phone.host.address, port: 50_000))
    #expect(record.deviceName == "SEP001122334455")
    #expect(record.answers?.number == 4)
    #expect(record.responseTime == 1_000_000)
    #expect(record.carriers == [])
    #expect(record.problems.isEmpty)
  }

  @Test func `the call state before is known, and whether there is anything new`() throws {
    var talk = conversation()
    let leg = CallLeg(line: 1, reference: 9)
    let states = ["RingIn", "Connected", "Connected", "OnHook", "RingIn"]
    for (index, state) in states.enumerated() {
      try talk.server(at: 1000 * index, .callState(state, leg))
    }
    let records = dissect(talk.packets).notes.records
    #expect(records.map(\.formerState) == [nil, .ringIn, .connected, .connected, nil])
    let times = records.map(\.stamp.time)
    #expect(records.map(\.formerStateSince) == [nil, times[0], times[1], times[1], nil])
    #expect(records.map(\.connectedAt) == [nil, nil, times[1], times[1], nil])
    #expect(records.map(\.isRepetition) == [false, false, true, false, false])
  }

  /// What a device says of itself later changes nothing in what is said of its earlier messages.
  @Test func `a record keeps what was known when its message came`() throws {
    var talk = conversation()
    try talk.server(at: 0, .activateCallPlane(line: 1))
    try talk.device(at: 1000, .registerReq(Self.phone, offering: 20))
    let records = dissect(talk.packets).notes.records
    #expect(records.map(\.deviceName) == [nil, "SEP001122334455"])
    #expect(records.map(\.profile.facts.hasRegisterRequest) == [false, true])
  }

  @Test func `connections have numbers in the order of their first messages`() throws {
    var first = conversation(port: 50_001)
    var second = conversation(port: 50_002)
    first.open(at: 0, 10, 20)
    second.open(at: 30, 40, 50)
    try second.device(at: 100, ScriptedMessage(.keepAliveReq))
    try first.device(at: 200, ScriptedMessage(.keepAliveReq))
    try second.server(at: 300, ScriptedMessage(.keepAliveAck))
    let (notes, totals) = dissect((first.packets + second.packets).inTimeOrder)
    #expect(notes.records.map(\.stream) == [0, 1, 0])
    #expect(notes.records.map(\.device.port) == [50_002, 50_001, 50_002])
    #expect(notes.records.map(\.answers?.number) == [nil, nil, 7])
    #expect(totals.connections == 2)
  }

  @Test func `a device that registers again is the same by name only`() throws {
    var talk = try registration()
    talk.reset(.server, at: 3000)
    let again = try registration().packets
    let (notes, totals) = dissect(talk.packets + again)
    #expect(notes.records.map(\.stream) == [0, 0, 1, 1])
    #expect(totals.deviceNames.count == 1)
  }

  @Test func `other servers' ports are to be named`() throws {
    var talk = conversation(serverPort: 2443)
    talk.open(at: 0, 10, 20)
    try talk.device(at: 100, .registerReq(Self.phone, offering: 20))
    var options = Dissector.Options()
    options.serverPorts = [2443]
    let record = try #require(dissect(talk.packets, options).notes.records.first)
    #expect(record.isFromDevice)
    #expect(record.server.port == 2443)
  }

  /// However the bytes are cut into packets, the messages are the same.
  @Test(arguments: [1, 2, 3, 5, 7, 11, 13, 50, 1000])
  func `a message is told with the frames that carried it`(size: Int) throws {
    var talk = conversation()
    talk.open(at: 0, 10, 20)
    let range = try talk.queue(.device, [.registerReq(Self.phone, offering: 20)])
    var start = range.lowerBound
    var frames: [Int] = []
    while start < range.upperBound {
      let end = min(start + size, range.upperBound)
      talk.transmit(.device, start..<end, at: 1000 + start)
      frames.append(talk.packets.count)
      start = end
    }
    let records = dissect(talk.packets).notes.records
    #expect(records.map(\.stamp.number) == frames.suffix(1))
    #expect(records.first?.carriers.map(\.number) == (frames.count > 1 ? frames : []))
  }

  @Test func `frames of two files with one number are two frames`() throws {
    var talk = conversation()
    talk.open(at: 0, 10, 20)
    let range = try talk.queue(.device, [.registerReq(Self.phone, offering: 20)])
    talk.transmit(.device, range.lowerBound..<range.lowerBound + 50, at: 100)
    talk.transmit(.device, range.lowerBound + 50..<range.upperBound, at: 200)
    try talk.server(at: 300, .registerAck(protocolVersion: 20))
    var dissector = Dissector(Dissector.Options())
    let notes = Dissection.Notes()
    var writer = RecordWriter { notes.take($0) }
    let places = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 4), (2, 1)]
    for (packet, (file, number)) in zip(talk.packets, places) {
      dissector.accept(
        packet.bytes.span, linkType: .ethernet,
        at: FrameStamp(number: number, time: packet.time, file: file), into: &writer)
    }
    writer.passOn()
    #expect(notes.names == ["RegisterReq", "RegisterAck"])
    #expect(
      notes.records.first?.carriers
        == [FramePlace(file: 0, number: 4), FramePlace(file: 1, number: 4)])
    #expect(notes.records.last?.answers == FramePlace(file: 1, number: 4))
  }

  @Test func `more devices than are counted are told as such`() {
    var totals = Totals()
    for number in 0..<Totals.maximumNames { totals.noteDevice("SEP\(number)") }
    totals.noteDevice("SEP0")
    #expect(!totals.hasMoreDevices)
    totals.noteDevice("SEP")
    #expect(totals.hasMoreDevices)
    #expect(totals.deviceNames.count == Totals.maximumNames)
  }

  /// All that the server has sent before is RegisterAck, whose header version is 0.
  @Test func `lost bytes are told with the message after them`() throws {
    var talk = try registration()
    talk.acknowledge(.device, at: 2100)
    let lost = try talk.queue(.server, [.activateCallPlane(line: 1)])
    talk.lose(.server, lost)
    try talk.server(at: 2200, .activateCallPlane(line: 2))
    talk.acknowledge(.device, at: 2300)
    let (notes, totals) = dissect(talk.packets)
    #expect(notes.names == ["RegisterReq", "RegisterAck", "ActivateCallPlane"])
    #expect(notes.records.last?.problems.map(\.code) == [.lostBytes])
    #expect(totals.problems == 1)
  }

  /// No packet, cut short at any byte, ends the run or invents a message; one whose header is there
  /// is told.
  @Test func `packets that end early do no harm`() throws {
    let packets = try registration().packets
    // Ethernet, IP, TCP, and the header of the message.
    let headerEnd = 14 + 20 + 20 + 12
    for length in 0..<packets[3].bytes.count {
      var cut = packets
      cut[3].bytes = Array(cut[3].bytes.prefix(length))
      let names = dissect(cut).notes.names
      #expect(
        names == (length < headerEnd ? ["RegisterAck"] : ["RegisterReq", "RegisterAck"]),
        "\(length)")
    }
  }
}
