import SCCP
import Testing
import Wire

@testable import CallAnalysis

/// What messages teach about the device at a connection.
@Suite final class SessionTests {
  private var softKeys = SoftKeyMemory()
  private var session = Session(
    stream: 0, device: Endpoint(address: IPAddress(ipv4: 0x0a0a_0115), port: 50_000),
    server: Endpoint(address: IPAddress(ipv4: 0x0a0a_0101), port: 2000))

  /// Has the session learn from a message; true where it only repeats what was known.
  @discardableResult
  private func learn(
    _ name: String, _ values: [String: FieldValue] = [:], frame: Int = 1
  ) throws -> Bool {
    let definition = try Catalogue.message(named: name)
    let bytes = try MessageEncoder(version: 20).encode(definition, values)
    var decoder = MessageDecoder()
    var message = Message()
    decoder.decode(bytes.span, into: &message)
    let stamp = FrameStamp(number: frame, time: Timestamp(seconds: Int64(frame), nanoseconds: 0))
    let rule = SessionRule.of(message.layout)
    return rule?.learn(from: message, at: stamp, &session, &softKeys) ?? false
  }

  private func state(_ label: String, call: Int = 1, frame: Int = 1) throws -> Bool {
    try learn(
      "CallState",
      ["callState": .text(label), "lineInstance": 1, "callReference": FieldValue(call)],
      frame: frame)
  }

  @Test func `every rule is of a message that exists, and no message has two`() {
    let names = SessionRule.allCases.flatMap(\.messages).map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isSubset(of: Catalogue.messages.map(\.name)))
  }

  @Test func `a registration brings name, model, version and firmware`() throws {
    try learn(
      "RegisterReq",
      [
        "sid": ["DeviceName": "SEP001122334455"], "deviceType": "7962", "protocolVer": 17,
        "firmwareLoadName": "SCCP42.9-4-2SR3-1S",
      ])
    #expect(session.profile.facts.deviceName == "SEP001122334455")
    #expect(session.profile.facts.deviceType == 404)
    #expect(session.profile.facts.offeredVersion == 17)
    #expect(session.profile.facts.firmwareLoad == "SCCP42.9-4-2SR3-1S")
    #expect(session.profile.facts.hasRegisterRequest)
    #expect(session.registeredAt == nil)
    try learn("RegisterAck", ["keepAliveInterval": 45], frame: 6)
    #expect(session.registeredAt?.number == 6)
    #expect(session.profile.facts.keepAliveInterval == 45)
  }

  @Test(arguments: [[], ["RegisterReject"], ["RegisterAck"]])
  func `a second request is a repetition until it is answered`(answers: [String]) throws {
    #expect(try !learn("RegisterReq"))
    for answer in answers { try learn(answer) }
    #expect(try learn("RegisterReq") == answers.isEmpty)
  }

  @Test func `a registration without a name keeps the name that is known`() throws {
    try learn("RegisterTokenReq", ["sid": ["DeviceName": "SEP001122334455"]])
    try learn("RegisterReq")
    #expect(session.profile.facts.deviceName == "SEP001122334455")
  }

  @Test func `the server's summary names a device, but does not rename it`() throws {
    try learn("ConfigStatRes", ["sid": ["DeviceName": "SEP001122334455"]])
    #expect(session.profile.facts.deviceName == "SEP001122334455")
    #expect(!session.profile.facts.hasRegisterRequest)
    try learn("ConfigStatRes", ["sid": ["DeviceName": "SEP00112233FFFF"]])
    #expect(session.profile.facts.deviceName == "SEP001122334455")
  }

  @Test(
    arguments: zip(
      ["7962", "VGCGateway", "ConferenceBridgeDixieLand", "MediaTerminationPoint"],
      ["phone", "gateway", "bridge", "media resource"]))
  func `a device is called what it is`(type: String, noun: String) throws {
    #expect(session.profile.noun == "phone")
    try learn("RegisterReq", ["deviceType": .text(type)])
    #expect(session.profile.noun == noun)
  }

  // MARK: - Calls

  @Test func `a call's state is news once`() throws {
    #expect(try !state("OffHook"))
    #expect(try state("OffHook"))
    #expect(try !state("Proceed"))
    #expect(try !state("OffHook"))
  }

  @Test func `a call has its state, and since when`() throws {
    _ = try state("RingIn", frame: 3)
    _ = try state("Connected", frame: 7)
    _ = try state("Hold", frame: 9)
    _ = try state("Connected", frame: 12)
    _ = try state("Connected", frame: 13)
    let leg = try #require(session.calls[1])
    #expect(leg.state == .connected)
    #expect(leg.stateSince?.number == 12)
    #expect(leg.connectedAt?.number == 7)
  }

  @Test func `calls do not mix`() throws {
    _ = try state("Connected", call: 1)
    #expect(try !state("Connected", call: 2))
    _ = try state("OnHook", call: 1)
    #expect(session.calls[1] == nil)
    #expect(session.calls[2]?.state == .connected)
  }

  @Test func `a state without a call reference is nobody's`() throws {
    #expect(try !state("OffHook", call: 0))
    #expect(try !state("OffHook", call: 0))
    #expect(session.calls[0] == nil)
  }

  @Test func `the same parties are a repetition, others are not`() throws {
    func parties(_ name: String, call: Int = 1) throws -> Bool {
      try learn(
        "CallInfo", ["callingPartyName": .text(name), "callReference": FieldValue(call)])
    }
    #expect(try !parties("Anna Berg"))
    #expect(try parties("Anna Berg"))
    #expect(try !parties("Anna Bergh"))
    #expect(try !parties("Anna Bergh", call: 2))
  }

  @Test func `a lamp that is set to what it was is a repetition`() throws {
    func lamp(_ instance: Int, _ mode: String) throws -> Bool {
      try learn(
        "SetLamp",
        [
          "stimulus": "Line", "stimulusInstance": FieldValue(instance), "lampMode": .text(mode),
        ])
    }
    #expect(try !lamp(1, "On"))
    #expect(try lamp(1, "On"))
    #expect(try !lamp(2, "On"))
    #expect(try !lamp(1, "Off"))
  }

  @Test func `of too many calls the oldest are forgotten`() throws {
    for call in 1...CallTable.maximumLegs + 3 { _ = try state("Connected", call: call) }
    #expect(session.calls[3] == nil)
    #expect(session.calls[4] != nil)
    #expect(session.calls[UInt32(CallTable.maximumLegs + 3)] != nil)
  }

  @Test func `a table of lamps does not grow without end`() {
    var lamps = LampTable()
    for instance in 0..<UInt32(3 * LampTable.maximumLamps) {
      let isNews = lamps.update(stimulus: 9, instance: instance, mode: 2)
      #expect(isNews)
    }
  }
}
