import CallAnalysis
import SCCP
import Story
package import Text
import Wire

/// The summary as one screen of text.
extension SummaryRow {
  /// Types and servers named in a line.
  private static let maximumNamed = 4

  /// Appends the screen: what is there, who, what happened, what is wrong.
  ///
  /// `names` are the captures' names.
  package func appendText(_ names: [String], _ options: ListOptions, to text: inout TextBuffer) {
    if options.capture?.isFirst == false { text.append("\n") }
    let palette = Palette(isEnabled: options.usesColor)
    var paragraph = Paragraph(width: options.width, isASCII: options.isASCII, palette: palette)
    for line in lines(names, options.context) {
      paragraph.write(line: line.text, line.style, indent: line.indent, hanging: 4, to: &text)
    }
  }

  private func lines(_ names: [String], _ context: ListContext) -> [ListDetail] {
    var lines = names.prefix(Self.maximumNamed).map { ListDetail($0, indent: 0, .heading) }
    let others = names.count - lines.count
    if others > 0 { lines.append(ListDetail("and \(others) more", indent: 0, .faint)) }
    lines += contents(context)
    if summary.messageCount == 0 {
      lines.append(ListDetail("no SCCP message", indent: 2, .problem))
      return lines
    }
    lines += deviceLines + callLines + troubleLines
    return lines
  }

  private func contents(_ context: ListContext) -> [ListDetail] {
    var lines: [ListDetail] = []
    if let start, let end {
      var context = context
      context.start = start
      let first = context.fullTime(start, digits: summary.timeDigits)
      // What `--time delta` counts from.
      context.former = start
      let last = context.fullTime(end, digits: summary.timeDigits)
      let length = durationText(span)
      lines.append(
        ListDetail("\(first) to \(last)" + (length.isEmpty ? "" : ", \(length)"), indent: 2))
    }
    var words = packetCount.counted("packet")
    if summary.messageCount > 0 {
      words += ", \(summary.messageCount.counted("SCCP message"))"
      words += " on \(connectionCount.counted("connection"))"
    }
    lines.append(ListDetail(words, indent: 2))
    return lines
  }

  private var deviceLines: [ListDetail] {
    var lines = [heading(summary.deviceCount.counted("device"))]
    let states: [String] = Device.State.allCases.compactMap { state in
      guard let count = summary.devices[state], count > 0 else { return nil }
      return state == .unknown ? "\(count) without a registration" : "\(count) \(state.rawValue)"
    }
    if !states.isEmpty { lines.append(ListDetail(states.joined(separator: ", "), indent: 2)) }
    let types = deviceTypes.map { type, count in
      "\(count) × \(ValueNames.deviceType.entry(for: type)?.spoken ?? "type \(type)")"
    }
    if !types.isEmpty { lines.append(ListDetail(Self.list(types), indent: 2)) }
    if !summary.servers.isEmpty {
      lines.append(
        ListDetail("at \(Self.list(summary.servers.map { "\($0)" }))", indent: 2, .faint))
    }
    return lines
  }

  private var callLines: [ListDetail] {
    if summary.callCount == 0 { return [heading("no calls")] }
    var lines = [heading(summary.callCount.counted("call"))]
    let results = Call.Result.allCases.compactMap { result in
      summary.calls[result].map { "\($0) \(result.words)" }
    }
    lines.append(ListDetail(results.joined(separator: ", "), indent: 2))
    if summary.talkCount > 0 {
      var words = "talk time \(durationText(summary.talk))"
      if summary.talkCount > 1, let longest = summary.longestTalk {
        words += " in \(summary.talkCount.counted("call")), the longest \(durationText(longest))"
      }
      lines.append(ListDetail(words, indent: 2))
    }
    let features = Call.Feature.allCases.compactMap { feature in
      summary.features[feature].map { "\(feature.rawValue) in \($0)" }
    }
    if !features.isEmpty { lines.append(ListDetail(features.joined(separator: ", "), indent: 2)) }
    let verdicts = AudioVerdict.allCases.compactMap { verdict in
      summary.audio[verdict].map { "\(verdict.words) in \($0)" }
    }
    if !verdicts.isEmpty {
      lines.append(ListDetail("audio \(verdicts.joined(separator: "; "))", indent: 2))
    }
    if summary.mediaPackets > 0 {
      var words = "\(summary.mediaPackets.counted("RTP packet")), \(summary.lostPackets) lost"
      if let worst = summary.worstLoss {
        words +=
          ", at most \(decimalText(worst.percent, digits: 1)) % of a stream, in call @\(worst.call)"
      }
      lines.append(ListDetail(words, indent: 2))
    }
    return lines
  }

  private var troubleLines: [ListDetail] {
    var lines: [ListDetail] = []
    for device in summary.troubled {
      var words = "\(device.title) \(device.state.rawValue)"
      let last = device.registrations.last
      if let reason = last?.reason { words += " “\(reason)”" }
      if let frame = last?.answer ?? last?.request { words += ", frame \(frame.number)" }
      lines.append(ListDetail(words, indent: 2, .problem))
    }
    for (kind, count) in findings where kind.severity > .note {
      lines.append(
        ListDetail(
          "\(kind.severity.rawValue) \(kind.rule)" + (count > 1 ? ", \(count) times" : ""),
          indent: 2, kind.severity.style))
    }
    for code in Problem.Code.allCases {
      guard let count = summary.problems[code] else { continue }
      lines.append(
        ListDetail("\(code.rawValue) at \(count.counted("message"))", indent: 2, .problem))
    }
    if lines.isEmpty { return [] }
    return [heading("what is wrong")] + lines
  }

  private func heading(_ text: String) -> ListDetail {
    ListDetail(text, indent: 0, .heading)
  }

  private static func list(_ words: [String]) -> String {
    let others = words.count - maximumNamed
    return words.prefix(maximumNamed).joined(separator: ", ")
      + (others > 0 ? " and \(others) more" : "")
  }
}
