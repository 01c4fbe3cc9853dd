import Foundation
import Testing

/// A pager on a real terminal: when it is used, and how the program ends.
@Suite(.enabled(if: Terminal.isAvailable, "python3 is not installed"))
struct PagerTests {
  /// Runs the program in a terminal of 24 rows with a pager that marks each line it shows; the exit
  /// status stands in the last line.
  private static func output(
    _ arguments: [String], pager: String = "sed 's/^/| /'", _ environment: [String: String] = [:]
  ) throws -> [String] {
    let command = ["-c", script, Program.sccpdump.path] + arguments
    let variables = ["PAGER": pager, "TERM": "xterm"].merging(environment) { $1 }
    return try Program.run("python3", command, environment: variables).outputLines
  }

  private static let script = """
    import os, pty, sys, fcntl, struct, termios
    \(Terminal.readingToEnd)
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 100, 0, 0))
        os.execv(sys.argv[1], sys.argv[1:])
    text = read_to_end(terminal)
    status = os.waitpid(pid, 0)[1]
    sys.stdout.buffer.write(text.replace(b'\\r\\n', b'\\n'))
    print(os.waitstatus_to_exitcode(status))
    """

  @Test func `output longer than the screen goes through the pager, all of it`() throws {
    let plain = try Self.output(["--pager", "never", "cucm_call.pcapng"])
    let paged = try Self.output(["cucm_call.pcapng"])
    #expect(paged.last == "0")
    #expect(paged.dropLast().allSatisfy { $0.hasPrefix("| ") })
    #expect(paged.dropLast().map { $0.dropFirst(2) } == plain.dropLast().map { $0[...] })
    #expect(paged.contains { $0.contains("146 packets") })
  }

  @Test(arguments: [
    ("ladder cucm_call.pcapng", 0), ("diagnose --rules", 0),
    ("diff cucm_call.pcapng sccp_cme_init.pcapng", 1),
  ])
  func `so do a ladder, rules and what differs`(command: String, status: Int) throws {
    let paged = try Self.output(command.split(separator: " ").map(String.init))
    #expect(paged.last == "\(status)")
    #expect(paged.count > 24)
    #expect(paged.dropLast().allSatisfy { $0.hasPrefix("| ") })
  }

  @Test func `output that fits does not, unless that is asked for`() throws {
    let short = try Self.output(["calls", "cucm_call.pcapng"])
    #expect(short.count == 3)
    #expect(!short.contains { $0.hasPrefix("| ") })
    let asked = try Self.output(["calls", "--pager", "always", "cucm_call.pcapng"])
    #expect(asked.dropLast().allSatisfy { $0.hasPrefix("| ") })
  }

  @Test(arguments: ["", "cat", "no_such_pager_at_all"])
  func `no pager is none`(pager: String) throws {
    let lines = try Self.output(["cucm_call.pcapng"], pager: pager)
    #expect(lines.count > 100)
    #expect(lines.last == "0")
  }

  @Test func `a dumb terminal has none`() throws {
    let lines = try Self.output(["cucm_call.pcapng"], ["TERM": "dumb"])
    #expect(!lines.contains { $0.hasPrefix("| ") })
  }

  @Test func `the exit status is the program's, not the pager's`() throws {
    let failed = try Self.output(["cucm_call.pcapng", "no_such.pcapng"])
    #expect(failed.last == "2")
    #expect(failed.contains { $0.hasPrefix("| ") && $0.contains("no_such.pcapng") })
    #expect(try Self.output(["cucm_call.pcapng"], pager: "cat >/dev/null; exit 7").last == "0")
  }

  @Test func `a pager that is left early ends the program in silence`() throws {
    let lines = try Self.output(["--json", "--detail", "cucm_call.pcapng"], pager: "head -n 1")
    #expect(lines.count == 2)
    #expect(lines.last == "0")
  }

  @Test func `a pipe has none`() throws {
    let run = try Program.run(
      Program.sccpdump.path, ["--pager", "always", "cucm_call.pcapng"],
      environment: ["PAGER": "sed 's/^/| /'"])
    #expect(!run.outputLines.contains { $0.hasPrefix("| ") })
  }
}
