import CaptureBuilder
import SCCP
import Story
import Testing

@testable import Findings

/// Rules that the generator of calls plants no fault for: each is found in a made capture, and is
/// silent in one that differs in what its guard is about.
@Suite struct UnmodelledRuleTests {
  private static let tlsHello: [UInt8] = [0x16, 3, 1, 0, 8, 1, 0, 0, 4, 3, 3, 0, 0]
  private static let tlsData: [UInt8] = [0x17, 3, 3, 0, 4, 9, 9, 9, 9]

  /// Two phones in a call.
  private func talking() throws -> Scene {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    try scene.openAudio()
    scene.wait(5)
    return scene
  }

  @Test(arguments: [false, true])
  func `ka-server-never-acks, unless one was answered`(isAnswered: Bool) throws {
    var scene = Scene()
    try scene.keepAlive(isAnswered: isAnswered)
    for _ in 0..<3 {
      scene.wait(30)
      try scene.keepAlive(isAnswered: false)
      scene.change(0) { $0.acknowledge(.server, at: $1) }
    }
    #expect(scene.rules(until: 30).contains("ka-server-never-acks") != isAnswered)
  }

  @Test(arguments: [false, true])
  func `standby-link, unless something else was said`(hasOthers: Bool) throws {
    var scene = Scene()
    if hasOthers { try scene.say(0, .lineStatReq(1)) }
    for _ in 0..<3 {
      try scene.keepAlive()
      scene.wait(60)
    }
    #expect(scene.rules().contains("standby-link") != hasOthers)
  }

  @Test(arguments: [true, false])
  func `failback, unless the token is another server's`(isSame: Bool) throws {
    var scene = Scene(phones: 1)
    let talk = isSame ? 0 : scene.connect(scene.phone(0), to: Scene.otherServer)
    try scene.say(0, .alarm(scene.phone(0), code: 18, last: "Failback"))
    try scene.say(
      0,
      ScriptedMessage(
        .registerTokenReq, ["sid": ["DeviceName": .text(scene.name(0))]]))
    try scene.tell(0, ScriptedMessage(.registerTokenAck))
    scene.wait(1)
    try scene.register(talk, as: scene.phone(0))
    #expect(scene.rules().contains("failback") == isSame)
  }

  @Test(arguments: [0, 1])
  func `blf-unknown, unless the lamp has a state`(status: Int) throws {
    var scene = Scene()
    try scene.register()
    try scene.tell(
      0,
      ScriptedMessage(
        .featureStatRes,
        [
          "featureIndex": 3, "featureID": 21, "featureTextLabel": "Anna",
          "featureStatus": FieldValue(status),
        ]))
    #expect(scene.rules().contains("blf-unknown") == (status == 0))
  }

  @Test(arguments: [20, 80])
  func `media-packet-size, unless packets are as usual`(milliseconds: Int) throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    let streams = [scene.stream(0, 11), scene.stream(1, 12)]
    var order = ScriptedMessage.openReceiveChannel(streams[0], from: streams[1])
    order.values["milliSecondPacketSize"] = FieldValue(milliseconds)
    try scene.tell(0, order)
    try scene.say(0, .openReceiveChannelAck(streams[0]))
    try scene.tell(0, .startMediaTransmission(streams[0], to: streams[1]))
    scene.wait(5)
    try scene.hangUp()
    #expect(scene.rules().contains("media-packet-size") == (milliseconds > 60))
  }

  @Test(arguments: [false, true])
  func `sec-cleartext and tls-no-keys tell which kind of connection there is`(
    isEncrypted: Bool
  ) throws {
    var scene = Scene()
    if isEncrypted {
      scene.send(.device, 0, Self.tlsHello)
      scene.send(.server, 0, Self.tlsHello)
      scene.send(.device, 0, Self.tlsData)
    } else {
      try scene.register()
    }
    let rules = scene.rules()
    #expect(rules.contains("sec-cleartext") != isEncrypted)
    #expect(rules.contains("tls-no-keys") == isEncrypted)
  }

  @Test(arguments: [true, false])
  func `sec-mixed-mode, unless the connections are two devices'`(isSame: Bool) throws {
    var scene = Scene(phones: 2)
    let talk = scene.connect(scene.phone(isSame ? 0 : 1))
    scene.send(.device, talk, Self.tlsHello)
    scene.send(.server, talk, Self.tlsHello)
    scene.wait(1)
    try scene.register(0)
    #expect(scene.rules().contains("sec-mixed-mode") == isSame)
  }

  @Test(arguments: [true, false])
  func `tcp-one-direction, unless both sides were captured`(isOneSided: Bool) throws {
    var scene = Scene(opens: false)
    for _ in 0..<4 {
      try scene.say(0, .lineStatReq(1))
      if !isOneSided { try scene.tell(0, .lineStatV2Res(1, number: "2001", name: "Anna")) }
      scene.wait(20)
    }
    #expect(scene.rules().contains("tcp-one-direction") == isOneSided)
  }

  @Test(arguments: [false, true])
  func `tcp-midstream, unless the beginning was captured`(opens: Bool) throws {
    var scene = Scene(opens: opens)
    try scene.register()
    #expect(scene.rules().contains("tcp-midstream") != opens)
  }

  @Test(arguments: [false, true])
  func `frame-cut, unless packets were captured whole`(isWhole: Bool) throws {
    var scene = Scene()
    try scene.register()
    if !isWhole { scene.impairments = (4...8).map { .cut($0, to: 90) } }
    #expect(scene.rules().contains("frame-cut") != isWhole)
  }

  @Test(arguments: [[], [0, 0, 0, 0], [1, 2, 3, 4]])
  func `pdu-extra, unless there are none but zeros`(extra: [UInt8]) throws {
    var scene = Scene()
    try scene.register()
    var bytes = try ScriptedMessage(.keepAliveAck).encoded(version: 20)
    bytes[0] += UInt8(extra.count)
    scene.send(.server, 0, bytes + extra)
    scene.wait(1)
    try scene.keepAlive()
    #expect(scene.rules().contains("pdu-extra") == extra.contains { $0 > 0 })
  }

  @Test(arguments: [true, false])
  func `not-sccp, unless it is`(isForeign: Bool) throws {
    var scene = Scene()
    if isForeign {
      for _ in 0..<20 { scene.send(.device, 0, Array("GET /index.html HTTP/1.1\r\n\r\n".utf8)) }
      scene.change(0) { $0.close(.device, at: $1) }
      scene.change(0) { $0.close(.server, at: $1) }
    } else {
      try scene.register()
    }
    #expect(scene.rules(until: 60).contains("not-sccp") == isForeign)
  }

  @Test(arguments: [true, false])
  func `call-ended-by-server, unless the user hung up`(isServer: Bool) throws {
    var scene = try talking()
    let leg = CallLeg(line: 1, reference: 11)
    if !isServer { try scene.say(0, .softKeyEvent("EndCall", leg)) }
    try scene.tell(0, .callState("OnHook", leg))
    let found = scene.findings().filter {
      $0.rule == "call-ended-by-server" && $0.device == scene.name(0)
    }
    #expect(!found.isEmpty == isServer)
  }

  @Test(arguments: ["Busy", "RingOut"])
  func `call-busy, unless the other end rings`(state: String) throws {
    var scene = Scene()
    try scene.register()
    let leg = CallLeg(line: 1, reference: 11)
    try scene.say(0, .softKeyEvent("NewCall", CallLeg(line: 0, reference: 0)))
    try scene.tell(0, .callState("OffHook", leg), .dialedNumber("2009", leg))
    try scene.tell(0, .callState(state, leg))
    scene.wait(3)
    try scene.say(0, .softKeyEvent("EndCall", leg))
    try scene.tell(0, .callState("OnHook", leg))
    #expect(scene.rules().contains("call-busy") == (state == "Busy"))
  }
}
