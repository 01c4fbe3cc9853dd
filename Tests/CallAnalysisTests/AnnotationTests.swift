import SCCP
import Testing

@testable import CallAnalysis

/// What is said of registration and set-up.
@Suite struct RegistrationAnnotationTests {
  static let registration: [String: FieldValue] = [
    "sid": ["DeviceName": "SEP001122334455"], "stationIpAddr": .ipv4(10, 10, 1, 21),
    "deviceType": 404, "protocolVer": 20,
  ]

  @Test func `a phone registers as the design shows it`() throws {
    let words = try Scene().words("RegisterReq", Self.registration)
    #expect(
      words.sentence
        == "SEP001122334455 (7962, 10.10.1.21) asks to register and offers protocol version 20.")
    #expect(words.values == "SEP001122334455  7962  10.10.1.21  protocol 20")
  }

  @Test func `an address that is not the sender's is pointed out`() throws {
    var values = Self.registration
    values["stationIpAddr"] = .ipv4(192, 168, 1, 5)
    let sentence = try Scene().says("RegisterReq", values)
    #expect(sentence.contains("as 192.168.1.5 but sends from 10.10.1.21"))
  }

  @Test func `a request that is sent twice is told as such`() throws {
    let scene = Scene()
    _ = try scene.says("RegisterReq", Self.registration)
    #expect(
      try scene.says("RegisterReq", Self.registration)
        == "SEP001122334455 asks once more to be registered; the server has not answered yet.")
  }

  @Test(
    arguments: [
      ([0x80, 46], "No License", "There is no licence left for it."),
      ([0x80, 47], "DBConfig", "The server's database is not in order, or lacks the device."),
      ([0x80, 50], "Unknown", nil),
      ([0x1e, 11], "Max Phones Exceeded", "The server takes no more phones."),
    ] as [([UInt8], String, String?)])
  func `a refusal in codes reads as phones show it`(
    code: [UInt8], text: String, hint: String?
  ) throws {
    let words = try Scene().words("RegisterReject", ["text": .bytes(code)])
    #expect(words.values == "“\(text)”")
    let end = hint.map { " " + $0 } ?? ""
    #expect(words.sentence == "The server refuses the phone: “\(text)”.\(end)")
  }

  @Test func `codecs that were asked for are no news`() throws {
    let scene = Scene()
    let codecs: [String: FieldValue] = [
      "audioCapCount": 1, "audiocaps": [["payloadCapability": 4, "maxFramesPerPacket": 20]],
    ]
    _ = try scene.says("CapabilitiesReq")
    #expect(
      try scene.says("UpdateCapabilities", codecs) == "The phone has these codecs: G.711 µ-law 64k."
    )
    #expect(
      try scene.says("UpdateCapabilities", codecs)
        == "The phone now has these codecs: G.711 µ-law 64k.")
  }

  @Test func `a name with control characters is none`() throws {
    var values = Self.registration
    values["sid"] = ["DeviceName": .bytes([1])]
    let scene = Scene()
    #expect(!(try scene.says("RegisterReq", values).contains("\\x01")))
    #expect(try scene.says("TimeDateReq").hasPrefix("The phone asks"))
  }

  @Test func `a bridge is not called a phone`() throws {
    let scene = Scene()
    var values = Self.registration
    values["deviceType"] = 52
    values["maxStreams"] = 8
    #expect(
      try scene.says("RegisterReq", values)
        == "SEP001122334455 (IOS conference bridge) wants to be registered from 10.10.1.21; it has "
        + "room for 8 media streams.")
    #expect(try scene.says("TimeDateReq").hasPrefix("The bridge asks"))
  }

  @Test func `an accepted phone learns its intervals`() throws {
    let scene = Scene()
    _ = try scene.says("RegisterReq", Self.registration)
    let words = try scene.words(
      "RegisterAck",
      ["keepAliveInterval": 30, "secondaryKeepAliveInterval": 60, "maxProtocolVer": 20],
      at: 0.02)
    #expect(
      words.sentence
        == "The server accepts SEP001122334455. Keepalives are due every 30 s, at the backup "
        + "server every 60 s.")
    #expect(words.values == "keepalive 30 s  backup 60 s  protocol 20")
  }

  @Test func `an older server lowers the version, and a slow one is late`() throws {
    let scene = Scene()
    _ = try scene.says("RegisterReq", Self.registration)
    let sentence = try scene.says(
      "RegisterAck", ["keepAliveInterval": 30, "maxProtocolVer": 11], at: 2.4)
    #expect(sentence.contains("speaks version 11 at most"))
    #expect(sentence.hasSuffix("every 30 s (late: 2.4 s)."))
  }

  @Test func `a refusal is quoted and interpreted`() throws {
    let scene = Scene()
    _ = try scene.says("RegisterReq", Self.registration)
    #expect(
      try scene.says("RegisterReject", ["text": "Device Unknown"])
        == "The server refuses SEP001122334455: “Device Unknown”. No device of this name is "
        + "configured there.")
    for text in ["Go away", "Error: Something", "Error: Unknown"] {
      #expect(
        try scene.says("RegisterReject", ["text": .text(text)])
          == "The server refuses SEP001122334455: “\(text)”.")
    }
    for (text, hint) in [
      ("Error: No License", "no licence left"), ("Error: DBConfig", "not in order"),
      ("Error: Database", "not in order"), ("Error Mismatch", "not of the type"),
    ] {
      #expect(try scene.says("RegisterReject", ["text": .text(text)]).contains(hint))
    }
    #expect(try scene.says("RegisterReject").hasSuffix("gives no reason."))
  }

  @Test(arguments: [
    (
      "10: Name=SEP001122334455 Load= X Last=TCP-timeout",
      "before, because TCP to the server timed out."
    ),
    ("Name=SEP001122334455 Last=KeepaliveTO", "because its keepalives were not answered."),
    (
      "25: Name=SEP001122334455 Load= X Last=Initialized",
      "has started up, as after power-on or a reboot."
    ),
    ("Name=SEP001122334455 Last=Halt+7372016c", "word for the reason is “Halt+7372016c”."),
    ("Something else", "reports an event: “Something else”."),
  ])
  func `an alarm tells why the device was gone`(text: String, end: String) throws {
    let sentence = try Scene().says("Alarm", ["alarmSeverity": 2, "text": .text(text)])
    #expect(sentence.hasSuffix(end), "\(sentence)")
  }

  @Test func `the alarm in XML need not be well-formed`() throws {
    let xml = """
      <Enum name="ReasonForOutOfService">14</Enum><String name="UnifiedCMIPAddress"><not open>\
      </String><String name="LastProtocolEventSent">39:Unregister</String>
      """
    #expect(
      try Scene().says("EnhancedAlarm", ["alarmInfo": .text(xml)])
        == "Why the phone was out of service: the server closed TCP; it last sent Unregister.")
  }

  @Test func `codecs are named, and what is special about them`() throws {
    let codecs: [FieldValue] = [6, 4, 2, 12, 16, 257].map { ["payloadCapability": .number($0)] }
    #expect(
      try Scene().says("CapabilitiesRes", ["caps": .list(codecs)])
        == "The phone has these codecs, best first: G.722 64k, G.711 µ-law 64k, G.711 A-law 64k, "
        + "G.729A and 1 more, with wideband and DTMF in the stream.")
    #expect(try Scene().says("CapabilitiesRes").contains("no codec"))
  }

  @Test func `buttons are counted by kind`() throws {
    let buttons: [FieldValue] = [9, 9, 2, 2, 21, 20, 255].map { ["buttonDefinition": .number($0)] }
    let template: FieldValue = ["totalButtonCount": 7, "definition": .list(buttons)]
    #expect(
      try Scene().says("ButtonTemplateRes", ["buttonTemplate": template])
        == "The server assigns the buttons: 2 lines, 3 speed dials and 1 other.")
  }

  @Test func `the firmware asked for is compared with what runs`() throws {
    let scene = Scene()
    var values = Self.registration
    values["firmwareLoadName"] = "SCCP42.9-4-2-1S"
    #expect(try scene.says("RegisterReq", values).hasSuffix("It runs firmware SCCP42.9-4-2-1S."))
    #expect(
      try scene.says("VersionRes", ["versionStr": "SCCP42.9-4-2-1S"]).hasSuffix("455 has."))
    #expect(
      try scene.says("VersionRes", ["versionStr": "SCCP42.9-3-1"]).hasSuffix("its next reset."))
  }

  @Test func `a line is told with its label only where that says more`() throws {
    let scene = Scene()
    #expect(
      try scene.words("LineStatRes", ["lineNumber": 1, "lineDirNumber": "2001"])
        == Scene.Words(
          sentence: "Line 1 has the number 2001.", values: "line 1  2001"))
    #expect(
      try scene.says(
        "LineStatRes", ["lineNumber": 1, "lineDirNumber": "2001", "lineTextLabel": "Desk"])
        == "Line 1 has the number 2001, labelled “Desk”.")
    #expect(try scene.says("LineStatRes", ["lineNumber": 3]).hasPrefix("There is no line 3"))
  }

  @Test func `forwarding is told way by way`() throws {
    let scene = Scene()
    _ = try scene.says("ForwardStatReq", ["lineNumber": 1])
    #expect(
      try scene.says(
        "ForwardStatRes",
        [
          "activeForward": 1, "lineNumber": 1, "forwardBusyActive": 1,
          "forwardBusyDirnum": "2002", "forwardNoAnswerActive": 1,
          "forwardNoAnswerlDirnum": "2003",
        ]) == "Line 1 forwards calls: if busy to 2002, if unanswered to 2003.")
    #expect(
      try scene.says("ForwardStatRes", ["lineNumber": 1])
        == "The server tells unasked that line 1 keeps its calls.")
  }
}
