import CallAnalysis
import CaptureBuilder
import Checking
import SCCP
import Wire

/// Holds made captures against expectation files.
struct ExpectationRun {
  static let clock = ScenarioClock.microseconds(since: 1_700_000_000)

  /// A connection of a phone, in the middle of which the capture begins.
  static func conversation(port: UInt16 = 50_000) -> Conversation {
    var talk = Conversation(
      clock, device: Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21)), port: port,
      server: Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1)))
    talk.version = 20
    return talk
  }

  static let phone = Phone(
    macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
    address: .ipv4(10, 10, 1, 21))
  static let name = "SEP001122334455"

  /// The verdicts on packets, which stand in the order of time.
  static func verdicts(
    _ expectations: String, _ packets: [CapturedPacket], isWhole: Bool = true,
    untoldProblems: Int = 0
  ) throws -> [Verdict] {
    let file = try ExpectationReader.read(Array(expectations.utf8))
    var evaluator = ExpectationEvaluator(file, fileName: "e.yaml", capture: "c.pcapng")
    hear(packets) { evaluator.receive($0) }
    return evaluator.finish(
      CaptureEnd(time: packets.last?.time, isWhole: isWhole, untoldProblems: untoldProblems))
  }

  /// Has `body` hear the messages of packets, which stand in the order of time.
  static func hear(_ packets: [CapturedPacket], _ body: @escaping (borrowing Record) -> Void) {
    var writer = RecordWriter { $0.forEachRecord(body) }
    var dissector = Dissector(Dissector.Options())
    for (index, packet) in packets.enumerated() {
      let stamp = FrameStamp(number: index + 1, time: packet.time)
      dissector.accept(packet.bytes.span, linkType: .ethernet, at: stamp, into: &writer)
    }
    dissector.finish(into: &writer)
    writer.passOn()
  }

  /// The verdict on the only expectation of a file, which is written without `expect:`.
  static func verdict(
    _ expectation: String, _ packets: [CapturedPacket], isWhole: Bool = true
  ) throws -> Verdict {
    let lines = expectation.split(separator: "\n", omittingEmptySubsequences: false)
    let text = "expect:\n" + lines.map { "  \($0)\n" }.joined()
    return try verdicts(text, packets, isWhole: isWhole)[0]
  }

  /// What is wrong with a file; nil where nothing is.
  static func fault(_ text: String) -> String? {
    fault(Array(text.utf8))
  }

  static func fault(_ bytes: [UInt8]) -> String? {
    do throws(ExpectationError) {
      _ = try ExpectationReader.read(bytes)
      return nil
    } catch {
      return "\(error)"
    }
  }
}

extension Verdict.Outcome: CustomStringConvertible {
  /// What a failed test shows.
  public var description: String {
    switch self {
    case .held: "held"
    case .broken: "broken"
    case .unknown: "unknown"
    case .noted: "noted"
    case .known: "known"
    }
  }
}
