import CallAnalysis
import NetworkLayers
import PcapngReader
import Rendering
import Wire

/// Reads captures, dissects them and writes what a renderer makes of it.
struct Pipeline {
  private let input: InputOptions
  private let selection: Selection
  private let options: Dissector.Options

  init(_ input: InputOptions, _ selection: SelectionOptions, sentences: Bool, values: Bool) {
    self.input = input
    self.selection = Selection(selection)
    var options = Dissector.Options()
    if !input.port.isEmpty { options.serverPorts = input.port }
    options.writesSentences = sentences
    options.writesValues = values
    self.options = options
  }

  /// Reads all files and renders what is in them; what is left to say when that is done.
  func run(_ renderer: some Renderer) throws -> Outcome {
    let filter = try CaptureFilter(input.filter)
    var dissector = Dissector(options)
    let output = Output(renderer)
    var sink = SelectingSink(output, selection)
    var outcome = Outcome()
    for (index, path) in input.files.enumerated() {
      var frames = 0
      do {
        try read(path, index, filter, &dissector, &sink, &frames)
      } catch {
        output.settle()
        outcome.hasFailed = true
        let place = frames > 0 ? ", after frame \(frames)" : ""
        StandardStreams.report("\(InputOptions.displayName(path)): \(error)\(place)")
      }
    }
    dissector.finish(into: &sink)
    output.finish()
    outcome.note(dissector)
    return outcome
  }

  private func read(
    _ path: String, _ index: Int, _ filter: borrowing CaptureFilter,
    _ dissector: inout Dissector, _ sink: inout SelectingSink<Output>, _ frames: inout Int
  ) throws(CaptureError) {
    let output = sink.content
    var reader = try CaptureReader(path: path) { output.flush() }
    while let packet = try reader.next() {
      frames = packet.number
      guard filter.selects(packet) else { continue }
      if let comments = packet.comments { output.receive(comments, of: frames) }
      dissector.accept(
        packet.data, linkType: packet.linkType, at: packet.stamp(file: index),
        into: &sink)
    }
  }
}

/// What a run has to say at its end.
struct Outcome {
  /// Whether a file could not be read, or not to its end.
  var hasFailed = false
  private(set) var totals = Totals()
  private var remarks: [String] = []

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
    if totals.messages == 0, !hasFailed {
      remarks.append("no SCCP message in \(count(totals.packets, "packet"))")
    }
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
