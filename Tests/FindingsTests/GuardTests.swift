import CaptureBuilder
import SCCP
import Story
import Testing

@testable import Findings

/// What keeps rules silent, whatever they look for.
@Suite struct GuardTests {
  private func registeredAndCalling() throws -> Scene {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    try scene.openAudio()
    scene.speak((0, 11), (1, 12))
    scene.speak((1, 12), (0, 11))
    scene.wait(5)
    try scene.hangUp()
    for _ in 0..<3 {
      scene.wait(30)
      try scene.keepAlive(0)
      try scene.keepAlive(1)
    }
    return scene
  }

  @Test func `packets that a mirror port copies count once`() throws {
    var scene = try registeredAndCalling()
    let count = scene.talks.reduce(0) { $0 + $1.packets.count }
    scene.impairments = (1...count).map { .duplicate($0) }
    #expect(scene.troubles(until: 10) == [])
  }

  @Test func `a capture that begins in mid-stream has nothing above a note`() throws {
    var scene = Scene(phones: 2, opens: false)
    for _ in 0..<3 {
      scene.wait(30)
      try scene.keepAlive(0)
      try scene.keepAlive(1)
    }
    try scene.call()
    try scene.openAudio()
    scene.wait(5)
    try scene.hangUp()
    #expect(scene.troubles(until: 10) == [])
    #expect(scene.rules().contains("tcp-midstream"))
  }

  @Test func `what the server may have said before its stream is seen is not missing`() throws {
    var scene = Scene(opens: false)
    try scene.say(0, ScriptedMessage(.keepAliveReq))
    try scene.lose(.server, 0, ScriptedMessage(.keepAliveAck))
    scene.change(0) { $0.acknowledge(.device, at: $1) }
    for _ in 0..<3 {
      scene.wait(30)
      try scene.keepAlive()
    }
    #expect(scene.troubles(until: 10) == [])
    try scene.keepAlive(isAnswered: false)
    scene.wait(30)
    try scene.keepAlive()
    #expect(scene.troubles(until: 10) == ["ka-unanswered"])
  }

  @Test func `bytes that are missing before a connection's end alone are a note`() throws {
    var scene = Scene()
    try scene.register()
    try scene.lose(.device, 0, ScriptedMessage(.unregisterReq))
    scene.change(0) { $0.acknowledge(.server, at: $1) }
    try scene.tell(0, ScriptedMessage(.unregisterAck, ["status": "Ok"]))
    scene.change(0) { $0.close(.device, at: $1) }
    scene.change(0) { $0.close(.server, at: $1) }
    let found = scene.findings(until: 30)
    #expect(found.filter { $0.rule == "tcp-gap" }.map(\.severity) == [.note])
  }

  @Test func `a full window is told while another connection waits for a lost segment`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.lose(.server, 0, .lineStatV2Res(1, number: "2001", name: "Anna"))
    try scene.tell(0, ScriptedMessage(.keepAliveAck))
    try scene.register(1)
    for window: UInt16 in [0, 8192] {
      scene.change(1) {
        $0.announce(.device, window: window)
        $0.acknowledge(.device, at: $1)
      }
      scene.wait(0.3)
    }
    try scene.keepAlive(1)
    #expect(scene.rules(until: 30).contains("tcp-zero-window"))
  }

  @Test func `one direction alone has no missing answers`() throws {
    var scene = Scene(opens: false)
    for _ in 0..<4 {
      try scene.say(0, .lineStatReq(1))
      scene.wait(20)
      try scene.keepAlive(isAnswered: false)
    }
    let found = scene.findings(until: 30)
    #expect(found.filter { $0.severity > .note }.map(\.rule) == [])
    #expect(found.contains { $0.rule == "tcp-one-direction" } == false || found.count > 1)
  }

  @Test func `what a packet's cut took is not missing`() throws {
    var scene = try registeredAndCalling()
    let count = scene.talks.reduce(0) { $0 + $1.packets.count }
    scene.impairments = (1...count).map { .cut($0, to: 80) }
    #expect(scene.troubles(until: 10) == [])
    #expect(!scene.rules(until: 10).contains("pdu-extra"))
  }

  @Test func `whatever packets the capture lacks, nothing is missing but they`() throws {
    let whole = try registeredAndCalling()
    let count = whole.talks.reduce(0) { $0 + $1.packets.count }
    for number in 7...count {
      var scene = whole
      scene.impairments = [.drop(number)]
      let troubles = scene.troubles(until: 10).filter { $0 != "tcp-gap" }
      #expect(troubles == [], "without packet \(number)")
    }
  }

  @Test func `a storm of one fault is one finding with a count`() throws {
    var scene = Scene()
    try scene.register()
    for _ in 0..<2000 {
      scene.wait(0.5)
      try scene.say(0, ScriptedMessage(.stimulus, ["stimulus": 77, "lineInstance": 1]))
    }
    let found = scene.findings().filter { $0.rule == "stimulus-unknown" }
    #expect(found.map(\.count) == [2000])
    #expect(found.first?.again.count == FindingDesk.maximumAgain)
  }

  @Test func `a rule is left out everywhere, or at one device`() throws {
    var scene = Scene()
    try scene.say(0, .registerReq(scene.phone(0), offering: 20))
    try scene.tell(0, ScriptedMessage(.registerReject, ["text": "No"], version: 0))
    #expect(scene.troubles() == ["reg-rejected"])
    scene.selection.ignored = [("reg-rejected", "SEP000000000000")]
    #expect(scene.troubles() == ["reg-rejected"])
    scene.selection.ignored = [("reg-rejected", scene.name(0))]
    #expect(scene.troubles() == [])
    scene.selection.ignored = []
    scene.selection.rules = ["reg-loop"]
    #expect(scene.rules() == [])
  }
}

/// Secrets that anyone can read.
@Suite struct SecretRuleTests {
  @Test(arguments: [
    ("http://10.0.0.1/login?userid=anna&password=x1", true), ("<Password>abc</Password>", true),
    ("?PIN=1234", true), ("?pin=", false), ("spin=4", false), ("<Text>your password</Text>", false),
    ("", false), ("<InputFlags>P</InputFlags>", true),
  ])
  func `credentials are found where they have a value`(text: String, isFound: Bool) {
    let bytes = Array(text.utf8)
    #expect(CredentialSearch.finds(in: bytes.span) == isFound)
  }

  @Test func `digits of a call are counted, and not told`() throws {
    var scene = Scene(phones: 2)
    try scene.register(0)
    try scene.register(1)
    try scene.call()
    try scene.openAudio()
    for digit in ["One", "Two", "Three", "Four", "Five"] {
      scene.wait(0.5)
      try scene.say(0, .keypadButton(digit, CallLeg(line: 1, reference: 11)))
    }
    scene.wait(3)
    try scene.hangUp()
    let found = scene.findings().filter { $0.rule == "sec-digits" }
    #expect(found.map(\.severity) == [.warning])
    #expect(found.first?.text.hasPrefix("5 digits") == true)
  }
}
