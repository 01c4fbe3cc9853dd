import Foundation
import Testing

/// Every style that is switched on is switched off in its line: neither the lines after it nor the shell
/// after the program are coloured.
@Suite struct ColorTests {
  private static let commands = [
    ["timeline"], ["timeline", "--verbose", "--hex", "--keepalives"], ["timeline", "--story"],
    ["timeline", "--findings"], ["timeline", "--annotations", "once"], ["timeline", "--oneline"],
    ["timeline", "--ascii"], ["summary"], ["devices", "--verbose"], ["calls", "--verbose"],
    ["calls", "--streams"], ["diagnose"], ["ladder"], ["ladder", "--annotations", "none"],
    ["check"], ["diff", "cme_refused.pcapng"],
  ]

  @Test(arguments: commands, Folder.captures)
  func `every line ends without a style`(command: [String], capture: String) throws {
    let run = try Program.sccpdump(command + ["--color", "always", capture])
    #expect(run.status != 64, "\(run.errors)")
    for line in run.outputLines { #expect(Self.isBalanced(line), "\(command): \(line)") }
  }

  @Test(arguments: [["messages"], ["messages", "OpenReceiveChannel", "RegisterReq"]])
  func `the protocol reference too`(command: [String]) throws {
    let run = try Program.sccpdump(command + ["--color", "always"])
    #expect(run.output.contains("\u{1b}["))
    #expect(run.outputLines.allSatisfy(Self.isBalanced))
  }

  @Test func `the severity of a warning is yellow`() throws {
    let run = try Program.sccpdump("diagnose", "--color", "always", "cme_refused.pcapng")
    #expect(run.output.contains("\u{1b}[33mwarning\u{1b}[0m  \u{1b}[1mtcp-reset\u{1b}[0m"))
    let summary = try Program.sccpdump("summary", "--color", "always", "cme_refused.pcapng")
    #expect(summary.output.contains("\u{1b}[33mwarning tcp-reset\u{1b}[0m"))
  }

  /// Whether each sequence that begins a style has one that ends it, before another begins.
  private static func isBalanced(_ line: String) -> Bool {
    var isOpen = false
    for sequence in line.matches(of: /\u{1b}\[([0-9;]*)m/) {
      if (sequence.1 == "0") != isOpen { return false }
      isOpen.toggle()
    }
    return !isOpen
  }
}
