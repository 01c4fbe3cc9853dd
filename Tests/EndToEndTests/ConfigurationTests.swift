import Foundation
import Testing

/// Options from the file that SCCPDUMP_CONFIG_PATH names.
@Suite struct ConfigurationTests {
  private static let capture = "cucm_call.pcapng"

  /// Runs the program with a file of options.
  private static func run(_ options: String, _ arguments: String...) throws -> Run {
    try Folder.withFile(Array(options.utf8), name: "options") { path in
      try Program.run(
        Program.sccpdump.path, arguments, environment: ["SCCPDUMP_CONFIG_PATH": path])
    }
  }

  @Test func `the file's options count as if they were typed`() throws {
    let options = "# what I like\n--time=epoch\n\n  --annotations\nnone  \n--exclude=ui\r\n"
    let run = try Self.run(options, Self.capture)
    let typed = try Program.sccpdump(
      "--time", "epoch", "--annotations", "none", "--exclude", "ui", Self.capture)
    #expect(run.status == 0)
    #expect(run.bytes == typed.bytes)
    #expect(run.errors == typed.errors)
  }

  @Test func `a command takes those that it has`() throws {
    let run = try Self.run("--time=epoch\n--annotations=none\n", "calls", Self.capture)
    #expect(run.status == 0)
    #expect(run.output == (try Program.sccpdump("calls", "--time", "epoch", Self.capture).output))
    #expect(try Self.run("--annotations=none\n", "messages", "KeepAliveReq").status == 0)
    #expect(try Self.run("--annotations=none\n", "--version").status == 0)
  }

  @Test func `what is typed comes after it`() throws {
    let plain = try Program.sccpdump(Self.capture)
    let options = "--time=epoch\n--ascii\n"
    let run = try Self.run(options, "--time", "utc", "--no-ascii", Self.capture)
    #expect(run.bytes == plain.bytes)
  }

  @Test(arguments: [
    ("--json\n", ["--oneline"]), ("--json\n", ["calls", "--csv"]),
    ("--csv\n", ["calls", "--json"]),
    ("--verbose\n", ["calls", "--json"]), ("--oneline\n", ["--findings"]),
    ("--device=SEP1\n", ["extract", "--all", "-o", "-"]),
  ])
  func `what is typed counts before what contradicts it`(options: String, typed: [String]) throws {
    let run = try Folder.withFile(Array(options.utf8), name: "options") { path in
      try Program.run(
        Program.sccpdump.path, typed + [Self.capture], environment: ["SCCPDUMP_CONFIG_PATH": path])
    }
    let plain = try Program.sccpdump(typed + [Self.capture])
    #expect(run.status == 0)
    #expect(run.bytes == plain.bytes)
    #expect(run.errors == plain.errors)
  }

  @Test(arguments: [
    ("# mine\n--time=foo\n", "options: line 2: The value 'foo' is invalid for '--time <form>'"),
    ("--ascii\n--message\nkeepalive\n", "options: line 2: The value 'keepalive' is invalid for"),
    ("--json\n--oneline\n", "options: line 2: --oneline and --json are two forms"),
  ])
  func `a wrong value is told with its line`(options: String, sentence: String) throws {
    let run = try Self.run(options, Self.capture)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.errors.contains(sentence), "\(run.errors)")
  }

  @Test func `an option that needs another waits for it`() throws {
    #expect(try Self.run("--detail\n", "--frames", "8", Self.capture).status == 0)
    let run = try Self.run("--detail\n", "--json", "--frames", "8", Self.capture)
    #expect(run.output.contains("\"raw\""))
  }

  @Test func `no-config leaves the file alone`() throws {
    let plain = try Program.sccpdump(Self.capture)
    #expect(try Self.run("--time=epoch\n", "--no-config", Self.capture).bytes == plain.bytes)
    #expect(try Self.run("--nonsense\n", "--no-config", Self.capture).errors == plain.errors)
  }

  @Test func `what makes no sense is told, with its line, and the rest counts`() throws {
    let run = try Self.run("--nonsense\nfile.pcap\n--time=epoch\n--device\n", Self.capture)
    #expect(run.status == 0)
    #expect(run.output.contains("Frame 4 | 1709629201.004511"))
    #expect(run.errors.contains("options: line 1: no command has --nonsense\n"))
    #expect(run.errors.contains("options: line 2: no command has file.pcap\n"))
    #expect(run.errors.contains("options: line 4: --device lacks its value\n"))
  }

  @Test func `a file that is not there is told, and nothing else changes`() throws {
    let run = try Program.run(
      Program.sccpdump.path, [Self.capture],
      environment: ["SCCPDUMP_CONFIG_PATH": "/no/such/file"])
    #expect(run.status == 0)
    #expect(run.errorLines.first == "sccpdump: /no/such/file: no such file or directory")
  }
}
