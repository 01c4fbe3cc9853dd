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
        sccpdump calls --csv --number 2001 capture.pcapng > calls.csv
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: ListSelectionOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these calls: call references, or numbers of this list such as @3.",
      valueName: "call,…"),
    transform: CallChoice.init(parsing:))
  var call: [CallChoice] = []

  @OptionGroup var form: ListFormOptions

  func run() throws {
    let pipeline = Pipeline(
      CaptureSet(input.files), filter: input.filter, ports: input.reading.port,
      encoding: input.reading.encoding)
    var chosen = selection.selection
    if form.times.isLocal { chosen.readTimesOfDayAsLocal() }
    for choice in call {
      chosen.references.formUnion(choice.references)
      chosen.numbers.formUnion(choice.numbers)
    }
    let outcome = try pipeline.printCalls(
      form.options(for: pipeline.captures), selecting: chosen)
    outcome.report(withTotals: false)
    if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
  }
}

/// Calls as a person names them, separated by commas.
struct CallChoice {
  private(set) var references: Set<UInt32> = []
  /// Numbers in the list of calls.
  private(set) var numbers: Set<Int> = []

  init(parsing argument: String) throws {
    for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
      if part.hasPrefix("@"), let number = Int(part.dropFirst()), number > 0 {
        numbers.insert(number)
      } else if let reference = UInt32(part) {
        references.insert(reference)
      } else {
        throw ValidationError("\(part): neither a call reference nor a number such as @3")
      }
    }
  }
}
