import CallAnalysis
import SCCP
package import Story
package import Text
package import Wire

/// What captures hold, as one JSON object or as a screen of text.
package struct SummaryRow: Sendable {
  let summary: CaptureSummary
  let packetCount: Int
  let connectionCount: Int
  /// When the captures begin and end; nil where packets have no times.
  let start: Timestamp?
  let end: Timestamp?

  package init(
    _ summary: CaptureSummary, packets: Int, connections: Int, from start: Timestamp?,
    to end: Timestamp?
  ) {
    self.summary = summary
    packetCount = packets
    connectionCount = connections
    self.start = start
    self.end = end
  }

  /// Nanoseconds from the first packet to the last.
  var span: Int64? {
    guard let start, let end else { return nil }
    return end.nanoseconds(since: start)
  }

  /// Appends the summary as a JSON object.
  package func appendJSON(_ context: ListContext, to text: inout TextBuffer) {
    var row = JSONMembers(context)
    row.add(type: "summary")
    row.add("start", timeText(start))
    row.add("end", timeText(end))
    row.add("duration", seconds(span))
    row.add("packets", packetCount)
    row.add("messages", summary.messageCount)
    row.add("connections", connectionCount)
    row.add(
      "problems", counts(Problem.Code.allCases.map { ($0.rawValue, summary.problems[$0]) }))
    row.add("devices", summary.deviceCount)
    row.add(
      "deviceStates", counts(Device.State.allCases.map { ($0.rawValue, summary.devices[$0]) }))
    row.add(
      "deviceTypes",
      counts(deviceTypes.map { (Self.label(ofType: $0.type), $0.count) }))
    row.add(
      "registrations",
      counts(Registration.Outcome.allCases.map { ($0.rawValue, summary.registrations[$0]) }))
    row.add("calls", summary.callCount)
    row.add(
      "callResults", counts(Call.Result.allCases.map { ($0.rawValue, summary.calls[$0]) }))
    row.add(
      "callFeatures", counts(Call.Feature.allCases.map { ($0.rawValue, summary.features[$0]) }))
    row.add("talk", summary.talkCount > 0 ? seconds(summary.talk) : nil)
    row.add("longestTalk", seconds(summary.longestTalk))
    row.add(
      "audio", counts(AudioVerdict.allCases.map { ($0.rawValue, summary.audio[$0]) }))
    if summary.mediaPackets > 0 {
      row.add("rtp") { rtp in
        rtp.add("packets", summary.mediaPackets)
        rtp.add("lost", summary.lostPackets)
        if let worst = summary.worstLoss {
          rtp.add("worstLossPercent", worst.percent, digits: 3)
          rtp.add("worstCall", worst.call)
        }
      }
    }
    row.add("findings", objects: findings) { members, finding in
      members.add("rule", finding.kind.rule)
      members.add("severity", finding.kind.severity.rawValue)
      members.add("count", finding.count)
    }
    row.end(in: &text)
  }

  /// Types of devices, the most frequent first.
  var deviceTypes: [(type: UInt32, count: Int)] {
    summary.deviceTypes.map { ($0.key, $0.value) }.sorted {
      ($1.count, $0.type) < ($0.count, $1.type)
    }
  }

  private static func label(ofType type: UInt32) -> String {
    ValueNames.deviceType.entry(for: type)?.label ?? "\(type)"
  }

  /// Findings, the worst first, those of each severity by their number.
  var findings: [(kind: CaptureSummary.FindingKind, count: Int)] {
    summary.findings.map { ($0.key, $0.value) }.sorted { left, right in
      if left.0.severity != right.0.severity { return left.0.severity > right.0.severity }
      return (right.1, left.0.rule) < (left.1, right.0.rule)
    }
  }

  /// An object of what was counted at least once.
  private func counts(_ entries: [(String, Int?)]) -> JSONDocument? {
    let members = entries.compactMap { key, count -> (key: String, value: JSONDocument)? in
      guard let count, count > 0 else { return nil }
      return (key, .integer(count))
    }
    return members.isEmpty ? nil : .object(members)
  }

  private func seconds(_ nanoseconds: Int64?) -> JSONDocument? {
    guard let nanoseconds else { return nil }
    var text = TextBuffer()
    text.append(seconds: nanoseconds, digits: summary.timeDigits)
    return .number(String(text))
  }

  private func timeText(_ time: Timestamp?) -> String? {
    guard let time else { return nil }
    var text = TextBuffer()
    text.append(time: time, digits: summary.timeDigits)
    return String(text)
  }
}
