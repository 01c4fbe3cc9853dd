import CallAnalysis
import SCCP
import Story
import Text

/// What the timeline says of calls, in runs that follow them.
extension TimelineRenderer {
  /// Writes the call of a message after it: where it comes up on a connection, and where its state
  /// changes.
  mutating func writeCall(_ number: Int, of record: borrowing Record) {
    let isState = record.message.header.identifier == MessageDefinition.callState.identifier
    guard calls.isNew(number, on: record.stream) || isState else { return }
    text.append("  (call @")
    text.append(decimal: number)
    if let party = record.callParty {
      text.append(" with ")
      text.append(visible: party.utf8.span)
    }
    text.append(")")
    paragraph.arrange(.faint, in: &text)
  }

  /// Writes what became of a call, when no more is expected of it.
  mutating func write(_ call: Call) {
    let context = ListContext(fileNames: options.fileNames, times: options.times)
    text.append("\n")
    headed = nil
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    text.append("Call @")
    text.append(decimal: call.number)
    text.append(" | ")
    append(timeOf: call.start)
    if let end = call.end {
      text.append(" to ")
      append(timeOf: end)
    }
    paragraph.arrange(.heading, in: &text)
    paragraph.end(in: &text)
    let row = CallRow(call)
    write(storyLine: row.outcomeWords)
    for words in row.historyWords(context) { write(storyLine: words) }
    if let words = row.audioWords { write(storyLine: words) }
  }

  private mutating func write(storyLine words: String) {
    begin(mark: "·", .annotation, hanging: 4)
    write(visible: words)
    paragraph.end(in: &text)
  }
}

/// The call that was named last on each connection.
struct NamedCalls {
  private var numbers: [Int: Int] = [:]

  /// Connections remembered: as many as the connection table holds.
  private static let maximumCount = 1 << 17

  /// Whether a call is another one than that before it on a connection.
  mutating func isNew(_ number: Int, on stream: Int) -> Bool {
    if numbers.count >= Self.maximumCount { numbers.removeAll() }
    return numbers.updateValue(number, forKey: stream) != number
  }
}

extension CallRow {
  /// Who called whom, and what came of it.
  var outcomeWords: String {
    let parties = [call.from.words, call.to.words]
    var words = parties.allSatisfy(\.isEmpty) ? "" : parties[0].isEmpty ? "somebody" : parties[0]
    if !words.isEmpty {
      words += " to \(parties[1].isEmpty ? call.dialed ?? "somebody" : parties[1]): "
    }
    words += call.result.words
    if let ring = call.ring { words += ", rang \(durationText(ring))" }
    if let talk = call.talk { words += ", talked \(durationText(talk))" }
    switch call.endedBy {
    case .some(.none): words += ", cut off with its connection"
    case .some(let party): words += ", ended by the \(party.rawValue)"
    case nil: break
    }
    return words
  }

  /// Holds, transfers and whatever else was done with the call.
  func historyWords(_ context: ListContext) -> [String] {
    var lines = call.holds.map { hold in
      let until = hold.end.map { " to \(context.timeOfDay($0))" } ?? ""
      return "held by \(hold.device) from \(context.timeOfDay(hold.start))\(until)"
    }
    if let other = call.transferredTo { lines.append("transferred to call @\(other)") }
    if let other = call.transferredFrom { lines.append("transferred from call @\(other)") }
    let others = call.features.filter { $0 != .transfer }.map(\.rawValue)
    if !others.isEmpty { lines.append("with " + others.joined(separator: ", ")) }
    return lines
  }

  /// What became of its audio, with the figures of its packets; nil where there should be none.
  var audioWords: String? {
    guard call.audio != nil else { return nil }
    let heard = call.conversation.compactMap(\.rtp)
    var words = "audio \(audio)"
    if let packets = heard.map(\.packets).max() {
      words += ", \(packets.counted("packet")) in the longest stream"
    }
    return words
  }
}
