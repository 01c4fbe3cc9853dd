import Foundation
import Testing

/// The capture that the program's output is modelled on.
@Suite struct ReferenceCaptureTests {
  private static let capture = "sccp_cme_init.pcapng"

  /// Frames and times that are known of the original, copied from the list of them.
  @Test(arguments: [
    "Frame 1 | 2019-07-23T20:06:49.666957Z", "Frame 2 | 2019-07-23T20:06:49.667964Z",
    "Frame 18 | 2019-07-23T20:06:50.493962Z", "Frame 66 | 2019-07-23T20:06:50.706948Z",
    "Frame 67 | 2019-07-23T20:06:50.707955Z", "Frame 68 | 2019-07-23T20:06:50.707955Z",
    "Frame 69 | 2019-07-23T20:06:50.707955Z", "Frame 70 | 2019-07-23T20:06:50.707955Z",
    "Frame 73 | 2019-07-23T20:06:50.876953Z", "Frame 74 | 2019-07-23T20:06:50.876953Z",
    "Frame 76 | 2019-07-23T20:06:51.253984Z", "Frame 78 | 2019-07-23T20:06:51.256975Z",
    "Frame 80 | 2019-07-23T20:06:51.256975Z", "Frame 82 | 2019-07-23T20:06:51.256975Z",
    "Frame 84 | 2019-07-23T20:06:51.257982Z", "Frame 86 | 2019-07-23T20:06:51.257982Z",
    "Frame 88 | 2019-07-23T20:06:51.257982Z",
  ])
  func `a frame of the original is there at its time`(heading: String) throws {
    #expect(try Program.sccpdump(Self.capture).outputLines.contains(heading))
  }

  @Test func `the page ends with frame 90`() throws {
    let headings = try Program.sccpdump(Self.capture).outputLines.filter { $0.hasPrefix("Frame ") }
    #expect(headings.last?.hasPrefix("Frame 90 | ") == true)
  }

  @Test(.enabled(if: Program.has("capinfos"), "capinfos is not installed"))
  func `it has ninety frames`() throws {
    let run = try Program.run("capinfos", ["-T", "-r", "-c", Self.capture])
    #expect(run.outputLines.first?.split(separator: "\t").last == "90")
  }

  /// A message of the original's story: where it is named, its frame.
  private struct Step: Equatable, CustomStringConvertible {
    let message: String
    let frame: Int

    var description: String { "\(frame) \(message)" }
  }

  private func steps() throws -> [Step] {
    try JSONLine.all(of: "--json", Self.capture).map { line in
      Step(message: try line.string("message"), frame: try line.integer("frame"))
    }
  }

  @Test func `it begins with two requests, their answer, and the set-up in its order`() throws {
    let names = try steps().map(\.message)
    #expect(
      Array(names.prefix(13)) == [
        "RegisterReq", "RegisterReq", "RegisterAck", "CapabilitiesReq",
        "ButtonTemplateReq", "ButtonTemplateRes", "SoftKeyTemplateReq", "SoftKeyTemplateRes",
        "ConfigStatReq", "ConfigStatRes",
        "CapabilitiesRes", "SoftKeySetReq", "SoftKeySetRes",
      ])
  }

  @Test func `frame 18 begins the provisioning`() throws {
    #expect(try steps().first { $0.frame >= 18 } == Step(message: "ButtonTemplateReq", frame: 18))
  }

  @Test func `the lines end with forward, line, forward, line`() throws {
    let names = try steps().filter { $0.frame < 66 }.map(\.message)
    #expect(
      names.suffix(4).map { String($0.prefix(4)) } == ["Forw", "Line", "Forw", "Line"])
    #expect(Set(names.suffix(4)).count == 4)
  }

  @Test func `every second frame from 76 to 88 pushes a call state`() throws {
    let pushed = try steps().filter { $0.message == "CallState" }
    #expect(pushed.map(\.frame) == Array(stride(from: 76, through: 88, by: 2)))
  }

  @Test func `the sentences of the story stand in its order`() throws {
    let sentences = try Program.sccpdump(Self.capture).outputLines.filter { $0.contains("💡") }
    let markers = [
      "asks to register", "SEP001122334455 asks", "accepts SEP001122334455",
      "wants to know the codecs",
      "asks for the plan of its buttons", "assigns the buttons", "has these codecs",
      "into 10 sets", "calls to line 2 go elsewhere", "label of line 2", "Line 2 forwards calls",
      "Line 2 has the number", "may dial", "looks for the party called", "far end is ringing",
      "far end answers",
    ]
    var rest = sentences[...]
    for marker in markers {
      let index = rest.firstIndex { $0.contains(marker) }
      #expect(index != nil, "“\(marker)” is not there, or not in its place")
      if let index { rest = rest[(index + 1)...] }
    }
  }
}
