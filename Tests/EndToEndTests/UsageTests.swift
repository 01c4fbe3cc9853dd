import Foundation
import Testing

/// Wrong usage: status 64, a line that helps, and nothing on standard output.
@Suite struct UsageTests {
  private static let capture = "cme_refused.pcapng"

  private func complaint(_ arguments: [String]) throws -> [String] {
    let run = try Program.sccpdump(arguments)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("sccpdump: "))
    return run.errorLines
  }

  @Test(arguments: [
    (["--frobnicate", capture], "--frobnicate"),
    (["--color", "loud", capture], "'auto', 'always' or 'never'"),
    (["--annotations", "some", capture], "'all', 'once' or 'none'"),
    (["--detail", capture], "--detail needs --json"),
    (["--frames", "x", capture], "--frames <A-B>"),
    (["--frames", "9-4", capture], "the range ends before it begins; 4-9 is one"),
    (["--message", "keepalive", capture], "the nearest are keepalives (a set of messages), KeepA"),
    (
      ["diagnose", "--rule", "nope", capture],
      "nope: no rule has this name (sccpdump diagnose --rules"
    ),
    (["diagnose", "--ignore", "loss", capture], "the nearest is rtp-loss"),
    (
      ["diagnose", "--set", "reg-slow=abc", capture],
      "abc is no value for the rule reg-slow, such as"
    ),
    ([capture, "calls"], "calls: no such file, but a subcommand; put the subcommand first"),
    (["--number", "20*", "calls", capture], "calls: no such file, but a subcommand; put the"),
    (
      ["calls", capture, "summary"],
      "summary: no such file, but a subcommand, and calls is one already"
    ),
    (["--since", "yesterday", capture], "such as 09:00 or 09:00:13.4"),
    (["--call", "first", capture], "first: neither a call reference nor a number such as @3"),
    (["--call", "1,", capture], ": neither a call reference nor"),
    (["--host", "10.1", capture], "10.1: not an IPv4 or IPv6 address"),
    (["--exclude", "Nothing*", capture], "Nothing*: no message has this name"),
    (["chekc", capture], "chekc: no such file; did you mean the subcommand check?"),
    (["mesages"], "mesages: no such file; did you mean the subcommand messages?"),
    (["--port", "99999", capture], "--port <port>"),
    (["--device"], "--device"),
    (["--json"], "<file>"),
  ])
  func `the first line names what is wrong`(arguments: [String], hint: String) throws {
    #expect(try complaint(arguments).first?.contains(hint) == true)
  }

  @Test func `a name that no message has is answered with the nearest ones`() throws {
    let lines = try complaint(["--message", "Callstat", Self.capture])
    #expect(lines.first?.contains("Callstat") == true)
    #expect(lines.first?.contains("CallState") == true)
    #expect(lines.count < 6)
  }

  @Test func `a filter that libpcap does not take is told in its words`() throws {
    let lines = try complaint(["-f", "tcp prt 2000", Self.capture])
    #expect(lines.first?.contains("syntax error") == true)
    #expect(lines.first?.contains("tcp prt 2000") == true)
  }

  @Test func `a file may have a subcommand's name, and so may a value`() throws {
    try Folder.withTemporary { folder in
      let fixture = Folder.fixtures.appending(path: Self.capture)
      try FileManager.default.copyItem(at: fixture, to: folder.appending(path: "calls"))
      try FileManager.default.copyItem(at: fixture, to: folder.appending(path: "x"))
      let both = try Program.sccpdump(["--frames", "4", "x", "calls"], in: folder)
      #expect(both.status == 0)
      let value = try Program.sccpdump(["--device", "summary", "x"], in: folder)
      #expect(value.status == 0)
      #expect(value.errors.contains("no device is named summary"))
    }
  }

  @Test func `a file that is not there, and is no misspelt subcommand, is only missing`() throws {
    let run = try Program.sccpdump("nosuch.pcap")
    #expect(run.status == 2)
    #expect(run.errors == "sccpdump: nosuch.pcap: no such file or directory\n")
  }

  @Test(arguments: [
    (["CLICOLOR_FORCE": "1"], true), (["CLICOLOR_FORCE": "0"], false), ([:], false),
    (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
  ])
  func `the environment decides on colours where no option does`(
    environment: [String: String], isColored: Bool
  ) throws {
    let run = try Program.run(
      Program.sccpdump.path, ["--frames", "4", Self.capture], environment: environment)
    #expect(run.output.contains("\u{1b}[") == isColored)
  }

  @Test func `without arguments it says how it is used`() throws {
    let lines = try complaint([])
    #expect(lines.contains { $0.contains("USAGE: ") || $0.contains("Usage: ") })
  }

  @Test(arguments: ["--help", "-h"])
  func `help goes to standard output`(flag: String) throws {
    let run = try Program.sccpdump(flag)
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("USAGE: sccpdump"))
    #expect(run.output.contains("Exit status"))
  }

  @Test func `the version goes to standard output`() throws {
    let run = try Program.sccpdump("--version")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  /// The argument library breaks lines after 80 columns, in the middle of what is to be copied.
  @Test func `every example in a help stands in one line`() throws {
    let subcommands = try Program.sccpdump("--help").outputLines.drop { $0 != "SUBCOMMANDS:" }
      .compactMap { $0.firstMatch(of: /^\s\s([a-z]+)\s/).map { String($0.1) } }
    #expect(subcommands.count > 10)
    for command in subcommands.map({ [$0, "--help"] }) + [["--help"]] {
      let examples = try Program.sccpdump(command).outputLines
        .drop { $0 != "Examples:" }.dropFirst().prefix { !$0.isEmpty }
      for line in examples {
        #expect(line.hasPrefix("  "), "\(command): \(line)")
      }
    }
  }

  @Test func `the help of the timeline names every option`() throws {
    let run = try Program.sccpdump("timeline", "--help")
    for option in [
      "--json", "--detail", "--verbose", "--hex", "--keepalives", "--annotations", "--color",
      "--ascii", "--show-secrets", "--device", "--call", "--line", "--message", "--frames",
      "--exclude", "--since", "--until", "--host", "--port", "--filter",
    ] {
      #expect(run.output.contains(option))
    }
  }
}
