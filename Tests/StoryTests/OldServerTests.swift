import CaptureBuilder
import SCCP
import Testing

@testable import Story

/// Calls at a server that gives them no reference and pushes no CallState: CallManager 2.
@Suite struct OldServerTests {
  /// The ringing of the second phone, by lamp, ringer and parties, may be among bytes that the capture
  /// lacks.
  @Test(arguments: [true, false])
  func `a phone that takes a call is the called one, whether its ringing is known or not`(
    isKnown: Bool
  ) throws {
    var stage = Stage(phones: 2, version: 0)
    for phone in 0..<2 { try register(phone, &stage) }
    try call(&stage, isKnown: isKnown)
    stage.wait(3)
    try stage.say(1, ScriptedMessage(.offHook, dataLength: 4))
    try stage.tell(1, .setLamp("Line", 1, "On"))
    for phone in 0..<2 { try openAudio(phone, &stage) }
    stage.wait(10)
    try stage.say(0, ScriptedMessage(.onHook, dataLength: 4))
    for phone in 0..<2 { try stage.tell(phone, .setLamp("Line", 1, "Off")) }
    let calls = stage.calls()
    try #require(calls.count == 1)
    #expect(calls[0].legs.map(\.direction) == [.outbound, .inbound])
    #expect(calls[0].dialed == "2002")
    #expect(calls[0].to.device == stage.phone(1).name)
    #expect(calls[0].endedBy == .caller)
  }

  private func register(_ phone: Int, _ stage: inout Stage) throws {
    try stage.say(
      phone, .registerReq(stage.phone(phone), offering: 2, dataLength: 68),
      ScriptedMessage(.ipPort, ["rtpMediaPort": FieldValue(18_000 + 4 * phone)]))
    try stage.tell(
      phone, ScriptedMessage(.registerAck, ["keepAliveInterval": 30], dataLength: 16))
  }

  /// The first phone dials the number of the second.
  private func call(_ stage: inout Stage, isKnown: Bool) throws {
    let parties = ScriptedMessage(
      .callInfo,
      [
        "callingPartyName": "User 0", "callingParty": "2001",
        "calledPartyName": "User 1", "calledParty": "2002",
      ], dataLength: 132)
    try stage.say(0, ScriptedMessage(.offHook, dataLength: 4))
    try stage.tell(
      0, .setLamp("Line", 1, "On"),
      ScriptedMessage(.startTone, ["tone": "InsideDialTone"], dataLength: 8))
    for digit in ["Two", "Zero", "Zero", "Two"] {
      try stage.say(0, ScriptedMessage(.keypadButton, ["kpButton": .text(digit)]))
    }
    try stage.tell(
      0, ScriptedMessage(.startTone, ["tone": "AlertingTone"], dataLength: 8), parties)
    guard isKnown else { return }
    try stage.tell(
      1, .setLamp("Line", 1, "Blink"),
      ScriptedMessage(.setRinger, ["ringMode": "InsideRing"], dataLength: 8), parties)
  }

  private func openAudio(_ phone: Int, _ stage: inout Stage) throws {
    try stage.tell(
      phone,
      ScriptedMessage(
        .startMediaReception,
        [
          "ipAddr": .address(stage.phone(phone).host.address), "milliSecondPacketSize": 20,
          "compressionType": "G711Ulaw64k",
        ], dataLength: 28),
      ScriptedMessage(
        .startMediaTransmission,
        [
          "remoteIpAddr": .address(stage.phone(1 - phone).host.address),
          "remotePortNumber": FieldValue(18_000 + 4 * (1 - phone)),
          "milliSecondPacketSize": 20, "compressionType": "G711Ulaw64k",
        ], dataLength: 40))
  }
}
