package import CallAnalysis
import NetworkLayers
import PcapngReader
package import Rendering
import Text
package import Wire

/// What a run has to say at its end.
package struct Outcome: Sendable {
  /// What could not be read, or not to its end.
  package internal(set) var failures: [String] = []
  package var hasFailed: Bool { !failures.isEmpty }
  /// Whether a capture that ends early was known as one.
  var hasBegun = false
  /// Whether there was nothing to read: no capture could be opened.
  package var hasReadNothing: Bool { hasFailed && !hasBegun && totals.packets == 0 }
  /// The time of the newest packet; nil where none has one.
  package internal(set) var lastTime: Timestamp?
  /// Packets with a comment that neither completed a message nor changed a connection.
  var silentComments = 0
  package private(set) var totals = Totals()
  /// Whether segments came in fragments of IP packets.
  private(set) var hasFragments = false
  private var remarks: [String]
  /// Whether reading ended before the captures did.
  var isEarly = false
  /// Whether there is a selection, by options or a capture filter, and nothing that fits it.
  package var selectsNothing = false

  /// Begins with what is to be remarked already.
  init(remarks: [String]) {
    self.remarks = remarks
  }

  /// What is wrong, where that was asked for.
  package private(set) var diagnosis = Diagnosis()

  /// 2 where something could not be read.
  package var exitStatus: Int32 { hasFailed ? 2 : 0 }

  /// As ``exitStatus`` for what is judged or written: 2 also where a selection selects nothing, which
  /// says nothing of what was to be judged.
  package var strictExitStatus: Int32 { selectsNothing ? 2 : exitStatus }

  /// Takes what a dissector has to say; where reading ended before the captures did, that is nothing:
  /// what it misses may come later, and what it counts is not all.
  mutating func note(_ dissector: borrowing Dissector) {
    totals = dissector.totals
    if isEarly { return }
    hasFragments = dissector.layerCounts.reassembledPackets > 0
    for unknown in dissector.layerCounts.unknownLinkTypes {
      remarks.append(
        "link type \(unknown.linkType) is not understood: " + unknown.packetCount.counted("packet"))
    }
    for content in UnreadContent.allCases where dissector.layerCounts[content] > 0 {
      remarks.append("\(content): " + dissector.layerCounts[content].counted("packet"))
    }
    for fault in LayerFault.allCases where fault != .unknownLinkType {
      let faults = dissector.layerCounts[fault]
      if faults > 0 { remarks.append("\(fault): " + faults.counted("packet")) }
    }
    if dissector.layerCounts.incompletePackets > 0 {
      remarks.append(
        "IP fragments missing: " + dissector.layerCounts.incompletePackets.counted("packet")
          + " not complete")
    }
    note(dissector.connectionCounts)
    note(totals.tlsConnections, "encrypted (TLS) and not read")
    note(totals.otherConnections, "on the server's port without SCCP")
    if totals.foundConnections > 0 {
      remarks.append(
        "found by content, on other ports: " + totals.foundConnections.counted("connection"))
    }
    if totals.oneSidedConnections > 0 {
      remarks.append(
        "captured in one direction only: " + totals.oneSidedConnections.counted("connection"))
    }
    if totals.givenUpCandidates > 0 {
      remarks.append(
        "given up for lack of room before they were known as SCCP: "
          + totals.givenUpCandidates.counted("connection"))
    }
    note(totals.unansweredSYNs)
    note(totals.unanswered)
    note(
      totals.unprovedConnections,
      "looked like SCCP on other ports, with too little captured to be sure (--port has it read)")
    if totals.givenUpMessages > 0 {
      remarks.append(
        "too many messages were unfinished at a time: "
          + totals.givenUpMessages.counted("message") + " given up")
    }
    if totals.forgottenTables > 0 {
      remarks.append(
        "too much was to be remembered of all devices (calls, lamps, requests, soft keys): "
          + "forgotten for " + totals.forgottenTables.counted("device"))
    }
    if totals.untoldProblems > 0 {
      remarks.append(
        "bytes are missing after the last message of a connection: "
          + totals.untoldProblems.counted("time"))
    }
    if totals.messages == 0, !hasReadNothing {
      remarks.append(
        "no SCCP message in \(totals.packets.counted("packet"))"
          + (totals.silentConnections > 0
            ? ", and nothing on \(totals.silentConnections.counted("connection"))" : ""))
    }
  }

  /// Remarks on the content of the captures.
  var remarksOnContent: [String] { remarks }

  /// Remarks that no message was selected, where there are messages.
  mutating func note(_ misses: SelectionMisses, _ selection: Selection) {
    guard totals.messages > 0 else { return }
    remarks.append(misses.sentence(selection, devices: totals.deviceNames))
  }

  /// Remarks on what the limits and the capture itself took from the connections.
  private mutating func note(_ counts: ConnectionCounts) {
    if counts.givenUpConnections > 0 {
      remarks.append("too many connections: \(counts.givenUpConnections) given up")
    }
    if counts.gapsForWantOfRoom > 0 {
      remarks.append(
        "missing bytes no longer waited for, because too much waited for them: "
          + counts.gapsForWantOfRoom.counted("time"))
    }
    if counts.earlySegments > 0 {
      remarks.append(
        "passed over, from before the beginning of their streams: "
          + counts.earlySegments.counted("segment"))
    }
    if counts.straySegments > 0 {
      remarks.append(
        "passed over, too far from their streams to belong to them: "
          + counts.straySegments.counted("segment"))
    }
    if counts.cutSegments > 0 {
      remarks.append(
        "not captured whole (snap length): " + counts.cutSegments.counted("segment"))
    }
  }

  /// Remarks on SYNs that had no answer, and names some.
  private mutating func note(_ unanswered: UnansweredSYNs) {
    guard unanswered.count > 0 else { return }
    let examples = unanswered.examples
    let pairs = examples.map { "from \($0.client) to \($0.server)" }
    let fact = "no answer to \(unanswered.count.counted("SYN"))"
    let others = unanswered.count - examples.reduce(0) { $0 + $1.count }
    if pairs.count == 1, others == 0 {
      remarks.append("\(fact) \(pairs[0])")
    } else {
      let counted = zip(examples, pairs).map { "\($0.count) \($1)" }
      remarks.append("\(fact): " + counted.joined(separator: ", ") + (others > 0 ? ", …" : ""))
    }
  }

  /// Remarks on requests that were never answered, and names some.
  private mutating func note(_ unanswered: UnansweredTotals) {
    guard unanswered.count > 0 else { return }
    let examples = unanswered.examples.map { request in
      var text = TextBuffer()
      if let name = request.deviceName { text.append(visible: name.utf8.span) }
      let device = request.deviceName == nil ? "\(request.device)" : String(text)
      text.removeAll()
      if let time = request.nanoseconds {
        text.append(" ")
        _ = text.append(duration: time)
      }
      let key = request.key.map { " \($0)" } ?? ""
      let asked = "\(request.request)\(key) of frame \(request.frame.number)"
      return request.isFromDevice
        ? "\(device) waited\(String(text)) for the answer to \(asked)"
        : "the server waited\(String(text)) for the answer of \(device) to \(asked)"
    }
    let others = unanswered.count > examples.count ? ", …" : ""
    remarks.append(
      "never answered: \(unanswered.count.counted("request")), "
        + examples.joined(separator: ", ") + others)
  }

  /// Adds a sentence that tells why nothing is selected.
  mutating func note(_ sentence: String) {
    remarks.append(sentence)
  }

  /// That a file is not written because there would be nothing in it.
  static func refusal(toWrite path: String) -> String {
    "\(path == "-" ? "standard output" : path): not written, because nothing is selected"
  }

  /// Adds what a renderer says at its end.
  mutating func note(_ conclusion: Conclusion) {
    remarks += conclusion.remarks
    diagnosis = conclusion.diagnosis
    if conclusion.selectsNothing { selectsNothing = true }
    for failure in conclusion.failures {
      failures.append(failure)
      StandardStreams.report(failure)
    }
  }

  /// Remarks that the clock of a capture went back, which leaves times out.
  mutating func note(_ clock: ClockWatch, _ captures: CaptureSet) {
    guard let step = clock.first else { return }
    var text = TextBuffer()
    _ = text.append(duration: step.nanoseconds)
    let others = clock.count - 1
    remarks.append(
      "\(captures.name(of: step.after.file)): frame \(step.after.number): the capture's clock goes "
        + "back by \(String(text)) since frame \(step.before.number)"
        + (others > 0 ? ", and \(others.counted("more time"))" : ""))
  }

  /// Remarks on what is odd about a capture.
  mutating func note(_ remark: CaptureRemark, named name: String) {
    remarks.append("\(name): \(remark)")
  }

  /// Remarks on link types that the capture filter makes no sense for.
  mutating func note(_ filter: CaptureFilter) {
    remarks += filter.refusals
  }

  /// Remarks on connections that are only counted, and names some.
  private mutating func note(_ connections: Totals.OtherConnections, _ fact: String) {
    guard connections.count > 0 else { return }
    let examples = connections.examples.map { "\($0.client) to \($0.server)" }
    let others = connections.count > examples.count ? ", …" : ""
    remarks.append(
      "\(fact): \(connections.count.counted("connection")), "
        + examples.joined(separator: ", ") + others)
  }

  /// Says on standard error what could not be understood, with the name of the capture where others are
  /// read by themselves, and, where asked for, the totals.
  package func report(of capture: String? = nil, withTotals: Bool = false) {
    for remark in remarks { StandardStreams.report(capture.map { "\($0): \(remark)" } ?? remark) }
    guard withTotals else { return }
    if silentComments > 0 {
      StandardStreams.report(
        "comments not shown, on packets that complete no message: "
          + silentComments.counted("packet"))
    }
    guard totals.messages > 0 else { return }
    var parts = [
      totals.packets.counted("packet"), totals.messages.counted("SCCP message"),
      connectionCount,
      (totals.hasMoreDevices ? "more than " : "")
        + totals.deviceNames.count.counted("named device"),
    ]
    if totals.problems > 0 { parts.append(totals.problems.counted("problem")) }
    StandardStreams.report((isEarly ? "read so far: " : "") + parts.joined(separator: ", "))
  }

  /// The connections that were told of, those without a message among them.
  private var connectionCount: String {
    let silent = totals.silentConnections
    let all = (totals.sessions + silent).counted("connection")
    return silent > 0 ? "\(all), \(silent) of them without a message" : all
  }
}
