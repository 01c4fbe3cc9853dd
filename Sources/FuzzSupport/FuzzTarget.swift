/// What the fuzzer feeds: a part of the program, and what it promises for any bytes.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// The block and packet readers, and what unpacks compressed captures.
  case blocks
  /// From the link layer to the TCP segment.
  case packets
  /// The connection table.
  case streams
  /// Framer, decoder and analysis, and everything that is rendered of a message.
  case messages
  /// The reader of golden files, and what compares them.
  case golden
  /// The reader of expectation files, what holds them against messages, and the reports.
  case expectations
  /// From the bytes of a file to all outputs.
  case pipeline

  /// Feeds the target an input; throws where a promise does not hold.
  package func run(_ input: Span<UInt8>) throws(Violation) {
    switch self {
    case .blocks: try BlocksTarget.run(input)
    case .packets: try PacketsTarget.run(input)
    case .streams: try StreamsTarget.run(input)
    case .messages: try MessagesTarget.run(input)
    case .golden: try GoldenTarget.run(input)
    case .expectations: try ExpectationsTarget.run(input)
    case .pipeline: try PipelineTarget.run(input)
    }
  }

  /// Runs a target for libFuzzer, which sees no more than that the process ends.
  package func runOrTrap(_ input: Span<UInt8>) {
    do throws(Violation) {
      try run(input)
    } catch {
      fatalError("\(rawValue): \(error)")
    }
  }
}
