import CallAnalysis
import NetworkLayers
import PcapngReader
import Rendering
import Wire

/// Reads captures as one, dissects them and writes what a renderer makes of it.
struct Pipeline {
  let captures: CaptureSet
  private let filter: String?
  private let selection: Selection
  private let options: Dissector.Options

  init(_ input: InputOptions, _ selection: SelectionOptions, sentences: Bool, values: Bool) {
    captures = CaptureSet(input.files)
    filter = input.filter
    self.selection = Selection(selection)
    var options = Dissector.Options()
    if !input.port.isEmpty { options.serverPorts = input.port }
    options.writesSentences = sentences
    options.writesValues = values
    self.options = options
  }

  /// Reads all captures and renders what is in them; what is left to say when that is done.
  func run<R: Renderer & ~Copyable>(
    _ renderer: @escaping @Sendable () -> R
  ) throws -> Outcome {
    let filter = try CaptureFilter(filter)
    let output = Output(renderer)
    let progress = Progress(captures.paths)
    var run = Run(
      captures: captures, filter: filter, dissector: Dissector(options), output: output,
      selection: selection, progress: progress)
    for problem in captures.problems { run.fail(problem) }
    Interruption.noteSignals()
    var merged = MergedCaptures(
      paths: captures.paths,
      beforeWaiting: {
        endIfInterrupted(output, progress)
        output.flush()
      },
      didRead: {
        endIfInterrupted(output, progress)
        progress.note($0, messages: output.messageCount)
      })
    merged.read(into: &run)
    endIfInterrupted(output, progress)
    progress.end()
    return run.finish()
  }
}

/// Where a signal asks for it, has what was complete written and ends the process.
private func endIfInterrupted(_ output: Output, _ progress: Progress) {
  guard let signal = Interruption.request else { return }
  output.finish()
  progress.end()
  let count = output.messageCount
  StandardStreams.report("interrupted after \(count) message\(count == 1 ? "" : "s")")
  Interruption.end(by: signal)
}

/// What takes the packets of one run.
private struct Run: PacketSink, ~Copyable {
  let captures: CaptureSet
  let filter: CaptureFilter
  var dissector: Dissector
  let output: Output
  let progress: Progress
  private var sink: SelectingSink<Output>
  private var outcome: Outcome

  init(
    captures: CaptureSet, filter: CaptureFilter, dissector: consuming Dissector,
    output: Output, selection: Selection, progress: Progress
  ) {
    self.progress = progress
    self.captures = captures
    self.filter = filter
    self.dissector = dissector
    self.output = output
    sink = SelectingSink(output, selection)
    outcome = Outcome(remarks: captures.remarks)
  }

  mutating func receive(_ packet: borrowing Packet, file: Int) {
    guard filter.selects(packet) else { return }
    if let comments = packet.comments {
      output.receive(comments, of: packet.stamp(file: file))
    }
    dissector.accept(
      packet.data, linkType: packet.linkType, at: packet.stamp(file: file), into: &sink)
  }

  mutating func receive(_ failure: CaptureFailure) {
    fail("\(captures.name(of: failure.file)): \(failure)")
  }

  /// Says what cannot be read, behind all that was printed before.
  mutating func fail(_ problem: String) {
    output.settle()
    progress.end()
    outcome.hasFailed = true
    StandardStreams.report(problem)
  }

  /// Renders what was held back.
  consuming func finish() -> Outcome {
    dissector.finish(into: &sink)
    output.finish()
    outcome.note(dissector)
    return outcome
  }
}

/// What a run has to say at its end.
struct Outcome {
  /// Whether a file could not be read, or not to its end.
  var hasFailed = false
  private(set) var totals = Totals()
  private var remarks: [String]

  /// Begins with what is to be remarked already.
  init(remarks: [String]) {
    self.remarks = remarks
  }

  var exitStatus: Int32 { hasFailed ? 2 : 0 }

  mutating func note(_ dissector: borrowing Dissector) {
    totals = dissector.totals
    for unknown in dissector.layerCounts.unknownLinkTypes {
      remarks.append(
        "link type \(unknown.linkType.rawValue) is not understood: \(unknown.packetCount) packets")
    }
    for fault in LayerFault.allCases where fault != .unknownLinkType {
      let count = dissector.layerCounts[fault]
      if count > 0 { remarks.append("\(fault): \(count) packets") }
    }
    if dissector.layerCounts.incompletePackets > 0 {
      remarks.append(
        "IP fragments missing: \(dissector.layerCounts.incompletePackets) packets not complete")
    }
    if dissector.connectionCounts.givenUpConnections > 0 {
      remarks.append(
        "too many connections: \(dissector.connectionCounts.givenUpConnections) given up")
    }
    note(totals.tlsConnections, "encrypted (TLS) and not read")
    note(totals.otherConnections, "on the server's port without SCCP")
    if totals.foundConnections > 0 {
      remarks.append(
        "found by content, on other ports: " + count(totals.foundConnections, "connection"))
    }
    if totals.oneSidedConnections > 0 {
      remarks.append(
        "captured in one direction only: " + count(totals.oneSidedConnections, "connection"))
    }
    if totals.givenUpCandidates > 0 {
      remarks.append(
        "given up for want of room before they were known as SCCP: "
          + count(totals.givenUpCandidates, "connection"))
    }
    if dissector.connectionCounts.earlySegments > 0 {
      remarks.append(
        "passed over, from before the beginning of their streams: "
          + count(dissector.connectionCounts.earlySegments, "segment"))
    }
    if totals.untoldProblems > 0 {
      remarks.append(
        "bytes are missing behind the last message of a connection: "
          + count(totals.untoldProblems, "time"))
    }
    if totals.messages == 0, !hasFailed {
      remarks.append("no SCCP message in \(count(totals.packets, "packet"))")
    }
  }

  /// Remarks on connections that are only counted, and names some.
  private mutating func note(_ connections: Totals.OtherConnections, _ fact: String) {
    guard connections.count > 0 else { return }
    let examples = connections.examples.map { "\($0.client) to \($0.server)" }
    let others = connections.count > examples.count ? ", …" : ""
    remarks.append(
      "\(fact): \(count(connections.count, "connection")), "
        + examples.joined(separator: ", ") + others)
  }

  /// Says on standard error what could not be understood, and, where asked for, the totals.
  func report(withTotals: Bool) {
    for remark in remarks { StandardStreams.report(remark) }
    guard withTotals, totals.messages > 0 else { return }
    var parts = [
      count(totals.packets, "packet"), count(totals.messages, "SCCP message"),
      count(totals.sessions, "connection"), count(totals.deviceNames.count, "named device"),
    ]
    if totals.problems > 0 { parts.append(count(totals.problems, "problem")) }
    StandardStreams.report(parts.joined(separator: ", "))
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Packet {
  /// The comments of the packet's block; nil where there are none.
  fileprivate var comments: [String]? {
    var comments: [String]?
    var options = options
    while let comment = options.nextComment() {
      comments = (comments ?? []) + [String(copying: comment)]
    }
    return comments
  }
}
