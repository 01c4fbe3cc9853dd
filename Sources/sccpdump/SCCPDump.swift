import ArgumentParser

/// The program: options in, pipeline, exit status out.
@main
struct SCCPDump: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sccpdump",
    abstract: "Tell what SCCP (Skinny) phones and their call manager said to each other.",
    discussion: """
      Without a subcommand, prints the annotated timeline of the captures, or with --json their \
      messages as JSON Lines. A capture is pcapng or pcap; - is standard input.

      Exit status: 0 done, 2 a file could not be read, or not to its end, 64 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [Timeline.self, Messages.self],
    defaultSubcommand: Timeline.self)

  /// Runs the command that the arguments name, and ends the process with its status.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      exit(withError: error)
    }
  }
}
