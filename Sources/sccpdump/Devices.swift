import ArgumentParser
import Engine
import Rendering

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

  @OptionGroup var input: InputOptions
  @OptionGroup var separation: SeparationOptions
  @OptionGroup var shards: ShardOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions
  @OptionGroup var form: ListFormOptions

  func run() throws {
    form.pager.begin(reading: input.files)
    let pipeline = try redaction.applied(to: input.pipeline(shard: shards.shard))
    var chosen = selection.subjects
    if form.times.isLocal { chosen.readTimesOfDayAsLocal() }
    try separation.print(
      .devices, of: pipeline, form.options(for: pipeline.captures), selecting: chosen)
  }
}
