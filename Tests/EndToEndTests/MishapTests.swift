import CaptureBuilder
import Foundation
import SCCP
import Testing
import Wire

/// The line after the timeline that says what went wrong, and its colours.
@Suite struct MishapTests {
  private static func remarks(_ packets: [CapturedPacket]) throws -> [String] {
    let file = CaptureWriter.file(.pcapng(.littleEndian), packets.inTimeOrder)
    return try Folder.withFile(file) { path in
      try Program.sccpdump(path).errorLines.filter { !$0.contains(" packets, ") }
    }
  }

  @Test func `refusals and resets are counted, with their frames`() throws {
    let run = try Program.sccpdump("cme_refused.pcapng")
    #expect(
      run.errorLines.first
        == "sccpdump: 2 registrations refused (frames 6, 24), 1 connection reset (frame 26); "
        + "`sccpdump diagnose` tells more")
    let both = try Program.sccpdump("cme_refused.pcapng", "cucm_call.pcapng")
    #expect(
      both.errorLines.first?.hasPrefix(
        "sccpdump: 2 registrations refused (frames 6, 24 of cme_refused.pcapng), ") == true)
  }

  @Test(arguments: ["cucm_call.pcapng", "sccp_cme_init.pcapng", "comments_two_interfaces.pcapng"])
  func `nothing is said where nothing went wrong`(capture: String) throws {
    let errors = try Program.sccpdump(capture).errors
    for word in ["refused", "reset", "failed"] { #expect(!errors.contains(word)) }
  }

  @Test func `what was left out does not count`() throws {
    let run = try Program.sccpdump(
      "--exclude", "RegisterReject", "--frames", "1-10", "cme_refused.pcapng")
    #expect(!run.errors.contains("refused"))
  }

  @Test func `a call fails once, however often its state is told`() throws {
    let leg = CallLeg(line: 1, reference: 7)
    var talk = MadeCapture.conversation()
    try talk.server(at: 1000, .callState("OffHook", leg))
    try talk.server(at: 2000, .callState("InvalidNumber", leg))
    try talk.server(at: 3000, .callState("InvalidNumber", leg))
    try talk.server(at: 4000, .callState("OnHook", leg))
    try talk.server(at: 5000, .callState("Congestion", CallLeg(line: 1, reference: 8)))
    try talk.server(at: 6000, .callState("Busy", CallLeg(line: 1, reference: 9)))
    #expect(
      try Self.remarks(talk.packets) == [
        "sccpdump: 2 calls failed (frames 5, 8); `sccpdump diagnose` tells more"
      ])
  }

  @Test func `a line that tells a failure is red as a whole, and no word has its own colour`()
    throws
  {
    let run = try Program.sccpdump(
      "--color", "always", "--annotations", "none", "--message", "Register*", "cme_refused.pcapng")
    let line = run.outputLines.first { $0.contains("RegisterReject") } ?? ""
    #expect(
      line.hasPrefix("  \u{1b}[1;31m◀ RegisterReject  “Error: Unknown device”\u{1b}[0m"))
    let request = run.outputLines.first { $0.contains("RegisterReq\u{1b}") } ?? ""
    #expect(request.hasPrefix("  \u{1b}[32m▶ RegisterReq\u{1b}[0m  SEP001122334466"))
  }
}
