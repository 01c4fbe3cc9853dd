import CaptureBuilder
import NetworkLayers
import SCCP
import Testing
import Text
import Wire

@testable import CallAnalysis

/// What one connection says about another of the same device, and what connections leave open.
@Suite struct DeviceDirectoryTests {
  private static let clock = ScenarioClock.microseconds(since: 1_700_000_000)
  private static let server = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))
  private static let second = 1_000_000

  private static func phone(at address: IPAddress) -> Phone {
    Phone(
      macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
      address: address)
  }

  private static let phone = phone(at: .ipv4(10, 10, 1, 21))

  private func conversation(_ phone: Phone, port: UInt16) -> Conversation {
    var talk = Conversation(Self.clock, device: phone.host, port: port, server: Self.server)
    talk.version = 20
    return talk
  }

  /// A phone that registers, so many seconds after the capture began.
  private func registration(
    _ phone: Phone = Self.phone, port: UInt16 = 50_000, at seconds: Int = 0, activeStreams: Int = 0
  ) throws -> Conversation {
    let start = seconds * Self.second
    var talk = conversation(phone, port: port)
    talk.open(at: start, start + 300, start + 600)
    var request = ScriptedMessage.registerReq(phone, offering: 20)
    if activeStreams > 0 { request.values["activeStreams"] = FieldValue(activeStreams) }
    try talk.device(at: start + 1000, request)
    try talk.server(at: start + 2000, .registerAck(protocolVersion: 20))
    return talk
  }

  private func sentences(_ dissection: Dissection) -> [String] {
    var annotator = Annotator()
    return dissection.records.map { record in
      var text = TextBuffer()
      annotator.appendSentence(record, to: &text)
      return String(text)
    }
  }

  private func lastRegistration(_ talks: [Conversation]) -> String? {
    let found = Dissection(talks.flatMap(\.packets).inTimeOrder)
    return Array(zip(found.names, sentences(found))).last { $0.0 == "RegisterReq" }?.1
  }

  @Test func `a name that registers from two places is told`() throws {
    let first = try registration()
    let other = Self.phone(at: .ipv4(10, 10, 9, 99))
    let second = try registration(other, port: 50_001, at: 60)
    #expect(
      lastRegistration([first, second])
        == "SEP001122334455 asks to register from 10.10.9.99 while its connection from 10.10.1.21 "
        + "is still open: it moved, or two devices have one name.")
    var closed = try registration()
    closed.reset(.device, at: 30 * Self.second)
    #expect(lastRegistration([closed, second])?.contains("two devices") == false)
    let again = try registration(port: 50_001, at: 60)
    #expect(lastRegistration([first, again])?.contains("two devices") == false)
  }

  @Test(arguments: [(true, false), (false, false), (true, true)])
  func `a call was kept where the capture bears it out`(wasInCall: Bool, signsOff: Bool) throws {
    var first = try registration()
    if wasInCall {
      try first.server(
        at: 5 * Self.second, .callState("Connected", CallLeg(line: 1, reference: 9)))
    }
    if signsOff { try first.device(at: 9 * Self.second, ScriptedMessage(.unregisterReq)) }
    first.reset(.server, at: 10 * Self.second)
    let second = try registration(port: 50_001, at: 60, activeStreams: 2)
    let sentence = lastRegistration([first, second])
    #expect(sentence?.contains("it kept its call") == (wasInCall && !signsOff))
    if !wasInCall {
      #expect(
        sentence
          == "SEP001122334455 (7962, 10.10.1.21) asks to register and reports 2 active audio "
          + "streams.")
    }
  }

  @Test func `requests that are never answered are counted, and for how long`() throws {
    var talk = try registration()
    try talk.device(at: 2 * Self.second, .lineStatReq(1))
    try talk.device(at: 3 * Self.second, .lineStatReq(2))
    try talk.server(
      at: 4 * Self.second,
      ScriptedMessage(.lineStatV2Res, ["lineNumber": 2, "lineDirNumber": "2001"]))
    try talk.device(at: 60 * Self.second, ScriptedMessage(.timeDateReq))
    for isClosed in [true, false] {
      var talk = talk
      if isClosed {
        talk.close(.device, at: 62 * Self.second)
      } else {
        try talk.device(at: 62 * Self.second, ScriptedMessage(.keepAliveReq))
      }
      let unanswered = Dissection(talk.packets).totals.unanswered
      #expect(unanswered.count == 1)
      let example = try #require(unanswered.examples.first)
      #expect(example.request == "LineStatReq")
      #expect(example.key == 1)
      #expect(example.nanoseconds == 60_000_000_000)
      #expect(example.deviceName == "SEP001122334455")
    }
  }

  @Test func `a stream that is closed before it was answered leaves nobody waiting`() throws {
    for isClosed in [true, false] {
      var talk = try registration()
      try talk.server(
        at: 2 * Self.second, ScriptedMessage(.openReceiveChannel, ["passThroughPartyId": 7]))
      if isClosed {
        try talk.server(
          at: 3 * Self.second, ScriptedMessage(.closeReceiveChannel, ["passThroughPartyId": 7]))
      }
      try talk.device(at: 62 * Self.second, ScriptedMessage(.keepAliveReq))
      let unanswered = Dissection(talk.packets).totals.unanswered
      #expect(unanswered.count == (isClosed ? 0 : 1))
      if let example = unanswered.examples.first {
        #expect(!example.isFromDevice)
        #expect(example.key == 7)
      }
    }
  }

  @Test func `a wait that no device has is not told`() throws {
    var talk = try registration()
    try talk.device(at: 2 * Self.second, .lineStatReq(1))
    try talk.device(at: 7200 * Self.second, ScriptedMessage(.keepAliveReq))
    let example = try #require(Dissection(talk.packets).totals.unanswered.examples.first)
    #expect(example.nanoseconds == nil)
  }

  @Test func `where one side is all that is seen, nothing is called unanswered`() throws {
    var talk = conversation(Self.phone, port: 50_000)
    try talk.device(at: 0, .lineStatReq(1))
    try talk.device(at: 60 * Self.second, ScriptedMessage(.keepAliveReq))
    #expect(Dissection(talk.packets).totals.unanswered.count == 0)
  }

  @Test func `a connection that ends names its last message`() throws {
    var talk = try registration()
    talk.reset(.device, at: 302_000)
    let event = try #require(Dissection(talk.packets).events.last)
    #expect(event.kind == .reset)
    #expect(event.lastMessage?.name == "RegisterAck")
    #expect(event.lastMessage?.nanoseconds == 300_000_000)
  }
}
