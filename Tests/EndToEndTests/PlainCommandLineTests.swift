import Foundation
import Testing

/// The plainest command lines go without the argument library, and say what it would have them say.
@Suite struct PlainCommandLineTests {
  private static let calls = "cucm_call.pcapng"
  private static let refusal = "cme_refused.pcapng"

  @Test(arguments: [
    [calls], [calls, refusal], [refusal, calls], ["missing.pcapng"], [calls, "missing.pcapng"],
    ["../README.md"], ["*.pcapng"], [""], ["."], [calls, calls],
  ])
  func `a name more says the same`(files: [String]) throws {
    for (plain, named) in [
      (files, ["timeline"] + files),
      (["--json"] + files, ["timeline", "--json"] + files),
      (files + ["--json"], ["timeline"] + files + ["--json"]),
    ] {
      let run = try Program.sccpdump(plain)
      let other = try Program.sccpdump(named)
      #expect(run.bytes == other.bytes, "\(plain)")
      #expect(run.errors == other.errors, "\(plain)")
      #expect(run.status == other.status, "\(plain)")
    }
  }

  @Test func `what is no file is for the argument library`() throws {
    #expect(try Program.sccpdump(["--json"]).status == 64)
    #expect(try Program.sccpdump(["--json", "--json"]).status == 64)
    #expect(try Program.sccpdump(["--json", "--jsom", "x"]).status == 64)
    #expect(try Program.sccpdump(["messages"]).output.contains("KeepAlive"))
  }
}
