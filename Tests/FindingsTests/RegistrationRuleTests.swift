import CaptureBuilder
import SCCP
import Story
import Testing

@testable import Findings

/// Rules about how devices register.
@Suite struct RegistrationRuleTests {
  @Test func `a registration in order has nothing above a note`() throws {
    var scene = Scene()
    try scene.register()
    for _ in 0..<3 {
      scene.wait(30)
      try scene.keepAlive()
    }
    #expect(scene.troubles() == [])
  }

  @Test func `a refused registration tells what the server says`() throws {
    var scene = Scene()
    try scene.say(0, .registerReq(scene.phone(0), offering: 20))
    try scene.tell(0, ScriptedMessage(.registerReject, ["text": "Error: Unknown"], version: 0))
    scene.change(0) { $0.close(.device, at: $1) }
    let found = scene.findings().filter { $0.severity == .error }
    try #require(found.map(\.rule) == ["reg-rejected"])
    #expect(found[0].device == scene.name(0))
    #expect(found[0].text.contains("“Error: Unknown”"))
    #expect(found[0].related.map(\.name) == ["RegisterReq", "RegisterReject"])
    #expect(found[0].fingerprint == "reg-rejected/\(scene.name(0))/1")
  }

  @Test func `a silent server is told, unless the capture ends before its time is over`() throws {
    var scene = Scene()
    try scene.say(0, .registerReq(scene.phone(0), offering: 20))
    #expect(scene.troubles(until: 8) == ["reg-no-answer"])
    #expect(scene.troubles(until: 4) == [])
    #expect(scene.settings.set("reg-no-answer=3s") == nil)
    #expect(scene.troubles(until: 4) == ["reg-no-answer"])
  }

  @Test func `an answer that the capture lacks is not missing`() throws {
    var scene = Scene()
    try scene.say(0, .registerReq(scene.phone(0), offering: 20))
    try scene.lose(.server, 0, .registerAck(protocolVersion: 20))
    scene.change(0) { $0.acknowledge(.device, at: $1) }
    scene.wait(20)
    try scene.tell(0, ScriptedMessage(.capabilitiesReq))
    try scene.say(0, .capabilitiesRes([("G711Ulaw64k", 40)]))
    #expect(scene.troubles() == ["tcp-gap"])
  }

  @Test func `a request that is skipped is told, and the set-up goes on`() throws {
    var scene = Scene()
    try scene.say(0, .registerReq(scene.phone(0), offering: 20))
    try scene.tell(0, .registerAck(protocolVersion: 20))
    try scene.say(0, .lineStatReq(1), .lineStatReq(2))
    try scene.tell(0, .lineStatV2Res(1, number: "2001", name: "Anna"))
    scene.wait(1)
    try scene.say(0, ScriptedMessage(.timeDateReq))
    try scene.tell(0, ScriptedMessage(.timeDateRes, ["systemTime": 0]))
    scene.wait(30)
    try scene.keepAlive()
    #expect(scene.troubles() == ["reg-request-unanswered"])
  }

  @Test func `a set-up that stops is told as stuck`() throws {
    var scene = Scene()
    try scene.say(0, .registerReq(scene.phone(0), offering: 20))
    try scene.tell(0, .registerAck(protocolVersion: 20))
    try scene.say(0, .lineStatReq(1))
    try scene.tell(0, .lineStatV2Res(1, number: "2001", name: "Anna"))
    try scene.say(0, ScriptedMessage(.softKeyTemplateReq))
    scene.wait(30)
    try scene.keepAlive()
    #expect(scene.troubles() == ["reg-stuck"])
  }

  @Test func `a phone that registers again and again is told once, with a count`() throws {
    var scene = Scene()
    var talk = 0
    for _ in 0..<5 {
      try scene.register(talk, as: scene.phone(0))
      try scene.say(talk, ScriptedMessage(.unregisterReq))
      try scene.tell(talk, ScriptedMessage(.unregisterAck))
      scene.change(talk) { $0.close(.device, at: $1) }
      scene.wait(20)
      talk = scene.connect(scene.phone(0))
    }
    let found = scene.findings().filter { $0.severity > .note }
    try #require(found.map(\.rule) == ["reg-loop"])
    #expect(found[0].count == 3)
    #expect(found[0].last != nil)
  }

  @Test func `two devices with one name are told, one that came back is not an error`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1, as: scene.phone(0))
    #expect(scene.troubles() == ["reg-duplicate-name"])
    var other = Scene()
    try other.register(0)
    try other.register(other.connect(other.phone(0)), as: other.phone(0))
    #expect(other.troubles() == [])
    #expect(other.rules().contains("reg-crossover"))
  }

  @Test func `a set-up that stops before the device gives up is told, and why its link ended`()
    throws
  {
    var scene = Scene()
    try scene.say(0, .registerReq(scene.phone(0), offering: 20))
    try scene.tell(0, .registerAck(protocolVersion: 20))
    try scene.say(0, .lineStatReq(1))
    try scene.tell(0, .lineStatV2Res(1, number: "2001", name: "Anna"))
    try scene.say(0, ScriptedMessage(.timeDateReq))
    scene.wait(60)
    scene.change(0) { $0.close(.device, at: $1) }
    let found = scene.findings().filter { $0.severity > .note }
    #expect(found.map(\.rule) == ["reg-stuck", "tcp-lost-registered"])
    #expect(found.last?.because == "reg-stuck")
  }

  @Test func `an alarm about the present wait is not told as the past`() throws {
    let waiting = "27: Waiting for Line Status From 10.10.0.1"
    func alarm(_ text: String) -> ScriptedMessage {
      ScriptedMessage(.alarm, ["alarmSeverity": "Informational", "text": .text(text)])
    }
    var scene = Scene()
    try scene.register()
    try scene.say(0, alarm(waiting))
    #expect(!scene.rules().contains("alarm-last"))
    var past = Scene()
    try past.say(0, alarm(waiting))
    try past.register()
    #expect(past.rules().contains("alarm-last"))
  }

  @Test func `a session that another of its name pushes out is no keepalive timeout`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    scene.wait(60)
    try scene.register(1, as: scene.phone(0))
    scene.change(0) { $0.close(.server, at: $1) }
    let found = scene.findings().filter { $0.severity > .note }
    #expect(found.map(\.rule) == ["reg-duplicate-name", "tcp-lost-registered"])
    #expect(found.last?.because == "reg-duplicate-name")
  }
}
