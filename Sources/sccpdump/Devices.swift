import ArgumentParser
import Engine

/// `sccpdump devices FILE…`: the phones, gateways and media resources of the captures.
struct Devices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "List the devices: who registered where, with which lines, and how it ended.",
    discussion: """
      Examples:
        sccpdump devices capture.pcapng
        sccpdump devices --verbose --device SEP001122334455 capture.pcapng
        sccpdump devices --json x.pcapng | jq 'select(.state != "registered")'
      """)

  @OptionGroup var captures: ListedCaptures

  func run() throws { try captures.print(.devices) }
}
