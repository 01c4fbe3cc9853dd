import ArgumentParser
import Engine

/// `sccpdump calls FILE…`: the calls of the captures.
struct Calls: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "List the calls: who called whom, for how long, and what came of it.",
    discussion: """
      Examples:
        sccpdump calls capture.pcapng
        sccpdump calls --verbose --call @3 capture.pcapng
        sccpdump calls --streams --call @3 capture.pcapng
        sccpdump calls --csv --number 2001 capture.pcapng > calls.csv
        sccpdump calls --each --json captures/
      """)

  @Flag(name: .long, help: "List the media streams of the calls: orders, packets, loss, jitter.")
  var streams = false

  @OptionGroup var captures: ListedCaptures

  func run() throws { try captures.print(streams ? .streams : .calls) }
}
