import ArgumentParser
import Engine
import Rendering

/// What `sccpdump devices` and `sccpdump calls` list of which captures, and in which form.
struct ListedCaptures: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup var separation: SeparationOptions
  @OptionGroup var shards: ShardOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var redaction: ShownRedactionOptions
  @OptionGroup var form: ListFormOptions

  func print(_ list: StoryList) throws {
    form.pager.begin(reading: input.files)
    let pipeline = try redaction.applied(to: input.pipeline(shard: shards.shard))
    try separation.print(
      list, of: pipeline, form.options(for: pipeline.captures),
      selecting: selection.subjects(form.times))
  }
}
