import CaptureBuilder
import SCCP
import Story
import Testing

@testable import Findings

/// Rules about the audio that is in a capture, or is not.
@Suite struct AudioRuleTests {
  @Test func `audio of one direction only names the phone that does not hear`() throws {
    var scene = try Scene.callInOrder()
    scene.speak((0, 11), (1, 12))
    scene.wait(5)
    try scene.hangUp()
    let found = scene.findings(until: 30).filter { $0.severity > .note }
    #expect(found.map(\.rule) == ["rtp-one-way"])
    #expect(found.first?.device == scene.name(0))
    #expect(found.first?.call == 1)
  }

  @Test func `audio that is seen nowhere is not told`() throws {
    var scene = try Scene.callInOrder()
    scene.wait(5)
    try scene.hangUp()
    #expect(scene.troubles(until: 30) == [])
  }

  /// What the silent phone was told counts, and what the other one said does not.
  @Test(arguments: [0, 1]) func `missing bytes hide orders of their phone only`(phone: Int) throws {
    var scene = try Scene.callInOrder()
    scene.speak((0, 11), (1, 12))
    scene.wait(1)
    try scene.lose(.device, phone, ScriptedMessage(.keepAliveReq))
    scene.change(phone) { $0.acknowledge(.server, at: $1) }
    scene.wait(4)
    try scene.keepAlive(phone)
    try scene.hangUp()
    #expect(scene.rules(until: 30).contains("rtp-one-way") == (phone == 0))
  }

  /// What the silent phone was told is enough, where the other one heard the order to listen.
  @Test func `a phone whose order to listen is missing hears nothing either`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    let (one, other) = (scene.stream(0, 11), scene.stream(1, 12))
    try scene.lose(.server, 0, .openReceiveChannel(one, from: other))
    try scene.say(0, .openReceiveChannelAck(one))
    try scene.tell(1, .openReceiveChannel(other, from: one))
    try scene.say(1, .openReceiveChannelAck(other))
    try scene.tell(0, .startMediaTransmission(one, to: other))
    try scene.tell(1, .startMediaTransmission(other, to: one))
    scene.speak((0, 11), (1, 12))
    scene.wait(5)
    try scene.hangUp()
    let found = scene.findings(until: 30).filter { $0.rule == "rtp-one-way" }
    #expect(found.map(\.device) == [scene.name(0)])
  }

  /// The orders alone tell what the phones were to do.
  @Test(arguments: [true, false])
  func `bytes that are missing before the orders hide nothing of them`(isBefore: Bool) throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    func lose() throws {
      try scene.lose(.device, 1, ScriptedMessage(.keepAliveReq))
      scene.change(1) { $0.acknowledge(.server, at: $1) }
      try scene.keepAlive(1)
    }
    if isBefore { try lose() }
    try scene.openAudio()
    if !isBefore { try lose() }
    scene.speak((0, 11), (1, 12))
    scene.wait(5)
    try scene.hangUp()
    #expect(scene.rules(until: 30).contains("rtp-one-way") == isBefore)
  }

  /// Calls are judged some time after their end.
  @Test(arguments: [true, false])
  func `bytes that are missing after a call hide nothing of it`(isAfter: Bool) throws {
    var scene = try Scene.callInOrder()
    scene.speak((0, 11), (1, 12))
    scene.wait(5)
    if isAfter { try scene.hangUp() }
    try scene.keepAlive(1)
    try scene.lose(.device, 1, ScriptedMessage(.keepAliveReq))
    scene.change(1) { $0.acknowledge(.server, at: $1) }
    scene.wait(4)
    try scene.keepAlive(1)
    if !isAfter { try scene.hangUp() }
    #expect(scene.rules(until: 30).contains("rtp-one-way") == isAfter)
  }

  /// A mirror port of one network hears phones of another only while they speak with the first.
  @Test(arguments: [1, 2])
  func `silence is an error where calls between these networks are heard`(network: UInt8) throws {
    var scene = Scene(phones: 4, networks: [0: network, 1: network])
    for phone in 0..<4 { try scene.register(phone) }
    var reference = 11
    func speak(_ one: Int, _ other: Int, isHeard: Bool) throws {
      let legs = (reference, reference + 1)
      reference += 2
      try scene.call(one, other, references: legs)
      try scene.openAudio(one, other, references: legs)
      if isHeard {
        scene.speak((one, legs.0), (other, legs.1))
        scene.speak((other, legs.1), (one, legs.0))
      }
      scene.wait(5)
      try scene.hangUp(one, other, references: legs)
      scene.wait(5)
    }
    for _ in 0..<3 {
      try speak(0, 2, isHeard: true)
      try speak(1, 3, isHeard: true)
    }
    try speak(0, 1, isHeard: false)
    let found = scene.findings(until: 30).filter { $0.rule == "rtp-absent" }
    #expect(found.map(\.severity) == [network == 1 ? .error : .note])
  }
}
