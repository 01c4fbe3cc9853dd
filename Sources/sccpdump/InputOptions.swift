import ArgumentParser

/// Which captures to read, and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Captures, pcapng or pcap; - is standard input.", completion: .file())
  var files: [String]

  @Option(
    name: .long,
    help: ArgumentHelp("TCP port of the call manager, when it is not 2000.", valueName: "port"))
  var port: [UInt16] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Read only packets that a BPF expression selects.", valueName: "expression"))
  var filter: String?

  /// What a file is called in a message.
  static func displayName(_ path: String) -> String {
    path == "-" ? "standard input" : path
  }

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a capture file, or - for standard input") }
  }
}
