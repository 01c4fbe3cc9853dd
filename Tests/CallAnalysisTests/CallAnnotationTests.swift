import SCCP
import Testing
import Text
import Wire

@testable import CallAnalysis

/// What is said of calls: states, keys, parties, tones, streams.
@Suite struct CallAnnotationTests {
  private static func state(_ state: Int64, call: Int64 = 7) -> [String: FieldValue] {
    ["callState": .number(state), "lineInstance": 1, "callReference": .number(call)]
  }

  @Test func `a call is told from ringing to its end`() throws {
    let scene = Scene()
    #expect(
      try scene.words("CallState", Self.state(4))
        == Scene.Words(
          sentence: "A call comes in on line 1, and the phone is to ring.",
          values: "RingIn  line 1  call 7"))
    #expect(
      try scene.says("OffHook", ["lineInstance": 1, "callReference": 7], at: 3.6)
        == "The user answers with handset, loudspeaker or headset, after 3.6 s of ringing.")
    #expect(try scene.says("CallState", Self.state(1), at: 3.7).hasPrefix("The ringing call is"))
    #expect(try scene.says("CallState", Self.state(5), at: 4).hasPrefix("The call is answered"))
    #expect(
      try scene.says("CallState", Self.state(5), at: 4.1)
        == "The server repeats that the call is in state Connected.")
    #expect(try scene.says("CallState", Self.state(8), at: 64).contains("put on hold"))
    #expect(
      try scene.says("CallState", Self.state(5), at: 70)
        == "The call is taken back after 6.0 s on hold, and both sides can talk again.")
    #expect(
      try scene.says("OnHook", ["lineInstance": 1, "callReference": 7], at: 129)
        == "The user hangs up, 2 min 5 s after the call was connected.")
    #expect(
      try scene.says("CallState", Self.state(2), at: 129)
        == "The call ends, 2 min 5 s after it was connected; the line is free again.")
  }

  @Test func `a call that nobody answers is told apart`() throws {
    let scene = Scene()
    _ = try scene.says("CallState", Self.state(4))
    #expect(
      try scene.says("CallState", Self.state(2), at: 20).hasPrefix(
        "The ringing stops after 20.0 s with no answer here"))
  }

  @Test func `hidden details and precedence stand among the values`() throws {
    var values = Self.state(4)
    values["privacy"] = 2
    values["precedence"] = ["precedenceLevel": 3, "precedenceDomain": 1]
    #expect(
      try Scene().words("CallState", values).values
        == "RingIn  line 1  call 7  details hidden  precedence 3")
  }

  @Test func `soft keys are called what the server calls them`() throws {
    let scene = Scene()
    let press: [String: FieldValue] = ["softKeyEvent": 21, "lineInstance": 1, "callReference": 7]
    #expect(try scene.says("SoftKeyEvent", press) == "The user presses “Barge”.")
    let keys: [FieldValue] = [
      ["softKeyLabel": "Redial", "softKeyEvent": 1], ["softKeyLabel": "DND", "softKeyEvent": 21],
    ]
    let template: FieldValue = ["totalSoftKeyCount": 2, "definition": .list(keys)]
    #expect(
      try scene.words("SoftKeyTemplateRes", ["softKeyTemplate": template]).values
        == "2 keys  Redial … DND")
    #expect(
      try scene.says("SoftKeyEvent", press)
        == "The user presses “DND”, to be left in peace or no longer.")
    #expect(
      try scene.says("SoftKeyEvent", ["softKeyEvent": 1])
        == "The user presses “Redial”, to call the last number again.")
  }

  /// Phones show a code of the template in their own spelling; JSON has the catalogue's.
  @Test func `soft keys whose labels are codes read as phones show them`() throws {
    let shown: [UInt8: String] = [
      1: "Redial", 2: "NewCall", 4: "Trnsfer", 5: "CFwdAll", 8: "<<", 9: "EndCall", 16: "MeetMe",
      17: "PickUp", 18: "GPickUp", 57: "RmLstC", 63: "DND", 80: "iDivert", 81: "cBarge",
    ]
    for (code, word) in shown {
      let scene = Scene()
      let key: FieldValue = ["softKeyLabel": .bytes([0x80, code]), "softKeyEvent": 99]
      let unit = try scene.unit("SoftKeyTemplateRes", ["softKeyTemplate": ["definition": [key]]])
      let record = scene.record(for: unit)
      let label = try #require(record.message.fields.first { $0.kind == .displayText })
      var text = TextBuffer()
      record.message.appendText(of: label, to: &text)
      let names = ValueNames.displayLabels200
      #expect(String(text) == names.entry(for: UInt32(code))?.label)
      #expect(try scene.says("SoftKeyEvent", ["softKeyEvent": 99]).contains("“\(word)”"))
    }
  }

  @Test func `a soft key set is told by the labels that the mask leaves`() throws {
    let scene = Scene()
    let keys: [FieldValue] = ["Redial", "NewCall", "DND"].enumerated().map { index, label in
      ["softKeyLabel": .text(label), "softKeyEvent": .number(Int64(index + 1))]
    }
    _ = try scene.says(
      "SoftKeyTemplateRes",
      ["softKeyTemplate": ["totalSoftKeyCount": 3, "definition": .list(keys)]])
    let sets: [FieldValue] = [["softKeyTemplateIndex": [2, 1, 3]]]
    _ = try scene.says(
      "SoftKeySetRes", ["softKeySets": ["totalSoftKeySetCount": 1, "definition": .list(sets)]])
    #expect(
      try scene.says("SelectSoftKeys", ["softKeySetIndex": 0, "validKeyMask": 5])
        == "With no call, the soft keys change to those for “on hook”: NewCall, DND.")
  }

  @Test func `digits are dialled before a call stands and sent as tones after`() throws {
    let scene = Scene()
    let press: [String: FieldValue] = ["kpButton": 14, "lineInstance": 1, "callReference": 7]
    #expect(try scene.says("KeypadButton", press).hasPrefix("The user presses *, one digit"))
    _ = try scene.says("CallState", Self.state(5))
    #expect(try scene.says("KeypadButton", press).hasPrefix("The user sends * as a tone"))
  }

  @Test(arguments: ["CallInfo", "CallInfoV2"])
  func `parties are told by name and number, and a repetition as such`(name: String) throws {
    let scene = Scene()
    let values: [String: FieldValue] = [
      "callingPartyName": "Front desk", "callingParty": "2001", "calledParty": "2002",
      "lineInstance": 1, "callReference": 7, "callType": 1,
    ]
    #expect(
      try scene.words(name, values)
        == Scene.Words(
          sentence: "Incoming call: Front desk (2001) calls 2002.",
          values: "inbound  Front desk (2001) → 2002  call 7"))
    #expect(try scene.says(name, values).hasPrefix("Who calls whom has not changed"))
  }

  @Test func `a redirected call tells by whom and why, a withheld name that it is`() throws {
    let scene = Scene()
    #expect(
      try scene.says(
        "CallInfoV2",
        [
          "callingParty": "2001", "calledParty": "2009", "lastRedirectingParty": "2002",
          "lastRedirectingReason": 2, "originalCalledParty": "2003", "callType": 1,
        ])
        == "2001 calls 2009, sent here by 2002 (no answer); the first one called was 2003.")
    #expect(
      try scene.says(
        "CallInfoV2",
        ["calledParty": "2009", "callType": 1, "partyPIRestrictionBits": 3])
        == "The call is for 2009; who calls is not shown (withheld: caller).")
  }

  @Test(
    arguments: [
      (9, 5, "The lamp of line 2 is blinking: a call rings."),
      (9, 3, "The lamp of line 2 is winking: a call is on hold."),
      (15, 2, "The message lamp is lit: voicemail waits."),
      (130, 2, "The lamp of do not disturb button 2 is lit."),
    ] as [(Int64, Int64, String)])
  func `a lamp is told by what it stands for`(lamp: (Int64, Int64, String)) throws {
    let scene = Scene()
    let values: [String: FieldValue] = [
      "stimulus": .number(lamp.0), "stimulusInstance": 2, "lampMode": .number(lamp.1),
    ]
    #expect(try scene.says("SetLamp", values) == lamp.2)
    #expect(try scene.says("SetLamp", values) == lamp.2.dropLast() + " (again).")
  }

  @Test func `a server without call states still tells when a phone rings`() throws {
    let scene = Scene(version: 0)
    #expect(try scene.says("SetRinger", ["ringMode": 1]) == "The phone is not to ring.")
    #expect(
      try scene.says("SetRinger", ["ringMode": 2, "ringDuration": 2])
        == "The phone rings once, in the way of inside calls.")
    #expect(try scene.says("OffHook").hasPrefix("The user answers"))
    #expect(try scene.says("SetRinger", ["ringMode": 1]) == "The phone stops ringing.")
    #expect(try scene.says("OffHook").hasPrefix("The user goes off hook"))
  }

  @Test func `a phrase on the display that means trouble is explained`() throws {
    let scene = Scene()
    #expect(
      try scene.says("DisplayPromptStatus", ["promptStatus": .phrase("Temp Fail")])
        == "The prompt reads “Temp Fail”: something failed for the moment.")
    #expect(
      try scene.says(
        "DisplayPriNotifyV2",
        ["notify": .phrase("From ", then: "2001"), "timeOutValue": 10, "priority": 5])
        == "A notice comes up for 10 s: “From 2001”.")
  }

  @Test func `streams are told with address, codec and delay`() throws {
    let scene = Scene()
    #expect(
      try scene.words(
        "OpenReceiveChannel",
        [
          "passThroughPartyId": 9, "milliSecondPacketSize": 20, "compressionType": 4,
          "callReference": 7, "mRxMediaEncryptionKeyInfo": ["algorithmID": 1],
        ])
        == Scene.Words(
          sentence: "The server has the phone open a port for incoming audio: G.711 µ-law 64k, "
            + "20 ms a packet, encrypted with AES_CM_128_HMAC_SHA1_32.",
          values: "G.711 µ-law 64k  20 ms  AES_CM_128_HMAC_SHA1_32  call 7"))
    let ack: [String: FieldValue] = [
      "ipAddr": .ipv4(10, 10, 1, 21), "portNumber": 32_144, "passThroughPartyId": 9,
    ]
    #expect(
      try scene.says("OpenReceiveChannelAck", ack, at: 1.5)
        == "The phone listens at 10.10.1.21:32144; the far end is to send there (late: "
        + "1.5 s).")
    let failure = ack.merging(["mediaReceptionStatus": 3]) { $1 }
    #expect(
      try scene.says("OpenReceiveChannelAck", failure)
        == "The phone cannot receive audio: the codec takes more power than it has free.")
    let elsewhere = ack.merging(["ipAddr": .ipv4(172, 16, 0, 9)]) { $1 }
    #expect(try scene.says("OpenReceiveChannelAck", elsewhere).contains("seen at 10.10.1.21"))
  }

  @Test func `a copy for a recorder is not taken for the call`() throws {
    let values: [String: FieldValue] = [
      "remoteIpAddr": .ipv4(10, 10, 9, 9), "remotePortNumber": 9399, "compressionType": 4,
    ]
    let fork = values.merging(["mixingMode": 1, "partyDirection": 2]) { $1 }
    #expect(
      try Scene().says("StartMediaTransmission", fork)
        == "A copy of what the far end says goes to 10.10.9.9:9399, to record or monitor the call.")
    #expect(
      try Scene().says("StartMediaTransmission", values)
        == "The phone is to send its audio to 10.10.9.9:9399: G.711 µ-law 64k.")
    #expect(
      try Scene(version: 0).words("StartMediaTransmission", values, dataLength: 40).values
        == "10.10.9.9:9399  G.711 µ-law 64k")
  }

  @Test(
    arguments: [
      (
        1520, 1518, 2, "MLQK=4.5;MLQKav=4.4120",
        "was good: 0.1 % lost, jitter 3 ms, quality 4.4 of 5."
      ),
      (1520, 1400, 120, "", "was poor: 7.8 % lost, jitter 3 ms."),
      (100, 90, 30, "", "was poor: 25.0 % lost, jitter 3 ms."),
      (60, 50, 30, "", "sent 60 packets and received 50."),
      (1520, 1520, 0, "Log 1: mos 3.1, avgMos 3.2", "was poor: 0.0 % lost, jitter 3 ms, quality"),
      (1520, 0, 0, "", "one way only: the phone sent 1520 packets and received none."),
      (0, 0, 0, "", "Not one packet of audio went either way."),
    ] as [(Int64, Int64, Int64, String, String)])
  func `statistics are judged`(figures: (Int64, Int64, Int64, String, String)) throws {
    let (sent, received, lost, data, words) = figures
    let sentence = try Scene().says(
      "ConnectionStatisticsRes",
      [
        "numberPacketsSent": .number(sent), "numberPacketsReceived": .number(received),
        "numberPacketsLost": .number(lost), "jitter": 3, "data": .text(data),
      ])
    #expect(sentence.contains(words), "\(sentence)")
  }

  @Test func `user data is told by its first element and its application`() throws {
    let data: FieldValue = [
      "applicationId": 9081, "xmldata": "<?xml version=\"1.0\"?><CiscoIPPhoneMenu><Title/>",
    ]
    #expect(
      try Scene().words("UserToDeviceData", ["userToDeviceData": data])
        == Scene.Words(
          sentence: "An application sends the phone a screen or a command: CiscoIPPhoneMenu.",
          values: "CiscoIPPhoneMenu  application 9081 (conference)"))
  }

  @Test func `a message that the catalogue lacks is told by its size`() {
    var writer = ByteWriter(order: .littleEndian)
    writer.uint32(12)
    writer.uint32(0)
    writer.uint32(0x7777)
    writer.append([1, 2, 3, 4, 5, 6, 7, 8])
    #expect(
      Scene().words(for: writer.bytes).sentence
        == "Message 0x7777 (30583) is not in the catalogue: 8 bytes from the server.")
  }

  @Test func `text from the capture cannot steer a terminal`() throws {
    let sentence = try Scene().says("DisplayText", ["text": "a\u{1b}[2Jb"])
    #expect(sentence == "The display reads “a\\x1b[2Jb”.")
  }
}
