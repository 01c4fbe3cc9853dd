import CaptureBuilder
import SCCP
import Story
import Testing

@testable import Findings

/// Rules about calls and their media.
@Suite struct CallRuleTests {
  @Test func `a call whose end may be among missing bytes is not stuck`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    scene.wait(3)
    try scene.lose(.server, 0, .callState("OnHook", CallLeg(line: 1, reference: 11)))
    scene.change(0) { $0.acknowledge(.device, at: $1) }
    let second = CallLeg(line: 1, reference: 21)
    try scene.tell(0, .callState("RingIn", second), .callState("Connected", second))
    scene.wait(6)
    try scene.keepAlive(0)
    #expect(!scene.rules(until: 30).contains("call-stuck"))
  }

  @Test(arguments: [nil, "Hold", "OnHook"])
  func `two calls of a line that stay connected are told`(state: String?) throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    try scene.openAudio()
    scene.wait(3)
    let second = CallLeg(line: 1, reference: 21)
    try scene.tell(0, .callState("RingIn", second), .callState("Connected", second))
    if let state { try scene.tell(0, .callState(state, CallLeg(line: 1, reference: 11))) }
    scene.wait(6)
    try scene.keepAlive(0)
    let found = scene.findings().filter { $0.rule == "call-stuck" }
    #expect(found.map(\.reference) == (state == nil ? [11] : []))
  }

  @Test func `a call in order has nothing above a note`() throws {
    var scene = try Scene.callInOrder()
    scene.speak((0, 11), (1, 12))
    scene.speak((1, 12), (0, 11))
    scene.wait(5)
    try scene.hangUp()
    #expect(scene.troubles(until: 30) == [])
  }

  @Test func `a phone that does not open its port is told, and what follows from it`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    let (one, other) = (scene.stream(0, 11), scene.stream(1, 12))
    try scene.tell(0, .openReceiveChannel(one, from: other))
    try scene.tell(1, .openReceiveChannel(other, from: one))
    try scene.say(0, .openReceiveChannelAck(one))
    try scene.tell(1, .startMediaTransmission(other, to: one))
    scene.wait(6)
    try scene.hangUp()
    let found = scene.findings(until: 10).filter { $0.device == scene.name(1) }
    #expect(found.filter { $0.severity == .error }.map(\.rule) == ["media-open-unanswered"])
    let half = found.first { $0.rule == "media-not-started" }
    #expect(half?.because == "media-open-unanswered")
  }

  @Test func `an order that is taken back at once needs no answer`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    let (one, other) = (scene.stream(0, 11), scene.stream(1, 12))
    try scene.tell(0, .openReceiveChannel(one, from: other))
    scene.wait(0.5)
    try scene.hangUp()
    scene.wait(20)
    try scene.keepAlive(0)
    #expect(scene.troubles(until: 10) == [])
  }

  @Test func `an order that missing bytes may have taken back needs no answer`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    let (one, other) = (scene.stream(0, 11), scene.stream(1, 12))
    try scene.tell(0, .openReceiveChannel(one, from: other))
    try scene.lose(.server, 0, .closeReceiveChannel(one))
    scene.change(0) { $0.acknowledge(.device, at: $1) }
    scene.wait(20)
    try scene.keepAlive(0)
    #expect(!scene.rules(until: 10).contains("media-open-unanswered"))
  }

  @Test func `a call that is not cleared is told, and one whose end the capture lacks is not`()
    throws
  {
    var scene = try Scene.callInOrder()
    scene.wait(5)
    try scene.say(0, .softKeyEvent("EndCall", CallLeg(line: 1, reference: 11)))
    scene.wait(20)
    try scene.keepAlive(0)
    #expect(scene.troubles() == ["call-stuck"])
    var lossy = try Scene.callInOrder()
    lossy.wait(5)
    try lossy.say(0, .softKeyEvent("EndCall", CallLeg(line: 1, reference: 11)))
    try lossy.lose(.server, 0, .callState("OnHook", CallLeg(line: 1, reference: 11)))
    lossy.change(0) { $0.acknowledge(.device, at: $1) }
    lossy.wait(20)
    try lossy.keepAlive(0)
    #expect(lossy.troubles() == ["tcp-gap"])
  }

  @Test func `a phone told to listen only is told, one whose call is held is not`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    try scene.openAudio(sends: [1])
    scene.wait(5)
    try scene.hangUp()
    #expect(scene.troubles(until: 10) == ["media-not-started"])
    var held = Scene(phones: 2)
    try held.register(0)
    try held.register(1)
    try held.call()
    try held.openAudio(sends: [1])
    held.wait(1)
    try held.tell(0, .callState("Hold", CallLeg(line: 1, reference: 11)))
    held.wait(5)
    try held.hangUp()
    #expect(held.troubles(until: 10) == [])
  }

  @Test func `digits that a user dials into the silence do not hide that the dial tone is late`()
    throws
  {
    let leg = CallLeg(line: 1, reference: 11)
    func dial(wait: Double, hearsFirst: Bool) throws -> [String] {
      var scene = Scene()
      try scene.register()
      try scene.say(0, .softKeyEvent("NewCall", CallLeg(line: 1, reference: 0)))
      if hearsFirst { try scene.tell(0, .callState("OffHook", leg)) }
      try scene.say(0, .keypadButton("Nine", CallLeg(line: 1, reference: 0)))
      scene.wait(wait)
      if !hearsFirst { try scene.tell(0, .callState("OffHook", leg)) }
      try scene.tell(0, .startTone("InsideDialTone", leg))
      scene.wait(1)
      try scene.keepAlive()
      return scene.troubles()
    }
    #expect(try dial(wait: 5, hearsFirst: false) == ["call-slow-dialtone"])
    #expect(try dial(wait: 0.1, hearsFirst: false) == [])
    // The tone after a digit is the one of an outside line.
    #expect(try dial(wait: 5, hearsFirst: true) == [])
  }

  @Test func `a key is judged by what the capture shows to be offered`() throws {
    func press(isLost: Bool) throws -> [String] {
      var scene = Scene(phones: 2)
      try scene.register(0)
      try scene.register(1)
      try scene.call()
      let leg = CallLeg(line: 1, reference: 11)
      try scene.tell(
        0, SoftKeyPlan.usual.template, SoftKeyPlan.usual.setTable,
        .selectSoftKeys("Connected", leg))
      if isLost { try scene.lose(.server, 0, .selectSoftKeys("On Hold", leg)) }
      try scene.say(0, .softKeyEvent("Resume", leg))
      scene.wait(1)
      try scene.keepAlive()
      return scene.troubles()
    }
    #expect(try press(isLost: false) == ["softkey-not-offered"])
    #expect(try press(isLost: true) == ["tcp-gap"])
  }

  /// That a phone does not answer is certain when it says something else.
  @Test func `a call is listed with what is certain only half a minute after it`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    try scene.tell(1, .openReceiveChannel(scene.stream(1, 12), from: scene.stream(0, 11)))
    scene.wait(5)
    try scene.hangUp()
    for phone in [0, 1, 0] {
      scene.wait(25)
      try scene.keepAlive(phone)
    }
    #expect(scene.rules(atCall: 1).contains("media-open-unanswered"))
  }
}
