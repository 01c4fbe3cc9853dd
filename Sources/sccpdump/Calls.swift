import ArgumentParser
import Engine
import Rendering

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

  @OptionGroup var input: InputOptions
  @OptionGroup var separation: SeparationOptions
  @OptionGroup var shards: ShardOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions

  @Flag(name: .long, help: "List the media streams of the calls: orders, packets, loss, jitter.")
  var streams = false

  @OptionGroup var form: ListFormOptions

  func run() throws {
    form.pager.begin(reading: input.files)
    let pipeline = try redaction.applied(to: input.pipeline(shard: shards.shard))
    var chosen = selection.subjects
    if form.times.isLocal { chosen.readTimesOfDayAsLocal() }
    try separation.print(
      streams ? .streams : .calls, of: pipeline, form.options(for: pipeline.captures),
      selecting: chosen)
  }
}
