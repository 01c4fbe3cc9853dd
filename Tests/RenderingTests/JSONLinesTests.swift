import CaptureBuilder
import Rendering
import SCCP
import Testing

/// Single promises of the JSON, held on built conversations; the contract as a whole is held on
/// the fixtures.
@Suite struct JSONLinesTests {
  private let leg = CallLeg(line: 1, reference: 7)

  @Test func `one line holds all that is known, in the contract's order`() throws {
    var talk = TimelineText.conversation()
    try talk.server(at: 0, .stopTone(leg))
    var options = JSONLinesRenderer.Options()
    options.showsAnnotations = false
    #expect(
      TimelineText.jsonLines(talk.packets, options) == [
        #"{"frame":1,"time":"2023-11-14T22:13:20.000000Z","epoch":1700000000.000000,"stream":0,"#
          + #""connection":"ae7299ccfd675554","src":"10.10.1.1","srcPort":2000,"dst":"10.10.1.21","dstPort":50000,"#
          + #""direction":"serverToDevice","deviceAddress":"10.10.1.21","server":"10.10.1.1:2000","#
          + #""version":20,"id":131,"message":"StopTone","length":16,"call":7,"line":1,"#
          + #""fields":{"lineInstance":1,"callReference":7,"tone":"Silence"}}"#
      ])
  }

  @Test func `a call reference and a line of 0 are none`() throws {
    var talk = TimelineText.conversation()
    try talk.server(at: 0, .stopTone(CallLeg(line: 0, reference: 0)))
    let line = try #require(TimelineText.jsonLines(talk.packets).first)
    #expect(!line.contains(#""call":"#) && !line.contains(#""line":"#))
    #expect(line.contains(#""lineInstance":0,"callReference":0"#))
  }

  @Test func `the file is named where there are several`() throws {
    var talk = TimelineText.conversation()
    try talk.server(at: 0, .stopTone(leg))
    var options = JSONLinesRenderer.Options()
    options.fileNames = ["a\"b.pcapng", "c.pcapng"]
    let line = try #require(TimelineText.jsonLines(talk.packets, options).first)
    #expect(line.hasPrefix(#"{"file":"a\"b.pcapng","frame":1,"#))
  }

  @Test func `bytes of an unknown message are undecoded, not lost`() throws {
    var talk = TimelineText.conversation()
    talk.open(at: 0, 300, 600)
    let bytes: [UInt8] = [8, 0, 0, 0, 20, 0, 0, 0, 0xee, 0x7f, 0, 0, 0xca, 0xfe, 0, 1]
    talk.transmit(.server, talk.queue(.server, bytes: bytes), at: 1000)
    let line = try #require(TimelineText.jsonLines(talk.packets).first)
    #expect(
      line.contains(
        #""id":32750,"message":"Unknown","length":8,"fields":{},"undecoded":"cafe0001""#))
  }

  @Test func `a message that ends early names the first field that it lacks`() throws {
    var talk = TimelineText.conversation()
    let bytes: [UInt8] = [8, 0, 0, 0, 20, 0, 0, 0, 0x11, 1, 0, 0, 5, 0, 0, 0]
    talk.transmit(.server, talk.queue(.server, bytes: bytes), at: 0)
    let line = try #require(TimelineText.jsonLines(talk.packets).first)
    #expect(line.contains(#""message":"CallState""#))
    #expect(
      line.contains(#""fields":{"callState":"Connected"},"missing":"lineInstance""#))
  }

  @Test func `an answer has its request's frame and the seconds since then`() throws {
    var talk = TimelineText.conversation()
    try talk.device(at: 1_000_000, ScriptedMessage(.keepAliveReq))
    try talk.server(at: 1_034_005, ScriptedMessage(.keepAliveAck))
    let lines = TimelineText.jsonLines(talk.packets)
    #expect(lines.last?.contains(#","answers":1,"responseTime":0.034005,"fields":{}"#) == true)
  }
}
