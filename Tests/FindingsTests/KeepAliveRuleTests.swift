import CaptureBuilder
import SCCP
import Story
import Testing

@testable import Findings

/// Rules about keepalives and about moving to another server.
@Suite struct KeepAliveRuleTests {
  @Test func `one keepalive without an answer is a warning, three in a row are an error`() throws {
    var scene = Scene()
    try scene.register()
    scene.wait(30)
    try scene.keepAlive()
    scene.wait(30)
    try scene.keepAlive(isAnswered: false)
    scene.wait(30)
    try scene.keepAlive()
    let found = scene.findings().filter { $0.severity > .note }
    #expect(found.map(\.rule) == ["ka-unanswered"])
    #expect(found.map(\.severity) == [.warning])
    for _ in 0..<3 {
      scene.wait(30)
      try scene.keepAlive(isAnswered: false)
    }
    let worse = scene.findings(until: 20).filter { $0.rule == "ka-unanswered" }
    #expect(worse.map(\.severity) == [.error])
    #expect(worse.map(\.count) == [4])
  }

  @Test func `a server that never answers keepalives is not at fault`() throws {
    var scene = Scene()
    try scene.register()
    for _ in 0..<5 {
      scene.wait(30)
      try scene.keepAlive(isAnswered: false)
    }
    #expect(scene.troubles() == [])
  }

  @Test func `a device that was silent for long is told when it speaks again`() throws {
    var scene = Scene()
    try scene.register()
    scene.wait(80)
    try scene.keepAlive()
    #expect(scene.troubles() == ["ka-missing"])
  }

  @Test func `a silence in which bytes are missing is not told`() throws {
    var scene = Scene()
    try scene.register()
    scene.wait(30)
    try scene.lose(.device, 0, ScriptedMessage(.keepAliveReq))
    try scene.tell(0, ScriptedMessage(.keepAliveAck))
    scene.wait(60)
    try scene.keepAlive()
    #expect(scene.troubles() == ["tcp-gap"])
  }

  @Test func `a server that closes on a silent phone is told as that, and not as a lost phone`()
    throws
  {
    var scene = Scene()
    try scene.register()
    scene.wait(60)
    scene.change(0) { $0.close(.server, at: $1) }
    #expect(scene.troubles() == ["ka-timeout-close"])
  }

  @Test func `an answer to a keepalive that the capture lacks ends the phone's silence`() throws {
    var scene = Scene()
    try scene.register()
    scene.wait(25)
    try scene.lose(.device, 0, ScriptedMessage(.keepAliveReq))
    try scene.tell(0, ScriptedMessage(.keepAliveAck))
    scene.wait(25)
    scene.change(0) { $0.close(.server, at: $1) }
    #expect(scene.troubles() == ["tcp-lost-registered"])
  }

  @Test func `a phone that loses its server and registers with another names the cause`() throws {
    var scene = Scene()
    try scene.register()
    scene.wait(5)
    scene.change(0) { $0.close(.server, at: $1) }
    scene.wait(8)
    let other = scene.connect(scene.phone(0), to: Scene.otherServer)
    try scene.register(other, as: scene.phone(0))
    let found = scene.findings().filter { $0.severity > .note }
    #expect(found.map(\.rule) == ["tcp-lost-registered", "failover"])
    #expect(found.last?.because == "tcp-lost-registered")
  }

  @Test func `a phone that signs off before it closes is no loss`() throws {
    var scene = Scene()
    try scene.register()
    try scene.say(0, ScriptedMessage(.unregisterReq))
    try scene.tell(0, ScriptedMessage(.unregisterAck))
    scene.change(0) { $0.close(.device, at: $1) }
    #expect(scene.troubles() == [])
  }
}
