import CallAnalysis
import CaptureBuilder
import SCCP
import Testing

@testable import Rendering

/// The timeline of built conversations.
@Suite struct TimelineTests {
  private static let leg = CallLeg(line: 1, reference: 7)

  @Test func `a connection is introduced by the name that its first message brings`() throws {
    var talk = TimelineText.conversation()
    talk.open(at: 0, 300, 600)
    try talk.device(at: 1000, .registerReq(TimelineText.phone, offering: 20))
    let lines = TimelineText.lines(talk.packets)
    #expect(lines.first == "SEP001122334455  10.10.1.21:50000  ⇄  server 10.10.1.1:2000")
    #expect(
      lines.filter { $0.hasPrefix("Frame ") }.map { $0.prefix(7) }
        == ["Frame 1", "Frame 2", "Frame 4"])
  }

  @Test func `a connection whose device is not known is introduced by its address`() throws {
    var talk = TimelineText.conversation()
    talk.open(at: 0, 300, 600)
    try talk.server(at: 1000, .activateCallPlane(line: 1))
    #expect(
      TimelineText.lines(talk.packets).first
        == "device 10.10.1.21:50000  ⇄  server 10.10.1.1:2000")
  }

  @Test func `a handshake that nothing follows is shown at the end`() throws {
    var talk = TimelineText.conversation()
    talk.open(at: 0, 300, 600)
    let lines = TimelineText.lines(talk.packets)
    #expect(lines.filter { $0.hasPrefix("  ○") }.count == 2)
    #expect(lines.contains("  ○ SYN  10.10.1.21:50000 → 10.10.1.1:2000"))
  }

  @Test func `a connection is introduced once, and again after others came between`() throws {
    var first = TimelineText.conversation(port: 50_001)
    var second = TimelineText.conversation(port: 50_002)
    for round in 0..<3 {
      try first.server(at: 1000 * round, .activateCallPlane(line: 1))
      try second.server(at: 1000 * round + 500, .activateCallPlane(line: 2))
    }
    let lines = TimelineText.lines((first.packets + second.packets).inTimeOrder)
    #expect(lines.filter { $0.contains("⇄") }.count == 2)
  }

  @Test func `handshakes of connections at one time are not mixed up`() throws {
    var first = TimelineText.conversation(port: 50_001)
    var second = TimelineText.conversation(port: 50_002)
    first.open(at: 0, 200, 400)
    second.open(at: 100, 300, 500)
    try second.device(at: 1000, .registerReq(TimelineText.phone, offering: 20))
    try first.device(at: 1100, ScriptedMessage(.offHook))
    let lines = TimelineText.lines((first.packets + second.packets).inTimeOrder)
    #expect(lines.filter { $0.contains("⇄") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("  ○") }.count == 4)
    for port in [50_001, 50_002] {
      let introduced = lines.firstIndex { $0.contains("⇄") && $0.contains(":\(port)") }
      let opened = lines.firstIndex { $0.contains("○ SYN ") && $0.contains(":\(port)") }
      #expect(try #require(introduced) < (try #require(opened)))
    }
  }

  @Test func `a device stands before the name where there are several`() throws {
    var first = TimelineText.conversation()
    try first.device(at: 0, .registerReq(TimelineText.phone, offering: 20))
    try first.server(at: 100, .activateCallPlane(line: 1))
    var other = TimelineText.conversation(port: 50_002, address: .ipv4(10, 10, 1, 22))
    try other.server(at: 200, .activateCallPlane(line: 2))
    try first.server(at: 300, .activateCallPlane(line: 3))
    let alone = TimelineText.lines(first.packets)
    #expect(alone.contains("  ◀ ActivateCallPlane  line 1"))
    let both = TimelineText.lines((first.packets + other.packets).inTimeOrder)
    #expect(both.contains("  ◀ 10.10.1.22:50002  ActivateCallPlane  line 2"))
    #expect(both.contains("  ◀ SEP001122334455  ActivateCallPlane  line 3"))
  }

  @Test func `a frame with several messages has one heading`() throws {
    var talk = TimelineText.conversation()
    try talk.server(
      at: 0, .activateCallPlane(line: 1), .clearPrompt(Self.leg), .stopTone(Self.leg))
    let lines = TimelineText.lines(talk.packets)
    #expect(lines.filter { $0.hasPrefix("Frame ") }.count == 1)
    #expect(lines.filter { $0.hasPrefix("  ◀") }.count == 3)
  }

  @Test func `an answer names its request's frame, and the time between where there is one`()
    throws
  {
    for (delay, expected) in [(14_000, "(answers frame 1, 14 ms)"), (-200, "(answers frame 1)")] {
      var talk = TimelineText.conversation()
      try talk.device(at: 1000, .forwardStatReq(1))
      try talk.server(at: 1000 + delay, .forwardStatRes(1))
      #expect(TimelineText.lines(talk.packets).contains { $0.hasSuffix(expected) })
    }
  }

  @Test func `a comment stands under its frame's heading`() throws {
    var talk = TimelineText.conversation()
    try talk.server(at: 0, .activateCallPlane(line: 1))
    talk.comment("look here\u{1b}[2J")
    let lines = TimelineText.lines(talk.packets)
    let heading = try #require(lines.firstIndex { $0.hasPrefix("Frame 1 ") })
    #expect(lines[heading + 1].hasPrefix("  ✎ look here"))
    #expect(!lines[heading + 1].contains("\u{1b}"))
  }

  @Test func `a message that nobody knows is shown with its bytes`() throws {
    var talk = TimelineText.conversation()
    talk.open(at: 0, 300, 600)
    let bytes: [UInt8] = [8, 0, 0, 0, 20, 0, 0, 0, 0xee, 0x7f, 0, 0, 1, 2, 3, 4]
    talk.transmit(.server, talk.queue(.server, bytes: bytes), at: 1000)
    let lines = TimelineText.lines(talk.packets)
    #expect(lines.contains("  ◀ Unknown 0x7fee (32750)"))
    #expect(lines.contains("  · 4 bytes undecoded: 01 02 03 04"))
  }

  /// ActivateCallPlane has one field of 4 bytes.
  @Test(arguments: zip([1, 3, 4], [false, false, true]))
  func `bytes that only align a message are not worth a line`(
    count: Int, isShown: Bool
  ) throws {
    var talk = TimelineText.conversation()
    talk.open(at: 0, 300, 600)
    let extra = [UInt8](repeating: 0xa5, count: count)
    let bytes: [UInt8] =
      [UInt8(8 + count), 0, 0, 0, 20, 0, 0, 0, 0x16, 1, 0, 0, 1, 0, 0, 0] + extra
    talk.transmit(.server, talk.queue(.server, bytes: bytes), at: 1000)
    var options = TimelineOptions()
    #expect(
      TimelineText.lines(talk.packets, options).contains { $0.contains("undecoded") } == isShown)
    options.isVerbose = true
    #expect(TimelineText.lines(talk.packets, options).contains { $0.contains("undecoded") })
  }

  @Test(arguments: TimelineOptions.Annotations.allCases)
  func `explaining is a matter of choice`(choice: TimelineOptions.Annotations) throws {
    var talk = TimelineText.conversation()
    for index in 0..<3 { try talk.server(at: index, .stopTone(Self.leg)) }
    var options = TimelineOptions()
    options.annotations = choice
    let sentences = TimelineText.lines(talk.packets, options).filter { $0.hasPrefix("  💡") }
    #expect(sentences.count == [.all: 3, .once: 1, .none: 0][choice])
  }
}
