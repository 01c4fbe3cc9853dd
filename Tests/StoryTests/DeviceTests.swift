import CaptureBuilder
import SCCP
import Testing

@testable import Story

/// What the capture tells of each device.
@Suite struct DeviceTests {
  @Test func `a phone that registers has a name, lines, and the lower of both versions`() throws {
    var stage = Stage(phones: 1)
    try stage.say(0, .alarm(stage.phone(0), code: 25, last: "Initialized"))
    try stage.register(0)
    try stage.say(0, ScriptedMessage(.keepAliveReq))
    try stage.tell(0, ScriptedMessage(.keepAliveAck))
    let devices = stage.devices()
    try #require(devices.count == 1)
    let device = devices[0]
    #expect(device.name == "SEP001122334400")
    #expect(device.address == device.seenAddress)
    #expect(device.version == 17)
    #expect(device.firmware == "SCCP42.9-4-2SR3-1S")
    #expect(device.lines.map(\.number) == ["2001"])
    #expect(device.state == .registered)
    #expect(device.registrations.map(\.outcome) == [.accepted])
    #expect(device.keepAlives.sent == 1)
    #expect(device.keepAlives.answered == 1)
    #expect(device.alarm?.code == 25)
    #expect(device.messageCount == 7)
  }

  @Test func `a rejection says why`() throws {
    var stage = Stage(phones: 1)
    try stage.say(0, .registerReq(stage.phone(0), offering: 20))
    try stage.tell(0, ScriptedMessage(.registerReject, ["text": "No such device"]))
    stage.close(0, by: .device)
    let device = try #require(stage.devices().first)
    #expect(device.state == .rejected)
    #expect(device.registrations.first?.reason == "No such device")
    #expect(device.registrations.first?.end == .closedByDevice)
  }

  @Test func `a request without an answer leaves the phone waiting`() throws {
    var stage = Stage(phones: 1)
    try stage.say(0, .registerReq(stage.phone(0), offering: 20))
    stage.wait(3)
    try stage.say(0, .registerReq(stage.phone(0), offering: 20))
    let device = try #require(stage.devices().first)
    #expect(device.state == .waiting)
    #expect(device.registrations.map(\.outcome) == [.unanswered])
  }

  @Test(arguments: [
    (Conversation.Side.device, Registration.End.closedByDevice), (.server, .closedByServer),
  ])
  func `a registration ends with its connection`(
    side: Conversation.Side, end: Registration.End
  ) throws {
    var stage = Stage(phones: 1)
    try stage.register(0)
    stage.close(0, by: side)
    let device = try #require(stage.devices().first)
    #expect(device.registrations.first?.end == end)
    #expect(device.state == .lost)
  }

  @Test func `a phone that signs off is no longer registered`() throws {
    var stage = Stage(phones: 1)
    try stage.register(0)
    try stage.say(0, ScriptedMessage(.unregisterReq))
    try stage.tell(0, ScriptedMessage(.unregisterAck, ["status": 0]))
    stage.close(0, by: .server)
    let device = try #require(stage.devices().first)
    #expect(device.registrations.first?.end == .unregistered)
    #expect(device.state == .unregistered)
  }

  @Test func `a phone that a reset was ordered for ends its registration so`() throws {
    var stage = Stage(phones: 1)
    try stage.register(0)
    try stage.tell(0, ScriptedMessage(.reset, ["resetType": 2]))
    stage.close(0, by: .device)
    #expect(stage.devices().first?.registrations.first?.end == .reset)
  }

  @Test func `a phone without a name goes by its address, and was there before`() throws {
    var stage = Stage(phones: 1)
    try stage.dial((0, 101), 1)
    let device = try #require(stage.devices().first)
    #expect(device.title == "10.10.1.21")
    #expect(device.registrations.map(\.outcome) == [.joined])
    #expect(device.callCount == 1)
  }

  @Test func `each device counts its own calls`() throws {
    var stage = Stage(phones: 3)
    for index in 0..<3 { try stage.register(index) }
    try stage.call((0, 101), (1, 102))
    try stage.hangUp((0, 101), (1, 102))
    try stage.dial((0, 103), 2)
    #expect(stage.devices().map(\.callCount) == [2, 1, 0])
  }

  /// The interval that a damaged RegisterAck may claim, and a clock that jumps by ages.
  @Test func `a keepalive interval of any size and times of any size are read without harm`() throws
  {
    var stage = Stage(phones: 2)
    try stage.say(0, .registerReq(stage.phone(0), offering: 20))
    var acceptance = ScriptedMessage.registerAck(protocolVersion: 20)
    acceptance.values["keepAliveInterval"] = 0xffff_ffff
    try stage.tell(0, acceptance)
    try stage.call((0, 101), (1, 102))
    try stage.answer((0, 101), (1, 102))
    try stage.tell(1, .callState("Hold", CallLeg(line: 1, reference: 102)))
    stage.wait(9e11)
    try stage.hangUp((0, 101), (1, 102))
    #expect(stage.devices().first?.keepAlives.interval == 0xffff_ffff)
    #expect(stage.calls().first?.talk != nil)
  }
}
