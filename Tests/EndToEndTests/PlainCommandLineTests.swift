import Foundation
import Testing

/// The plainest command lines go without the argument library, and say what it would have them say.
@Suite struct PlainCommandLineTests {
  private static let calls = "cucm_call.pcapng"
  private static let refusal = "cme_refused.pcapng"
  /// What has the argument library asked, and changes nothing.
  private static let parsed = ["timeline", "--time", "utc"]

  @Test(arguments: [
    [calls], [calls, refusal], [refusal, calls], ["missing.pcapng"], [calls, "missing.pcapng"],
    ["../README.md"], ["*.pcapng"], [""], ["."], [calls, calls],
  ])
  func `the argument library says the same`(files: [String]) throws {
    for (plain, named) in [
      (files, Self.parsed + files),
      (["timeline"] + files, Self.parsed + files),
      (["--json"] + files, Self.parsed + ["--json"] + files),
      (files + ["--json"], Self.parsed + files + ["--json"]),
      (["--oneline"] + files, Self.parsed + ["--oneline"] + files),
    ] {
      let run = try Program.sccpdump(plain)
      let other = try Program.sccpdump(named)
      #expect(run.bytes == other.bytes, "\(plain)")
      #expect(run.errors == other.errors, "\(plain)")
      #expect(run.status == other.status, "\(plain)")
    }
  }

  @Test(arguments: ["calls", "devices", "summary"])
  func `a list without options is that of the argument library`(command: String) throws {
    for files in [
      [Self.calls], [Self.calls, Self.refusal], ["missing.pcapng"], [Self.calls, "missing.pcapng"],
      ["*.pcapng"], ["calls", Self.calls],
    ] {
      for form in [[], ["--json"]] {
        let plain = try Program.sccpdump([command] + form + files)
        let parsed = try Program.sccpdump([command] + form + ["--time", "utc"] + files)
        #expect(plain.bytes == parsed.bytes, "\(command) \(files)")
        #expect(plain.errors == parsed.errors, "\(command) \(files)")
        #expect(plain.status == parsed.status, "\(command) \(files)")
      }
    }
  }

  @Test func `what is no file is for the argument library`() throws {
    #expect(try Program.sccpdump(["--json"]).status == 64)
    #expect(try Program.sccpdump(["--json", "--json"]).status == 64)
    #expect(try Program.sccpdump(["--json", "--jsom", "x"]).status == 64)
    #expect(try Program.sccpdump(["--json", "--oneline", Self.calls]).status == 64)
    #expect(try Program.sccpdump(["calls", "--oneline", Self.calls]).status == 64)
    #expect(try Program.sccpdump(["calls"]).status == 64)
    #expect(try Program.sccpdump(["calls", "--json", "--jsom", "x"]).status == 64)
    #expect(try Program.sccpdump(["messages"]).output.contains("KeepAlive"))
  }
}
