package import SCCP
import Wire

extension Scenarios {
  /// A CallManager 2 and the short messages of its time: header version 0, no CallState, no call
  /// references, several messages in a segment, keepalives that nobody answers.
  ///
  /// Times are microseconds after 2003-05-06T13:00:00Z.
  package static func cm2ShortForms() throws(MessageEncodingError) -> [UInt8] {
    var call = OldCall()
    try call.register()
    try call.ring()
    try call.speak()
    try call.hangUp()
    try call.stayAlive()
    return CaptureWriter.file(
      .pcapng(.littleEndian), interfaces: [CaptureInterface(name: "eth1")],
      comment: "A call at a CallManager 2. Made by sccpfixtures.", call.talk.packets)
  }
}

/// A phone of the first generation at a CallManager 2.
struct OldCall {
  let phone = Phone(
    macAddress: 0x0011_2233_4477, model: "Cisco 7960", firmware: "",
    address: .ipv4(10, 10, 1, 31))
  var talk: Conversation

  init() {
    var server = Host(macAddress: 0x0011_2233_4420, address: .ipv4(10, 10, 0, 20))
    server.timeToLive = 128
    server.window = 17_520
    server.trafficClass = 0
    var host = phone.host
    host.trafficClass = 0
    host.window = 1400
    talk = Conversation(
      ScenarioClock.microseconds(since: 1_052_226_000), device: host, port: 50_321,
      server: server)
    talk.padsFrames = true
  }

  /// The phone comes, and asks all its questions in one segment; the server answers three of them.
  mutating func register() throws(MessageEncodingError) {
    talk.open(at: 10_004_117, 10_004_402, 10_005_933)
    try talk.device(
      at: 10_021_650, .registerReq(phone, offering: 2, dataLength: 68),
      ScriptedMessage(.ipPort, ["rtpMediaPort": 18_432]))
    try talk.server(
      at: 10_038_811,
      ScriptedMessage(
        .registerAck, ["keepAliveInterval": 30, "dateTemplate": "D/M/YA"], dataLength: 16),
      ScriptedMessage(.capabilitiesReq))
    try talk.device(
      at: 10_060_274,
      .capabilitiesRes([("G711Ulaw64k", 40), ("G711Alaw64k", 40), ("G729", 60), ("G7231", 8)]))
    try talk.device(
      at: 10_082_419, ScriptedMessage(.buttonTemplateReq, ["totalButtonCount": 6]),
      ScriptedMessage(.softKeyTemplateReq), ScriptedMessage(.softKeySetReq),
      ScriptedMessage(.configStatReq), .lineStatReq(1), .forwardStatReq(1),
      ScriptedMessage(.registerAvailableLines, ["maxNumOfAvailLines": 1]))
    try talk.server(
      at: 10_085_937,
      .buttonTemplateRes(
        [(1, "Line"), (1, "SpeedDial"), (2, "SpeedDial"), (0, "Unused")], dataLength: 100),
      .configStatRes(phone, user: "", server: "CM2", lines: 1, speedDials: 2),
      ScriptedMessage(
        .lineStatRes, ["lineNumber": 1, "lineDirNumber": "2005"], dataLength: 32),
      ScriptedMessage(.displayText, ["text": "2005"], dataLength: 40))
    talk.acknowledge(.device, at: 10_105_116)
    try talk.device(at: 10_140_088, ScriptedMessage(.timeDateReq))
    try talk.server(at: 10_141_570, time(second: 10))
    talk.acknowledge(.device, at: 10_160_902)
  }

  /// 2001 calls: the lamp blinks, the ringer rings.
  mutating func ring() throws(MessageEncodingError) {
    try talk.server(
      at: 21_530_664, callInfo, .setLamp("Line", 1, "Blink"), setRinger("InsideRing"),
      ScriptedMessage(.displayText, ["text": "From 2001"], dataLength: 40))
    talk.acknowledge(.device, at: 21_550_781)
  }

  /// The handset is lifted. Audio has no numbers of its own, and no acknowledgments.
  mutating func speak() throws(MessageEncodingError) {
    try talk.device(at: 26_882_305, ScriptedMessage(.offHook, dataLength: 4))
    try talk.server(
      at: 26_885_140, setRinger("RingOff"), ScriptedMessage(.stopTone, dataLength: 4),
      .setLamp("Line", 1, "On"), .setSpeakerMode("Off"), startReception, startTransmission)
    talk.acknowledge(.device, at: 26_905_222)

    // The button phone's hold key is a toggle.
    try talk.device(
      at: 33_071_418,
      ScriptedMessage(.stimulus, ["stimulus": "Hold", "lineInstance": 1], dataLength: 12))
    try talk.server(
      at: 33_073_966, stopReception, stopTransmission, .setLamp("Line", 1, "Flash"))
    talk.acknowledge(.device, at: 33_094_055)
    try talk.device(
      at: 38_640_237,
      ScriptedMessage(.stimulus, ["stimulus": "Hold", "lineInstance": 1], dataLength: 12))
    try talk.server(
      at: 38_642_801, .setLamp("Line", 1, "On"), startReception, startTransmission)
    talk.acknowledge(.device, at: 38_662_918)
  }

  mutating func hangUp() throws(MessageEncodingError) {
    try talk.device(at: 40_064_772, ScriptedMessage(.keepAliveReq))
    talk.acknowledge(.server, at: 40_205_318)
    try talk.device(at: 47_310_590, ScriptedMessage(.onHook, dataLength: 4))
    try talk.server(
      at: 47_313_207, stopReception, stopTransmission, .setSpeakerMode("Off"),
      .setLamp("Line", 1, "Off"), ScriptedMessage(.stopTone, dataLength: 4), time(second: 47))
    talk.acknowledge(.device, at: 47_333_315)

    // A wrong number: dial tone, digits, and the tone that says so.
    try talk.device(at: 55_120_846, ScriptedMessage(.offHook, dataLength: 4))
    try talk.server(
      at: 55_123_419, .setLamp("Line", 1, "On"), tone("InsideDialTone"),
      ScriptedMessage(.displayText, ["text": "Enter number"], dataLength: 40))
    talk.acknowledge(.device, at: 55_143_530)
    for (index, digit) in ["Eight", "Eight"].enumerated() {
      try talk.device(
        at: 56_402_118 + 310_774 * index,
        ScriptedMessage(.keypadButton, ["kpButton": .text(digit)]))
      try talk.server(
        at: 56_404_020 + 310_774 * index,
        index == 0 ? ScriptedMessage(.stopTone, dataLength: 4) : tone("ReorderTone"))
      talk.acknowledge(.device, at: 56_424_133 + 310_774 * index)
    }
    try talk.device(at: 59_037_705, ScriptedMessage(.onHook, dataLength: 4))
    try talk.server(
      at: 59_040_248, ScriptedMessage(.stopTone, dataLength: 4), .setLamp("Line", 1, "Off"),
      time(second: 59))
    talk.acknowledge(.device, at: 59_060_361)
  }

  /// TCP acknowledges keepalives; the server says nothing to them, nor to the phone's good-bye.
  mutating func stayAlive() throws(MessageEncodingError) {
    for round in 1...3 {
      try talk.device(
        at: 40_064_772 + 30_000_000 * round + 104 * round, ScriptedMessage(.keepAliveReq))
      talk.acknowledge(.server, at: 40_205_318 + 30_000_000 * round)
    }
    try talk.device(at: 141_770_236, ScriptedMessage(.unregisterReq, dataLength: 4))
    talk.acknowledge(.server, at: 141_930_511)
    talk.close(.device, at: 142_772_090)
    talk.close(.server, at: 142_772_418)
    talk.acknowledge(.device, at: 142_773_502)
  }

  // MARK: - The short forms

  private var callInfo: ScriptedMessage {
    ScriptedMessage(
      .callInfo,
      [
        "callingPartyName": "Anna Berg", "callingParty": "2001",
        "calledPartyName": "Workshop", "calledParty": "2005",
      ], dataLength: 132)
  }

  private func setRinger(_ mode: String) -> ScriptedMessage {
    ScriptedMessage(.setRinger, ["ringMode": .text(mode)], dataLength: 8)
  }

  private func tone(_ name: String) -> ScriptedMessage {
    ScriptedMessage(.startTone, ["tone": .text(name)], dataLength: 8)
  }

  /// The last words were never set, and say what the server's memory held.
  private var startReception: ScriptedMessage {
    ScriptedMessage(
      .startMediaReception,
      [
        "ipAddr": .address(phone.host.address), "milliSecondPacketSize": 20,
        "compressionType": "G711Ulaw64k",
        "unused": [0x0049_7a30, 0x0012_f4c8, 0x77e8_1b20],
      ], dataLength: 28)
  }

  private var startTransmission: ScriptedMessage {
    ScriptedMessage(
      .startMediaTransmission,
      [
        "remoteIpAddr": .ipv4(10, 10, 1, 21), "remotePortNumber": 18_440,
        "milliSecondPacketSize": 20, "compressionType": "G711Ulaw64k", "precedenceValue": 0,
        "unused": [0x0049_7a30, 0x0012_f4c8, 0x77e8_1b20, 0x0000_0001],
      ], dataLength: 40)
  }

  private var stopReception: ScriptedMessage {
    ScriptedMessage(.stopMediaReception, ["conferenceId": 0x0049_7a30], dataLength: 8)
  }

  private var stopTransmission: ScriptedMessage {
    ScriptedMessage(.stopMediaTransmission, ["conferenceId": 0x0049_7a30], dataLength: 8)
  }

  private func time(second: Int) -> ScriptedMessage {
    .timeDateRes(
      year: 2003, month: 5, day: 6, dayOfWeek: 2, hour: 13, minute: 0, second: second,
      systemTime: 1_052_226_000 + second)
  }
}
