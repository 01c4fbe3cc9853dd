package import SCCP
import Wire

extension Scenarios {
  /// Two phones of one CUCM. Reception's was there before the capture began; Anna Berg's comes back
  /// after a reset, calls Reception, holds, resumes and hangs up.
  ///
  /// Times are microseconds after 2024-03-05T09:00:00Z; header version 20 throughout.
  package static func cucmCall() throws(MessageEncodingError) -> [UInt8] {
    var call = try CUCMCall()
    try call.annaRegisters()
    try call.annaDials()
    try call.receptionRings()
    try call.receptionAnswers()
    try call.annaHolds()
    try call.annaResumes()
    try call.phonesStayAlive(second: 30)
    try call.annaHangsUp()
    try call.phonesStayAlive(second: 60)
    try call.phonesStayAlive(second: 90)
    return call.file
  }
}

/// The parties of ``Scenarios/cucmCall()`` and what they have said so far.
struct CUCMCall {
  static let clock = ScenarioClock.microseconds(since: 1_709_629_200)

  static let annaPhone = Phone(
    macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
    address: .ipv4(10, 10, 1, 21))
  static let receptionPhone = Phone(
    macAddress: 0x0011_2233_44aa, model: "7965", firmware: "SCCP45.9-4-2SR3-1S",
    address: .ipv4(10, 10, 1, 22))

  static let annaLeg = CallLeg(line: 1, reference: 0x0100_2710)
  static let receptionLeg = CallLeg(line: 1, reference: 0x0100_2711)
  static let parties = Parties(
    calling: (name: "Anna Berg", number: "2001"), called: (name: "Reception", number: "2000"))

  var anna: Conversation
  var reception: Conversation
  var annaSpeaks: RTPStream
  var receptionSpeaks: RTPStream

  init() throws(MessageEncodingError) {
    var cucm = Host(macAddress: 0x0011_2233_4410, address: .ipv4(10, 10, 0, 10))
    cucm.timeToLive = 63
    cucm.window = 11_370
    let (annaHost, receptionHost) = (Self.annaPhone.host, Self.receptionPhone.host)
    anna = Conversation(Self.clock, device: annaHost, port: 49_399, server: cucm)
    reception = Conversation(Self.clock, device: receptionHost, port: 51_532, server: cucm)
    anna.padsFrames = true
    reception.padsFrames = true
    reception.version = 20
    annaSpeaks = RTPStream(
      Self.clock, from: annaHost, port: 24_576, to: receptionHost, port: 24_580)
    receptionSpeaks = RTPStream(
      Self.clock, from: receptionHost, port: 24_580, to: annaHost, port: 24_576)
  }

  /// One leg's audio; the server numbers each opening anew.
  static func annaStream(_ passThroughPartyId: Int) -> AudioStream {
    AudioStream(
      leg: annaLeg, passThroughPartyId: passThroughPartyId, codec: "G711Ulaw64k",
      address: annaPhone.host.address, port: 24_576)
  }

  static func receptionStream(_ passThroughPartyId: Int) -> AudioStream {
    AudioStream(
      leg: receptionLeg, passThroughPartyId: passThroughPartyId, codec: "G711Ulaw64k",
      address: receptionPhone.host.address, port: 24_580)
  }

  var file: [UInt8] {
    let packets = anna.packets + reception.packets + annaSpeaks.packets + receptionSpeaks.packets
    return CaptureWriter.file(
      .pcapng(.littleEndian), interfaces: [CaptureInterface(name: "eth0")],
      comment: "2001 calls 2000 at a CUCM. Made by sccpfixtures.", packets.inTimeOrder)
  }

  // MARK: - Registration

  mutating func annaRegisters() throws(MessageEncodingError) {
    try reception.device(at: 412_118, ScriptedMessage(.keepAliveReq))
    try reception.server(at: 413_227, ScriptedMessage(.keepAliveAck, version: 0))
    reception.acknowledge(.device, at: 431_870)

    let phone = Self.annaPhone
    anna.open(at: 1_004_511, 1_004_702, 1_005_480)
    try anna.device(at: 1_021_733, .alarm(phone, code: 22, last: "Reset-Reset"))
    try anna.device(at: 1_023_149, .registerReq(phone, offering: 20))
    anna.acknowledge(.server, at: 1_023_412)
    try anna.server(at: 1_038_007, .registerAck(protocolVersion: 20))
    anna.version = 20
    try anna.server(at: 1_039_256, ScriptedMessage(.capabilitiesReq))
    anna.acknowledge(.device, at: 1_041_903)
    try anna.device(
      at: 1_063_377,
      .capabilitiesRes([
        ("G722_64k", 40), ("G711Ulaw64k", 40), ("G711Alaw64k", 40), ("G729AnnexA", 60),
        ("RFC2833_DynPayload", 1),
      ]),
      ScriptedMessage(.buttonTemplateReq))
    try anna.server(
      at: 1_066_820, .buttonTemplateRes([(1, "Line"), (1, "SpeedDial")], dataLength: 100))
    try anna.device(at: 1_089_204, ScriptedMessage(.softKeyTemplateReq))
    try anna.server(at: 1_090_577, SoftKeyPlan.usual.template)
    try anna.device(at: 1_112_031, ScriptedMessage(.softKeySetReq))
    let idle = CallLeg(line: 0, reference: 0)
    try anna.server(
      at: 1_113_416, SoftKeyPlan.usual.setTable, .selectSoftKeys("On Hook", idle),
      .prompt(.phrase("Your Current Options"), idle))
    anna.acknowledge(.device, at: 1_133_590)
    try anna.device(at: 1_140_288, .lineStatReq(1), .forwardStatReq(1), .speedDialStatReq(1))
    try anna.server(at: 1_142_635, .lineStatV2Res(1, number: "2001", name: "Anna Berg"))
    try anna.server(at: 1_142_651, .forwardStatRes(1))
    try anna.server(
      at: 1_142_660, .speedDialStatV2Res(1, dials: "2000", label: "Reception"))
    anna.acknowledge(.device, at: 1_162_744)
    try anna.device(
      at: 1_170_512, ScriptedMessage(.registerAvailableLines, ["maxNumOfAvailLines": 1]),
      ScriptedMessage(.timeDateReq))
    try anna.server(
      at: 1_172_045,
      .timeDateRes(
        year: 2024, month: 3, day: 5, dayOfWeek: 2, hour: 10, minute: 0, second: 1,
        systemTime: 1_709_629_201))
    try anna.server(at: 1_172_061, .setLamp("VoiceMail", 0, "Off"))
    anna.acknowledge(.device, at: 1_192_377)
  }

  // MARK: - The call

  /// Anna Berg takes the line with a soft key and dials 2000.
  mutating func annaDials() throws(MessageEncodingError) {
    let leg = Self.annaLeg
    try anna.device(at: 8_220_417, .softKeyEvent("NewCall", CallLeg(line: 0, reference: 0)))
    try anna.server(
      at: 8_222_604, .setRinger("RingOff", CallLeg(line: 0, reference: 0)),
      .setSpeakerMode("On"), .setLamp("Line", 1, "On"), .callState("OffHook", leg),
      .selectSoftKeys("Off Hook", leg), .prompt(.phrase("Enter Number"), leg),
      .activateCallPlane(line: 1), .startTone("InsideDialTone", leg))
    anna.acknowledge(.device, at: 8_242_733)
    try anna.device(at: 8_250_941, .mediaPathEvent("Speaker", "On"))
    anna.acknowledge(.server, at: 8_290_552)

    try anna.device(at: 9_104_885, .keypadButton("Two", leg))
    try anna.server(at: 9_106_312, .stopTone(leg), .selectSoftKeys("Digits Following", leg))
    anna.acknowledge(.device, at: 9_126_390)
    try anna.device(at: 9_388_264, .keypadButton("Zero", leg))
    anna.acknowledge(.server, at: 9_428_371)
    try anna.device(at: 9_597_130, .keypadButton("Zero", leg))
    anna.acknowledge(.server, at: 9_637_248)
    try anna.device(at: 9_811_706, .keypadButton("Zero", leg))
  }

  /// The server routes the call, and the phone at the front desk rings.
  mutating func receptionRings() throws(MessageEncodingError) {
    let (caller, called) = (Self.annaLeg, Self.receptionLeg)
    try anna.server(
      at: 9_815_027, .dialedNumber("2000", caller), .callState("Proceed", caller),
      .callInfo("OutBoundCall", Self.parties, caller))
    anna.acknowledge(.device, at: 9_835_160)

    try reception.server(
      at: 9_819_540, .callState("RingIn", called), .selectSoftKeys("Ring In", called),
      .prompt(.phrase("From ", then: "2001"), called),
      ScriptedMessage(
        .displayPriNotifyV2,
        ["timeOutValue": 10, "priority": 5, "notify": .phrase("From ", then: "2001")]),
      .callInfo("InBoundCall", Self.parties, called), .setLamp("Line", 1, "Blink"),
      .setRinger("InsideRing", called))
    reception.acknowledge(.device, at: 9_839_714)

    try anna.server(
      at: 9_841_218, .startTone("AlertingTone", caller), .callState("RingOut", caller),
      .selectSoftKeys("Ring Out", caller), .prompt(.phrase("Ring Out"), caller))
    anna.acknowledge(.device, at: 9_861_352)
  }

  /// Reception answers by soft key; audio is opened on both sides.
  mutating func receptionAnswers() throws(MessageEncodingError) {
    let (caller, called) = (Self.annaLeg, Self.receptionLeg)
    let annaAudio = Self.annaStream(0x0100_0050)
    let receptionAudio = Self.receptionStream(0x0100_0051)
    try reception.device(at: 13_402_688, .softKeyEvent("Answer", called))
    try reception.server(
      at: 13_405_139, .setRinger("RingOff", called), .setSpeakerMode("On"),
      .setLamp("Line", 1, "On"), .callState("OffHook", called), .activateCallPlane(line: 1),
      .stopTone(called), .openReceiveChannel(receptionAudio, from: annaAudio),
      .callState("Connected", called), .selectSoftKeys("Connected", called),
      .prompt(.phrase("Connected"), called), .callInfo("InBoundCall", Self.parties, called))
    reception.acknowledge(.device, at: 13_425_260)
    try reception.device(at: 13_427_991, .mediaPathEvent("Speaker", "On"))

    try anna.server(
      at: 13_409_730, .stopTone(caller), .openReceiveChannel(annaAudio, from: receptionAudio),
      .callState("Connected", caller), .selectSoftKeys("Connected", caller),
      .prompt(.phrase("Connected"), caller), .callInfo("OutBoundCall", Self.parties, caller))
    anna.acknowledge(.device, at: 13_429_855)
    try anna.device(at: 13_458_612, .openReceiveChannelAck(annaAudio))
    try reception.server(
      at: 13_460_203, .startMediaTransmission(receptionAudio, to: annaAudio))
    try reception.device(at: 13_491_377, .openReceiveChannelAck(receptionAudio))
    try anna.server(at: 13_492_940, .startMediaTransmission(annaAudio, to: receptionAudio))
    try reception.device(at: 13_509_864, .startMediaTransmissionAck(receptionAudio))
    reception.acknowledge(.server, at: 13_549_973)
    try anna.device(at: 13_533_146, .startMediaTransmissionAck(annaAudio))
    anna.acknowledge(.server, at: 13_573_251)

    receptionSpeaks.speak(at: 13_515_402, packets: 12)
    annaSpeaks.speak(at: 13_540_377, packets: 12)
  }

  mutating func annaHolds() throws(MessageEncodingError) {
    let leg = Self.annaLeg
    let annaAudio = Self.annaStream(0x0100_0050)
    let receptionAudio = Self.receptionStream(0x0100_0051)
    try anna.device(at: 21_730_554, .softKeyEvent("Hold", leg))
    try anna.server(
      at: 21_733_019, .closeReceiveChannel(annaAudio), .stopMediaTransmission(annaAudio),
      .callState("Hold", leg), .selectSoftKeys("On Hold", leg), .prompt("Hold", leg),
      .setLamp("Line", 1, "Wink"), .setSpeakerMode("Off"))
    anna.acknowledge(.device, at: 21_753_140)
    try reception.server(
      at: 21_734_477, .closeReceiveChannel(receptionAudio),
      .stopMediaTransmission(receptionAudio))
    reception.acknowledge(.device, at: 21_754_602)
  }

  mutating func annaResumes() throws(MessageEncodingError) {
    let leg = Self.annaLeg
    let annaAudio = Self.annaStream(0x0100_0052)
    let receptionAudio = Self.receptionStream(0x0100_0053)
    try anna.device(at: 27_115_830, .softKeyEvent("Resume", leg))
    try anna.server(
      at: 27_118_297, .setSpeakerMode("On"), .setLamp("Line", 1, "On"),
      .openReceiveChannel(annaAudio, from: receptionAudio), .callState("Connected", leg),
      .selectSoftKeys("Connected", leg), .prompt(.phrase("Connected"), leg))
    anna.acknowledge(.device, at: 27_138_411)
    try reception.server(
      at: 27_119_665, .openReceiveChannel(receptionAudio, from: annaAudio))
    reception.acknowledge(.device, at: 27_139_790)
    try reception.device(at: 27_161_208, .openReceiveChannelAck(receptionAudio))
    try anna.server(at: 27_162_755, .startMediaTransmission(annaAudio, to: receptionAudio))
    try anna.device(at: 27_166_943, .openReceiveChannelAck(annaAudio))
    try reception.server(
      at: 27_168_501, .startMediaTransmission(receptionAudio, to: annaAudio))
    try anna.device(at: 27_187_362, .startMediaTransmissionAck(annaAudio))
    anna.acknowledge(.server, at: 27_227_470)
    try reception.device(at: 27_193_085, .startMediaTransmissionAck(receptionAudio))
    reception.acknowledge(.server, at: 27_233_196)

    annaSpeaks.speak(at: 27_195_771, packets: 8)
    receptionSpeaks.speak(at: 27_199_254, packets: 8)
  }

  mutating func annaHangsUp() throws(MessageEncodingError) {
    let (caller, called) = (Self.annaLeg, Self.receptionLeg)
    try anna.device(at: 34_904_113, .softKeyEvent("EndCall", caller))
    try anna.server(
      at: 34_906_528, .closeReceiveChannel(Self.annaStream(0x0100_0052)),
      .stopMediaTransmission(Self.annaStream(0x0100_0052)),
      .connectionStatisticsReq("2001", caller))
    try reception.server(
      at: 34_908_106, .closeReceiveChannel(Self.receptionStream(0x0100_0053)),
      .stopMediaTransmission(Self.receptionStream(0x0100_0053)),
      .connectionStatisticsReq("2000", called))
    try anna.device(
      at: 34_921_870,
      .connectionStatisticsRes(
        "2001", caller, sent: 792, received: 790, lost: 2, jitter: 3,
        quality: "Log 1: mos 4.4300, avgMos 4.4100, maxMos 4.5000, minMos 4.3200, CS 1, SCS 0, "
          + "CCR 0.0026, ICR 0.0000, maxCR 0.0055"))
    try anna.server(at: 34_924_311, isIdleAfter: caller)
    try reception.device(
      at: 34_929_405,
      .connectionStatisticsRes(
        "2000", called, sent: 791, received: 792, lost: 0, jitter: 1,
        quality: "Log 1: mos 4.5000, avgMos 4.4900, maxMos 4.5000, minMos 4.4700, CS 0, SCS 0, "
          + "CCR 0.0000, ICR 0.0000, maxCR 0.0000"))
    try reception.server(at: 34_931_987, isIdleAfter: called)
    anna.acknowledge(.device, at: 34_944_420)
    reception.acknowledge(.device, at: 34_952_093)
  }

  /// Both phones report to the server, Anna's half a second after Reception's.
  mutating func phonesStayAlive(second: Int) throws(MessageEncodingError) {
    let start = second * 1_000_000
    try reception.device(at: start + 412_240, ScriptedMessage(.keepAliveReq))
    try reception.server(at: start + 413_344, ScriptedMessage(.keepAliveAck, version: 0))
    reception.acknowledge(.device, at: start + 431_997)
    try anna.device(at: start + 941_222, ScriptedMessage(.keepAliveReq))
    try anna.server(at: start + 942_301, ScriptedMessage(.keepAliveAck, version: 0))
    anna.acknowledge(.device, at: start + 962_418)
  }
}

extension Conversation {
  /// The server puts the phone back to its idle screen after a call.
  fileprivate mutating func server(
    at ticks: Int, isIdleAfter leg: CallLeg
  ) throws(MessageEncodingError) {
    let idle = CallLeg(line: 0, reference: 0)
    try server(
      at: ticks, .setSpeakerMode("Off"), .setLamp("Line", 1, "Off"), .clearPrompt(leg),
      .callState("OnHook", leg), ScriptedMessage(.deactivateCallPlane),
      .selectSoftKeys("On Hook", idle), .prompt(.phrase("Your Current Options"), idle))
  }
}
