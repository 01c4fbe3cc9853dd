import ArgumentParser
import Engine
import NetworkLayers

/// Which captures to read, and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      Captures, pcapng or pcap, also compressed with gzip or zstd: files, directories of them, or \
      quoted patterns ('ring_*.pcapng'); - is standard input. Several are read as one, in the \
      order of time.
      """, valueName: "file"), completion: .file())
  var files: [String]

  @OptionGroup var reading: ReadingOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Read only packets that a BPF expression selects.", valueName: "expression"))
  var filter: String?

  /// What reads these captures; with `shard`, only its connections are looked at.
  func pipeline(shard: Shard? = nil, selection: Selection = Selection()) -> Pipeline {
    Pipeline(
      CaptureSet(files), filter: filter, ports: reading.port, encoding: reading.encoding,
      shard: shard, selection: selection)
  }

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a capture file, or - for standard input") }
    if files.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("- is named more than once, but there is one standard input")
    }
  }
}
