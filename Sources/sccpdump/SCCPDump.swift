import ArgumentParser
import Checking
import Engine
import PcapngReader
import Text

/// The program: options in, pipeline, exit status out.
@main
struct SCCPDump: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sccpdump",
    abstract: "Tell what SCCP (Skinny) phones and their call manager said to each other.",
    usage: """
      sccpdump [--json] [<options>] <file> ...
      sccpdump <subcommand> ...
      """,
    discussion: """
      Examples:
        sccpdump capture.pcapng                      what phones and server said
        sccpdump --exclude ui,keepalives x.pcapng    without display, lamps, tones
        sccpdump --device SEP001122334455 --since 09:00 x.pcapng
        sccpdump calls x.pcapng                      who called whom, and the audio
        sccpdump diagnose x.pcapng                   what is wrong, and what to check
        sccpdump --json x.pcapng | jq -r .message    one object a message

      Without a subcommand, prints the annotated timeline of the captures, or with --json their \
      messages as JSON Lines; `sccpdump help timeline` has all options. A capture is pcapng or \
      pcap, plain or compressed with gzip or zstd; - is standard input.

      Exit status: \(ExitMeaning.sentence).
      """,
    version: "0.1.0",
    subcommands: [
      Timeline.self, Summary.self, Devices.self, Calls.self, Diagnose.self, LadderCommand.self,
      ReportCommand.self,
      Extract.self, Annotate.self, Redact.self, Messages.self, Schema.self, Check.self, Diff.self,
      Generate.self, CompleteWords.self,
    ],
    defaultSubcommand: Timeline.self)

  /// Runs the command that the arguments name, and ends the process with its status.
  static func main() {
    StandardStreams.holdPlaces()
    Interruption.ignoreWritingSignals()
    refuseMisspeltSubcommand()
    MisplacedSubcommand.refuse(in: ProgramArguments.all)
    do {
      let arguments = ConfigurationFile.arguments(adding: ProgramArguments.all) { arguments in
        do {
          _ = try named(by: arguments).parse(values(in: arguments))
          return nil
        } catch {
          return message(for: error)
        }
      }
      if let plain = PlainCommandLine(arguments) {
        try plain.run()
      } else {
        var command = try command(of: arguments)
        try command.run()
      }
      Pager.finish()
    } catch let error as FilterError {
      StandardStreams.report("--filter: \(error)")
      StandardStreams.exit(ExitCode.validationFailure.rawValue)
    } catch let error as RepeatedReadingError {
      StandardStreams.report("\(error)")
      StandardStreams.exit(ExitCode.validationFailure.rawValue)
    } catch {
      complain(error)
    }
  }

  /// The command that arguments name, or the timeline, with its options.
  ///
  /// The argument library takes as long to learn a command's options as a small capture takes to
  /// read. A command is therefore asked directly; where it does not take the arguments, all commands
  /// together say why, or print the help.
  private static func command(of arguments: [String]) throws -> any ParsableCommand {
    if arguments.first != "help",
      let command = try? named(by: arguments).parse(values(in: arguments))
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// The subcommand that the first argument names; the timeline where it names none.
  private static func named(by arguments: [String]) -> any ParsableCommand.Type {
    subcommand(arguments.first) ?? Timeline.self
  }

  /// The arguments without the subcommand's name.
  private static func values(in arguments: [String]) -> [String] {
    subcommand(arguments.first) == nil ? arguments : Array(arguments.dropFirst())
  }

  private static func subcommand(_ name: String?) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0.configuration.commandName == name }
  }

  /// Whether a first argument names a command.
  static func isCommand(_ word: String) -> Bool { word == "help" || subcommand(word) != nil }

  /// The names of the subcommands that help shows.
  static var subcommandNames: [String] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0._commandName }
  }

  /// Ends with a hint where the first argument is no file, and looks like a subcommand's name.
  private static func refuseMisspeltSubcommand() {
    guard let word = ProgramArguments.all.first, !word.hasPrefix("-"),
      FilePaths.kind(of: word) == .missing
    else { return }
    let names = subcommandNames + ["help"]
    guard !names.contains(word), let name = NearestName.near(word, in: names) else { return }
    StandardStreams.report("\(word): no such file; did you mean the subcommand \(name)?")
    StandardStreams.exit(ExitCode.validationFailure.rawValue)
  }

  /// Says what is wrong with the arguments in the way of all our errors; help, the version and the
  /// completions of shells are none, and go to standard output.
  private static func complain(_ error: any Error) -> Never {
    let status = exitCode(for: error)
    let message = fullMessage(for: error)
    if status == .success, !message.isEmpty {
      var text = TextBuffer()
      text.append(message)
      text.append("\n")
      StandardStreams.writeResult(text, isASCII: StandardStreams.hasASCIILocale)
    } else if !message.isEmpty {
      let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
      let place = "Error: "
      for (index, line) in lines.enumerated() {
        let fact = index == 0 && line.hasPrefix(place) ? line.dropFirst(place.count) : line
        StandardStreams.report(String(fact), prefix: index == 0 ? "sccpdump: " : "")
      }
    }
    StandardStreams.exit(status.rawValue)
  }
}
