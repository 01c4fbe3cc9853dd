package import SCCP
import Wire

extension Scenarios {
  /// A phone starts up at a Cisco CME, and half a second later dials.
  ///
  /// Times are microseconds after 2019-07-23T20:06:00Z. Captured on the router that is the server:
  /// its clock ticks in milliseconds, and short frames are not padded.
  package static func cmeInit() throws(MessageEncodingError) -> [UInt8] {
    let clock = ScenarioClock.microseconds(since: 1_563_912_360)
    let phone = Phone(
      macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
      address: .ipv4(10, 10, 1, 21))
    var router = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))
    router.window = 4128

    var talk = Conversation(clock, device: phone.host, port: 51_684, server: router)
    var other: [CapturedPacket] = []

    // Frames 1 to 9: the router is slow, and the phone asks twice.
    talk.open(at: 49_666_957, 49_667_964, 49_667_964)
    try talk.device(at: 49_668_955, .registerReq(phone, offering: 20))
    talk.acknowledge(.server, at: 49_868_957)
    other.append(.arpRequest(clock, at: 49_869_964, from: router, for: phone.host))
    other.append(.arpReply(clock, at: 49_870_956, from: phone.host, to: router))
    try talk.device(at: 50_068_958, .registerReq(phone, offering: 20))
    talk.acknowledge(.server, at: 50_269_947)

    // Frames 10 to 12: it is accepted, and asked what it can do.
    try talk.server(at: 50_468_955, .registerAck(protocolVersion: 20))
    try talk.server(at: 50_468_955, ScriptedMessage(.capabilitiesReq))
    talk.acknowledge(.device, at: 50_469_962)
    talk.version = 20

    // Frames 13 to 17: the phone has answers to prepare, and fetches its ring tones meanwhile.
    other += ringToneDownload(clock, phone: phone.host, router: router)

    try provision(&talk, phone)
    try readLines(&talk)
    try finish(&talk)
    try redial(&talk)

    return CaptureWriter.file(
      .pcapng(.littleEndian),
      interfaces: [CaptureInterface(name: "Gi0/0", description: "towards the phones")],
      comment: "A 7962 registers at a Cisco CME and redials. Made by sccpfixtures.",
      (talk.packets + other).inTimeOrder)
  }

  /// Frames 18 to 28: buttons, soft keys, configuration, codecs.
  private static func provision(
    _ talk: inout Conversation, _ phone: Phone
  ) throws(MessageEncodingError) {
    try talk.device(at: 50_493_962, ScriptedMessage(.buttonTemplateReq))
    try talk.server(
      at: 50_494_954,
      .buttonTemplateRes([
        (1, "Line"), (2, "Line"), (1, "SpeedDial"), (2, "SpeedDial"), (3, "SpeedDial"),
        (1, "ServiceURL"),
      ]))
    try talk.device(at: 50_502_949, ScriptedMessage(.softKeyTemplateReq))
    try talk.server(at: 50_503_956, SoftKeyPlan.usual.template)
    try talk.device(at: 50_511_951, ScriptedMessage(.configStatReq))
    try talk.server(
      at: 50_512_958,
      .configStatRes(phone, user: "anna", server: "CME", lines: 2, speedDials: 3))
    try talk.device(
      at: 50_520_953,
      .capabilitiesRes([
        ("G711Ulaw64k", 40), ("G711Alaw64k", 40), ("G722_64k", 40), ("G729AnnexA", 60),
        ("G729AnnexAwAnnexB", 60), ("G729", 60), ("ILBC", 40), ("RFC2833_DynPayload", 1),
      ]))
    talk.acknowledge(.server, at: 50_521_960)
    try talk.device(at: 50_528_948, ScriptedMessage(.softKeySetReq))
    try talk.server(at: 50_529_955, SoftKeyPlan.usual.setTable)
    talk.acknowledge(.device, at: 50_538_957)
  }

  /// Frames 29 to 65: lines, speed dials, services, and what the phone has to offer.
  private static func readLines(_ talk: inout Conversation) throws(MessageEncodingError) {
    try talk.device(at: 50_545_949, .lineStatReq(1))
    try talk.server(at: 50_546_956, .lineStatV2Res(1, number: "2001", name: "Anna Berg"))
    try talk.device(at: 50_553_959, .forwardStatReq(1))
    try talk.server(at: 50_554_951, .forwardStatRes(1))
    talk.acknowledge(.device, at: 50_563_953)

    try talk.device(at: 50_566_959, .speedDialStatReq(1))
    try talk.server(
      at: 50_567_951, .speedDialStatV2Res(1, dials: "2000", label: "Reception"))
    try talk.device(at: 50_574_954, .speedDialStatReq(2))
    try talk.server(at: 50_575_961, .speedDialStatV2Res(2, dials: "2003", label: "Workshop"))
    talk.acknowledge(.device, at: 50_584_948)
    try talk.device(at: 50_587_954, .speedDialStatReq(3))
    try talk.server(at: 50_588_961, .speedDialStatV2Res(3, dials: "2600", label: "Voicemail"))
    talk.acknowledge(.device, at: 50_597_955)

    try talk.device(
      at: 50_600_962,
      ScriptedMessage(.featureStatReq, ["featureIndex": 1, "featureCapabilities": 0]))
    try talk.server(
      at: 50_601_954,
      ScriptedMessage(
        .featureStatV2Res,
        [
          "featureIndex": 1, "featureID": "DoNotDisturb", "featureTextLabel": "Do Not Disturb",
        ]))
    try talk.device(at: 50_608_957, ScriptedMessage(.serviceURLStatReq, ["serviceURLIndex": 1]))
    try talk.server(
      at: 50_609_949,
      ScriptedMessage(
        .serviceURLStatV2Res,
        [
          "serviceURLIndex": 1, "serviceURL": "http://10.10.1.1/directory",
          "serviceURLDisplayName": "Directory",
        ]))
    talk.acknowledge(.device, at: 50_618_958)
    try talk.device(at: 50_621_949, ScriptedMessage(.versionReq))
    try talk.server(
      at: 50_622_956, ScriptedMessage(.versionRes, ["versionStr": "SCCP42.9-4-2SR3"]))
    try talk.device(at: 50_629_959, ScriptedMessage(.serverReq))
    try talk.server(
      at: 50_630_951,
      ScriptedMessage(
        .serverRes,
        [
          "server": [["ServerName": "CME"]], "serverTcpListenPort": [2000],
          "serverIpAddr": [["stationIpAddr": .ipv4(10, 10, 1, 1)]],
        ]))
    talk.acknowledge(.device, at: 50_639_953)

    try talk.device(at: 50_642_959, ScriptedMessage(.ipPort, ["rtpMediaPort": 0]))
    talk.acknowledge(.server, at: 50_643_951)
    try talk.device(at: 50_650_954, .mediaPathCapability("Headset", "Disable"))
    try talk.device(at: 50_651_961, .mediaPathCapability("Handset", "Enable"))
    try talk.device(at: 50_651_961, .mediaPathCapability("Speaker", "Enable"))
    talk.acknowledge(.server, at: 50_652_953)
    try talk.device(
      at: 50_656_951,
      ScriptedMessage(
        .subscriptionStatReq,
        [
          "transactionId": 1, "subscriptionFeatureID": 1, "timer": 3600, "subscriptionID": "2000",
        ]))
    try talk.server(
      at: 50_657_958,
      ScriptedMessage(
        .subscriptionStatRes,
        [
          "transactionId": 1, "subscriptionFeatureID": "BLF", "timer": 3600, "cause": "OK",
        ]))

    try talk.device(at: 50_670_960, .forwardStatReq(2))
    try talk.device(at: 50_670_960, .lineStatReq(2))
    talk.acknowledge(.server, at: 50_671_952)
    try talk.server(at: 50_671_952, .forwardStatRes(2, onNoAnswerTo: "2600"))
    try talk.server(at: 50_672_959, .lineStatV2Res(2, number: "2002", name: "Anna Berg"))
    talk.acknowledge(.device, at: 50_681_961)
  }

  /// Frames 66 to 74: the clock, the idle screen, the message lamp.
  private static func finish(_ talk: inout Conversation) throws(MessageEncodingError) {
    let idle = CallLeg(line: 0, reference: 0)
    try talk.device(at: 50_706_948, ScriptedMessage(.timeDateReq))
    try talk.server(
      at: 50_707_955,
      .timeDateRes(
        year: 2019, month: 7, day: 23, dayOfWeek: 2, hour: 20, minute: 6, second: 50,
        systemTime: 1_563_912_410))
    try talk.server(at: 50_707_955, .selectSoftKeys("On Hook", idle))
    let firstTwo = talk.byteCount(sentBy: .server)
    try talk.server(at: 50_707_955, .prompt(.phrase("Your Current Options"), idle))
    try talk.server(at: 50_707_955, .setLamp("VoiceMail", 0, "Off"))
    talk.acknowledge(.device, at: 50_716_957, upTo: firstTwo)
    talk.acknowledge(.device, at: 50_716_957)
    try talk.device(
      at: 50_876_953, ScriptedMessage(.headsetStatus, ["headsetStatus": "Off"]))
    try talk.device(
      at: 50_876_953, ScriptedMessage(.registerAvailableLines, ["maxNumOfAvailLines": 2]))
  }

  /// Frames 75 to 90: 2003 is dialled again; it is forwarded to the voicemail system, which
  /// answers at once.
  private static func redial(_ talk: inout Conversation) throws(MessageEncodingError) {
    let call = CallLeg(line: 1, reference: 1)
    try talk.device(at: 51_250_949, .softKeyEvent("Redial", CallLeg(line: 0, reference: 0)))
    try talk.server(at: 51_253_984, .callState("OffHook", call))
    talk.acknowledge(.device, at: 51_254_961)
    try talk.server(at: 51_256_975, .callState("Proceed", call))
    talk.acknowledge(.device, at: 51_256_975)
    try talk.server(at: 51_256_975, .callState("RingOut", call))
    talk.acknowledge(.device, at: 51_256_975)
    try talk.server(at: 51_256_975, .callState("Proceed", call))
    talk.acknowledge(.device, at: 51_257_982)
    try talk.server(at: 51_257_982, .callState("RingOut", call))
    talk.acknowledge(.device, at: 51_257_982)
    try talk.server(at: 51_257_982, .callState("Connected", call))
    talk.acknowledge(.device, at: 51_257_982)
    try talk.server(at: 51_257_982, .callState("Connected", call))
    talk.acknowledge(.device, at: 51_258_989)
    try talk.server(at: 51_258_989, .prompt(.phrase("Connected"), call))
  }

  /// Frames 13 to 17: one file by TFTP, and one that the server does not have.
  private static func ringToneDownload(
    _ clock: ScenarioClock, phone: Host, router: Host
  ) -> [CapturedPacket] {
    func packet(
      at microseconds: Int, _ payload: [UInt8], fromPhone: Bool, port: UInt16, to other: UInt16
    ) -> CapturedPacket {
      CapturedPacket(
        time: clock.time(at: microseconds),
        bytes: PacketBytes.datagram(
          payload, from: fromPhone ? phone : router, port: port, to: fromPhone ? router : phone,
          port: other))
    }
    func readRequest(_ name: String) -> [UInt8] {
      [0, 1] + Array(name.utf8) + [0] + Array("octet".utf8) + [0]
    }
    let list = Array("<CiscoIPPhoneRingList></CiscoIPPhoneRingList>".utf8)
    let notFound = [0, 5, 0, 1] + Array("File not found".utf8) + [0]
    return [
      packet(at: 50_471_961, readRequest("Ringlist.xml"), fromPhone: true, port: 49_201, to: 69),
      packet(at: 50_473_960, [0, 3, 0, 1] + list, fromPhone: false, port: 59_874, to: 49_201),
      packet(at: 50_475_959, [0, 4, 0, 1], fromPhone: true, port: 49_201, to: 59_874),
      packet(
        at: 50_479_957, readRequest("DistinctiveRinglist.xml"), fromPhone: true, port: 49_202,
        to: 69),
      packet(at: 50_481_956, notFound, fromPhone: false, port: 59_875, to: 49_202),
    ]
  }
}
