import SCCP
import Wire

/// What phones of a workload do: register, stay alive, call each other.
extension WorkloadPlan {
  private static let idle = CallLeg(line: 0, reference: 0)

  private static func phone(_ line: Int) -> Phone {
    let address = PlaceholderPhone.addresses[line]
    return Phone(
      macAddress: 0x0011_2200_0000 | UInt64(address), model: line == 0 ? "7962" : "7965",
      firmware: line == 0 ? "SCCP42.9-4-2SR3-1S" : "SCCP45.9-4-2SR3-1S",
      address: IPAddress(ipv4: 10 << 24 | address))
  }

  private static func leg(_ line: Int) -> CallLeg {
    CallLeg(line: 1, reference: Int(PlaceholderPhone.callReferences[line]))
  }

  private static func audio(_ line: Int) -> AudioStream {
    AudioStream(
      leg: leg(line), passThroughPartyId: Int(PlaceholderPhone.passThroughPartyIds[line]),
      codec: "G711Ulaw64k", address: phone(line).host.address, port: MediaFlow.port)
  }

  private static func number(_ line: Int) -> String { PlaceholderPhone.directoryNumbers[line] }

  private static var parties: Parties {
    Parties(calling: ("Desk One", number(0)), called: ("Desk Two", number(1)))
  }

  // MARK: - Registration

  /// A phone connects and registers with all that a CUCM tells it.
  mutating func register(_ line: Int) throws(MessageEncodingError) {
    let phone = Self.phone(line)
    open(line)
    try send(.device, line, after: 16_250, .alarm(phone, code: 22, last: "Reset-Reset"))
    try send(.device, line, after: 1_410, .registerReq(phone, offering: 20))
    acknowledge(.server, line, after: 260)
    try send(.server, line, after: 14_600, .registerAck(protocolVersion: 20))
    try send(.server, line, after: 1_250, ScriptedMessage(.capabilitiesReq))
    acknowledge(.device, line, after: 2_640)
    try send(
      .device, line, after: 21_470,
      .capabilitiesRes([
        ("G722_64k", 40), ("G711Ulaw64k", 40), ("G711Alaw64k", 40), ("G729AnnexA", 60),
        ("RFC2833_DynPayload", 1),
      ]),
      ScriptedMessage(.buttonTemplateReq))
    try send(
      .server, line, .buttonTemplateRes([(1, "Line"), (1, "SpeedDial")], dataLength: 100))
    try send(.device, line, after: 22_380, ScriptedMessage(.softKeyTemplateReq))
    try send(.server, line, SoftKeyPlan.usual.template)
    try send(.device, line, after: 21_450, ScriptedMessage(.softKeySetReq))
    try send(
      .server, line, SoftKeyPlan.usual.setTable, .selectSoftKeys("On Hook", Self.idle),
      .prompt(.phrase("Your Current Options"), Self.idle))
    acknowledge(.device, line)
    try send(
      .device, line, after: 6_690, .lineStatReq(1), .forwardStatReq(1), .speedDialStatReq(1))
    try send(
      .server, line, .lineStatV2Res(1, number: Self.number(line), name: "Desk"))
    try send(.server, line, after: 16, .forwardStatRes(1))
    try send(.server, line, after: 9, .speedDialStatV2Res(1, dials: "2000", label: "Reception"))
    acknowledge(.device, line)
    try send(
      .device, line, after: 7_760,
      ScriptedMessage(.registerAvailableLines, ["maxNumOfAvailLines": 1]),
      ScriptedMessage(.timeDateReq))
    try send(
      .server, line,
      .timeDateRes(
        year: 2024, month: 3, day: 5, dayOfWeek: 2, hour: 10, minute: 0, second: 1,
        systemTime: 1_709_629_201), .setLamp("VoiceMail", 0, "Off"))
    acknowledge(.device, line)
  }

  /// A phone connects and registers with as few words as can be.
  mutating func registerBriefly(_ line: Int) throws(MessageEncodingError) {
    open(line)
    try send(.device, line, after: 1_410, .registerReq(Self.phone(line), offering: 20))
    try send(.server, line, .registerAck(protocolVersion: 20))
    acknowledge(.device, line)
  }

  /// A phone asks to register, and the server refuses it.
  mutating func askInVain(_ line: Int) throws(MessageEncodingError) {
    try send(.device, line, after: 1_410, .registerReq(Self.phone(line), offering: 20))
    try send(.server, line, ScriptedMessage(.registerReject, ["text": .text("Error: Database")]))
    acknowledge(.device, line)
  }

  mutating func stayAlive(_ line: Int) throws(MessageEncodingError) {
    try send(.device, line, ScriptedMessage(.keepAliveReq))
    try send(.server, line, after: 1_090, ScriptedMessage(.keepAliveAck, version: 0))
    acknowledge(.device, line)
  }

  // MARK: - Calls

  /// The first phone calls the second, they speak, and the first hangs up.
  mutating func call(speakingSeconds: Int) throws(MessageEncodingError) {
    try dial()
    try ring()
    wait(microseconds: 2_500_000)
    try answer()
    wait(microseconds: speakingSeconds * 1_000_000)
    try hangUp()
  }

  private mutating func dial() throws(MessageEncodingError) {
    let leg = Self.leg(0)
    beginCall()
    try send(.device, 0, .softKeyEvent("NewCall", Self.idle))
    try send(
      .server, 0, .setRinger("RingOff", Self.idle), .setSpeakerMode("On"),
      .setLamp("Line", 1, "On"), .callState("OffHook", leg), .selectSoftKeys("Off Hook", leg),
      .prompt(.phrase("Enter Number"), leg), .activateCallPlane(line: 1),
      .startTone("InsideDialTone", leg))
    acknowledge(.device, 0)
    try send(.device, 0, after: 8_210, .mediaPathEvent("Speaker", "On"))
    acknowledge(.server, 0, after: 39_610)
    try send(.device, 0, after: 800_250, .keypadButton("Two", leg))
    try send(.server, 0, .stopTone(leg), .selectSoftKeys("Digits Following", leg))
    acknowledge(.device, 0)
    for digit in ["Zero", "Zero", "Seven"] {
      try send(.device, 0, after: 200_670, .keypadButton(digit, leg))
      acknowledge(.server, 0, after: 40_110)
    }
  }

  private mutating func ring() throws(MessageEncodingError) {
    let (caller, called) = (Self.leg(0), Self.leg(1))
    let from = FieldValue.phrase("From ", then: Self.number(0))
    try send(
      .server, 0, .dialedNumber(Self.number(1), caller), .callState("Proceed", caller),
      .callInfo("OutBoundCall", Self.parties, caller))
    try send(
      .server, 1, .callState("RingIn", called), .selectSoftKeys("Ring In", called),
      .prompt(from, called),
      ScriptedMessage(
        .displayPriNotifyV2, ["timeOutValue": 10, "priority": 5, "notify": from]),
      .callInfo("InBoundCall", Self.parties, called), .setLamp("Line", 1, "Blink"),
      .setRinger("InsideRing", called))
    acknowledge(.device, 0)
    acknowledge(.device, 1, after: 140)
    try send(
      .server, 0, .startTone("AlertingTone", caller), .callState("RingOut", caller),
      .selectSoftKeys("Ring Out", caller), .prompt(.phrase("Ring Out"), caller))
    acknowledge(.device, 0)
  }

  private mutating func answer() throws(MessageEncodingError) {
    let (caller, called) = (Self.leg(0), Self.leg(1))
    let (first, second) = (Self.audio(0), Self.audio(1))
    try send(.device, 1, .softKeyEvent("Answer", called))
    try send(
      .server, 1, .setRinger("RingOff", called), .setSpeakerMode("On"),
      .setLamp("Line", 1, "On"), .callState("OffHook", called), .activateCallPlane(line: 1),
      .stopTone(called), .openReceiveChannel(second, from: first),
      .callState("Connected", called), .selectSoftKeys("Connected", called),
      .prompt(.phrase("Connected"), called), .callInfo("InBoundCall", Self.parties, called))
    acknowledge(.device, 1)
    try send(
      .server, 0, .stopTone(caller), .openReceiveChannel(first, from: second),
      .callState("Connected", caller), .selectSoftKeys("Connected", caller),
      .prompt(.phrase("Connected"), caller), .callInfo("OutBoundCall", Self.parties, caller))
    acknowledge(.device, 0)
    try send(.device, 0, after: 11_750, .openReceiveChannelAck(first))
    try send(.server, 1, .startMediaTransmission(second, to: first))
    try send(.device, 1, after: 11_170, .openReceiveChannelAck(second))
    try send(.server, 0, .startMediaTransmission(first, to: second))
    try send(.device, 1, after: 11_490, .startMediaTransmissionAck(second))
    acknowledge(.server, 1)
    try send(.device, 0, after: 11_280, .startMediaTransmissionAck(first))
    acknowledge(.server, 0)
  }

  private mutating func hangUp() throws(MessageEncodingError) {
    try send(.device, 0, .softKeyEvent("EndCall", Self.leg(0)))
    for line in [0, 1] {
      let (leg, audio) = (Self.leg(line), Self.audio(line))
      try send(
        .server, line, .closeReceiveChannel(audio), .stopMediaTransmission(audio),
        .connectionStatisticsReq(Self.number(line), leg))
      try send(
        .device, line, after: 13_760,
        .connectionStatisticsRes(
          Self.number(line), leg, sent: 792, received: 790, lost: 2, jitter: 3,
          quality: "Log 1: mos 4.4300, avgMos 4.4100, maxMos 4.5000, minMos 4.3200, CS 1, SCS 0, "
            + "CCR 0.0026, ICR 0.0000, maxCR 0.0055"))
      try send(
        .server, line, .setSpeakerMode("Off"), .setLamp("Line", 1, "Off"), .clearPrompt(leg),
        .callState("OnHook", leg), ScriptedMessage(.deactivateCallPlane),
        .selectSoftKeys("On Hook", Self.idle), .prompt(.phrase("Your Current Options"), Self.idle))
      acknowledge(.device, line)
    }
  }
}
