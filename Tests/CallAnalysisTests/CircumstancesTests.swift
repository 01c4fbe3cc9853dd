import SCCP
import Testing
import Wire

@testable import CallAnalysis

/// What the past of a connection says about a message.
@Suite struct CircumstancesTests {
  private static func call(_ number: Int64 = 7) -> [String: FieldValue] {
    ["lineInstance": 1, "callReference": .number(number)]
  }

  private static func state(_ state: Int64, call: Int64 = 7) -> [String: FieldValue] {
    Self.call(call).merging(["callState": .number(state)]) { $1 }
  }

  private func alarm(_ text: String) -> [String: FieldValue] {
    ["alarmSeverity": 7, "text": .text(text)]
  }

  // MARK: - Alarms

  @Test func `an alarm on a living connection names the request that it is about`() throws {
    let scene = Scene()
    _ = try scene.says("RegisterReq", RegistrationAnnotationTests.registration)
    _ = try scene.says("RegisterAck", ["keepAliveInterval": 30])
    _ = try scene.says("FeatureStatReq", ["featureIndex": 1])
    _ = try scene.says("LineStatReq", ["lineNumber": 1])
    _ = try scene.says("KeepAliveReq", at: 15)
    _ = try scene.says("KeepAliveAck", at: 21)
    let feature = "27: Waiting for Requesting Feature Key Status From 10.10.1.1"
    #expect(
      try scene.says("Alarm", alarm(feature), at: 22)
        == "SEP001122334455 is waiting for the answer to FeatureStatReq of frame 3, 22.0 s by now; "
        + "the connection is still up.")
    #expect(
      try scene.says("Alarm", alarm("28: Waiting for Line Status From 10.10.1.1"), at: 22)
        .contains("LineStatReq of frame 4"))
    #expect(
      try scene.says("Alarm", alarm("28: Waiting for Speed Dial Status From 10.10.1.1"), at: 22)
        .hasPrefix("SEP001122334455 is waiting for the server, in its own words: “28: Waiting"))
  }

  @Test func `an answered request is not what an alarm is about`() throws {
    let scene = Scene()
    _ = try scene.says("LineStatReq", ["lineNumber": 1])
    _ = try scene.says("LineStatRes", ["lineNumber": 1, "lineDirNumber": "2001"])
    #expect(
      try !scene.says("Alarm", alarm("28: Waiting for Line Status"), at: 9).contains("LineStatReq"))
  }

  @Test func `an alarm that begins a connection tells of the one before`() throws {
    #expect(
      try Scene().says("Alarm", alarm("28: Waiting for Line Status From 10.10.1.1"))
        == "The phone reports that it dropped out before, because it waited for an answer of the "
        + "server.")
  }

  @Test(arguments: [
    ("87", 0x57, true), ("57", 0x57, true), ("0x57", 0x57, true), ("88", 0x57, false),
  ])
  func `an alarm about a message names it, in hexadecimal`(
    number: String, identifier: Int, isFound: Bool
  ) throws {
    let scene = Scene()
    _ = try scene.says("RegisterReq", RegistrationAnnotationTests.registration)
    var unknown = try scene.unit("KeepAliveAck", [:])
    unknown[8] = UInt8(identifier)
    unknown[9] = 0
    let record = scene.record(for: unknown, isFromDevice: false)
    let sentence = try scene.says(
      "Alarm", alarm("32: Name=SEP001122334455 Load= x : Invalid SCCP message! : ID :\(number):"))
    #expect(
      sentence
        == (isFound
          ? "SEP001122334455 calls message 0x0057 (87) of frame \(record.stamp.number) invalid."
          : "SEP001122334455 got a message that it calls invalid, with the identifier “\(number)”.")
    )
  }

  // MARK: - Keys

  private func sceneWithKeys() throws -> Scene {
    let scene = Scene()
    let keys: [FieldValue] = ["Redial", "NewCall", "Hold", "Trnsfer"].enumerated().map {
      ["softKeyLabel": .text($1), "softKeyEvent": .number(Int64($0 + 1))]
    }
    _ = try scene.says("RegisterReq", RegistrationAnnotationTests.registration)
    _ = try scene.says(
      "SoftKeyTemplateRes",
      ["softKeyTemplate": ["totalSoftKeyCount": 4, "definition": .list(keys)]])
    let sets: [FieldValue] = [
      ["softKeyTemplateIndex": [1, 2]], ["softKeyTemplateIndex": [3, 4]],
    ]
    _ = try scene.says(
      "SoftKeySetRes", ["softKeySets": ["totalSoftKeySetCount": 2, "definition": .list(sets)]])
    return scene
  }

  private func select(_ set: Int64, _ mask: Int64, call: Int64 = 7) -> [String: FieldValue] {
    Self.call(call).merging(["softKeySetIndex": .number(set), "validKeyMask": .number(mask)]) { $1 }
  }

  private func press(_ event: Int64, call: Int64 = 7) -> [String: FieldValue] {
    Self.call(call).merging(["softKeyEvent": .number(event)]) { $1 }
  }

  @Test func `a key that was not offered is told with those that were`() throws {
    let scene = try sceneWithKeys()
    _ = try scene.says("SelectSoftKeys", select(1, 1), at: 1)
    #expect(
      try scene.says("SoftKeyEvent", press(4), at: 1.01)
        == "The user presses “Trnsfer”, which is not among the keys offered: Hold.")
    #expect(try scene.says("SoftKeyEvent", press(3), at: 2).contains("to put the call aside"))
    _ = try scene.says("SelectSoftKeys", select(1, 3), at: 3)
    #expect(try scene.says("SoftKeyEvent", press(4), at: 4).contains("to begin a transfer"))
  }

  @Test func `a key that crosses new keys is not told as one that was not offered`() throws {
    let scene = try sceneWithKeys()
    _ = try scene.says("SelectSoftKeys", select(1, 3), at: 1)
    _ = try scene.says("SelectSoftKeys", select(1, 1), at: 5)
    #expect(try scene.says("SoftKeyEvent", press(4), at: 5.2).contains("to begin a transfer"))
    #expect(try scene.says("SoftKeyEvent", press(4), at: 5.6).contains("not among the keys"))
  }

  @Test func `of keys that are not known nothing is said`() throws {
    let scene = Scene()
    _ = try scene.says("SelectSoftKeys", select(1, 1), at: 1)
    #expect(try scene.says("SoftKeyEvent", press(4), at: 9).contains("to begin a transfer"))
    let other = try sceneWithKeys()
    _ = try other.says("SelectSoftKeys", select(5, 1), at: 1)
    #expect(try other.says("SoftKeyEvent", press(4), at: 9).contains("to begin a transfer"))
    _ = try other.says("SelectSoftKeys", select(1, 1), at: 10)
    #expect(try other.says("SoftKeyEvent", press(4, call: 8), at: 19).contains("to begin a"))
  }

  @Test(arguments: ["FeatureStatRes", "FeatureStatV2Res"])
  func `a feature button has the label that the server gave it`(answer: String) throws {
    let scene = Scene()
    let press: [String: FieldValue] = ["stimulus": 19, "lineInstance": 2]
    #expect(try scene.says("Stimulus", press) == "The user presses feature button 2.")
    _ = try scene.says(
      answer, ["featureIndex": 2, "featureID": 19, "featureTextLabel": "Tape it"])
    #expect(try scene.says("Stimulus", press) == "The user presses feature button 2, “Tape it”.")
    _ = try scene.says(
      answer, ["featureIndex": 3, "featureID": 21, "featureTextLabel": "Front desk"])
    #expect(
      try scene.says("Stimulus", ["stimulus": 21, "lineInstance": 3])
        == "The user calls the target of speed dial 3, “Front desk”.")
    #expect(
      try scene.says("Stimulus", ["stimulus": 2, "lineInstance": 3])
        == "The user calls the target of speed dial 3.")
    _ = try scene.says(answer, ["featureIndex": 2, "featureID": 19, "featureTextLabel": ""])
    #expect(try scene.says("Stimulus", press) == "The user presses feature button 2.")
  }

  @Test func `a label that is a code without a phrase is none`() throws {
    let words = try Scene().words(
      "FeatureStatRes",
      ["featureIndex": 1, "featureID": 3, "featureTextLabel": .bytes([0x80, 0, 0x41])])
    #expect(!words.sentence.contains("“") && !words.values.contains("“"))
  }

  // MARK: - Late reactions

  @Test func `a call state that comes late names the action that it answers`() throws {
    let scene = Scene()
    _ = try scene.says("SoftKeyEvent", ["softKeyEvent": 2, "lineInstance": 1])
    _ = try scene.says("KeepAliveAck", at: 2)
    _ = try scene.says("SetLamp", ["stimulus": 9, "stimulusInstance": 1, "lampMode": 2], at: 5.1)
    #expect(
      try scene.words("CallState", Self.state(1), at: 5.2).values
        == "OffHook  line 1  call 7  (late: 5.2 s after SoftKeyEvent of frame 1)")
    #expect(
      try scene.words("CallState", Self.state(12), at: 9).values == "Proceed  line 1  call 7")
  }

  @Test func `a server that reacts otherwise in time, or for others, is not late`() throws {
    let scene = Scene()
    _ = try scene.says("SoftKeyEvent", ["softKeyEvent": 2, "lineInstance": 1])
    _ = try scene.says("SetLamp", ["stimulus": 9, "stimulusInstance": 1, "lampMode": 2], at: 0.4)
    #expect(try !scene.words("CallState", Self.state(1), at: 5).values.contains("late"))
    _ = try scene.says("OnHook", Self.call(), at: 10)
    #expect(try !scene.words("CallState", Self.state(4, call: 8), at: 15).values.contains("late"))
    #expect(try !scene.words("CallState", Self.state(2), at: 45).values.contains("late"))
  }

  // MARK: - Audio

  private func open(_ codec: Int64) -> [String: FieldValue] {
    ["passThroughPartyId": 9, "callReference": 7, "compressionType": .number(codec)]
  }

  private func start(_ codec: Int64) -> [String: FieldValue] {
    open(codec).merging(["remoteIpAddr": .ipv4(10, 10, 1, 22), "remotePortNumber": 20_000]) { $1 }
  }

  @Test func `codecs that differ between the directions are told`() throws {
    let scene = Scene(version: 17)
    _ = try scene.says("OpenReceiveChannel", open(11))
    #expect(
      try scene.says("StartMediaTransmission", start(2))
        == "The phone is to send its audio to 10.10.1.22:20000: G.711 A-law 64k, although it "
        + "receives G.729.")
    _ = try scene.says("CloseReceiveChannel", ["callReference": 7])
    #expect(
      try scene.says("OpenReceiveChannel", open(4)).contains(
        "G.711 µ-law 64k, although it sends G.711 A-law 64k"))
  }

  @Test(arguments: [(11, 12), (15, 16), (2, 3), (4, 4), (2, 257)] as [(Int64, Int64)])
  func `codecs that go together are not told as different`(codecs: (Int64, Int64)) throws {
    let scene = Scene(version: 17)
    _ = try scene.says("OpenReceiveChannel", open(codecs.0))
    #expect(try !scene.says("StartMediaTransmission", start(codecs.1)).contains("although"))
  }

  @Test(arguments: [false, true])
  func `audio that was ordered one way only is told at its end`(isReceiving: Bool) throws {
    let scene = Scene(version: 17)
    _ = try scene.says("CallState", Self.state(8))
    _ = try scene.says("CallState", Self.state(5), at: 1)
    _ =
      isReceiving
      ? try scene.says("OpenReceiveChannel", open(4), at: 1.1)
      : try scene.says("StartMediaTransmission", start(4), at: 1.1)
    #expect(
      try scene.says("CloseReceiveChannel", ["callReference": 7], at: 9)
        == "One way only: since frame 2 the phone was told to "
        + (isReceiving ? "receive audio, never to send." : "send audio, never to receive."))
    #expect(
      try !scene.says("StopMediaTransmission", ["callReference": 7], at: 9).contains("One way"))
  }

  @Test func `audio both ways, or for a moment, or from before the capture is not told of`() throws
  {
    let both = Scene(version: 17)
    _ = try both.says("CallState", Self.state(3))
    _ = try both.says("OpenReceiveChannel", open(4))
    _ = try both.says("CallState", Self.state(5), at: 1)
    _ = try both.says("StartMediaTransmission", start(4), at: 3)
    #expect(try !both.says("CallState", Self.state(2), at: 9).contains("One way"))
    let short = Scene(version: 17)
    _ = try short.says("CallState", Self.state(3))
    _ = try short.says("CallState", Self.state(5), at: 1)
    _ = try short.says("OpenReceiveChannel", open(4), at: 1)
    #expect(try !short.says("CallState", Self.state(2), at: 3).contains("One way"))
    let joined = Scene(version: 17)
    _ = try joined.says("CallState", Self.state(5), at: 1)
    _ = try joined.says("OpenReceiveChannel", open(4), at: 1)
    #expect(try !joined.says("CallState", Self.state(2), at: 30).contains("One way"))
  }
}
