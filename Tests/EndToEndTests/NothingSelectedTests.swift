import Foundation
import Testing

/// A selection that nothing fits is no result: nothing is judged, and no file is written.
@Suite struct NothingSelectedTests {
  private static let capture = "cme_refused.pcapng"

  private static let selections = [
    ["--device", "SEP999"], ["--call", "@9"], ["--number", "9999"], ["--host", "192.0.2.1"],
    ["--since", "2030-01-01"], ["--filter", "udp"],
  ]

  @Test(arguments: selections)
  func `a diagnosis of nothing has not passed`(selection: [String]) throws {
    for form in [[], ["--json"]] {
      let run = try Program.sccpdump(["diagnose"] + form + selection + [Self.capture])
      #expect(run.status == 2)
      #expect(run.output == "")
      #expect(run.errorLines.count == 1, "\(run.errors)")
    }
  }

  @Test func `a report of a diagnosis of nothing fails`() throws {
    let run = try Program.sccpdump(
      "diagnose", "--report", "tap", "--device", "SEP999", Self.capture)
    #expect(run.status == 2)
    #expect(run.outputLines.contains { $0.hasPrefix("not ok") })
  }

  @Test(arguments: [
    ["extract"], ["annotate"], ["report"], ["ladder"], ["ladder", "--format", "svg"],
  ])
  func `no file of nothing is written, and none is replaced`(command: [String]) throws {
    try Folder.withTemporary { folder in
      for selection in Self.selections {
        let file = folder.appending(path: "out").path
        let run = try Program.sccpdump(command + selection + ["-o", file, Self.capture])
        #expect(run.status == 2, "\(selection)")
        #expect(run.errors.hasSuffix("\(file): not written, because nothing is selected\n"))
        #expect(!FileManager.default.fileExists(atPath: file))
      }
    }
  }

  @Test func `a part of the connections may lack what is selected`() throws {
    for part in 1...4 {
      let run = try Program.sccpdump(
        "diagnose", "--fail-on", "never", "--shard", "\(part)/4", "--device", "SEP001122334466",
        Self.capture)
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test(arguments: [
    (["--host", "10.10.1.23"], "reg-rejected", true), (["--host", "10.10.1.1"], "tcp-reset", true),
    (["--device", "SEP001122334466"], "tcp-reset", true),
  ])
  func `findings are those of what is selected`(
    selection: [String], rule: String, isTold: Bool
  ) throws {
    let run = try Program.sccpdump(["diagnose"] + selection + [Self.capture])
    #expect(run.output.contains("  \(rule)  ") == isTold)
    // It is about no device.
    #expect(!run.output.contains("sec-cleartext"))
  }

  @Test func `findings are told of a call by its party, and of a connection by its address`() throws
  {
    func rules(_ selection: String...) throws -> [String] {
      try Program.sccpdump(["diagnose", "--json"] + selection + ["cucm_call.pcapng"]).outputLines
        .map { try JSONLine($0).string("rule") }
    }
    let all = try rules()
    // The phone with the line 2001 tells why it was away.
    #expect(try rules("--number", "2001") == ["call-ended-by-server", "alarm-last"])
    #expect(try rules("--number", "2000") == ["call-ended-by-server"])
    #expect(try rules("--host", "10.10.1.22") == ["tcp-midstream", "call-ended-by-server"])
    #expect(try rules("--host", "10.10.0.10").count <= all.count)
  }

  @Test func `names of parties have columns of their own in CSV`() throws {
    let lines = try Program.sccpdump("calls", "--csv", "cucm_call.pcapng").output
      .split(separator: "\r\n")
    #expect(lines.first?.hasSuffix(",findings,fromName,fromDevice,toName,toDevice") == true)
    #expect(lines.last?.hasSuffix(",Anna Berg,SEP001122334455,Reception,10.10.1.22") == true)
  }

  @Test func `a file that cannot be opened has no heading`() throws {
    let run = try Program.sccpdump("nosuch.pcapng", Self.capture)
    #expect(run.status == 2)
    #expect(run.outputLines.first == Self.capture)
    #expect(!run.output.contains("nosuch"))
    let summary = try Program.sccpdump("summary", "nosuch.pcapng", Self.capture)
    #expect(!summary.output.contains("nosuch"))
  }
}
