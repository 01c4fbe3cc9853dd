import SCCP
package import Story
package import Text
package import Wire

/// A call in a list.
package struct CallRow: ListRow {
  let call: Call

  package init(_ call: Call) {
    self.call = call
  }

  package var start: FrameStamp? { call.start }

  package static let noun = "call"

  package static func name(of event: Event) -> String? {
    if case .call(let call) = event { "@\(call.number)" } else { nil }
  }

  package static let columns: [ListColumn<CallRow>] = [
    ListColumn("#", "call", .right) { ListCell("\($0.call.number)") },
    ListColumn("start", "start", time: \.call.start),
    ListColumn("from", "from", minimumWidth: 11, value: { $0.call.from.number ?? "" }) {
      ListCell($0.call.from.words, .heading)
    },
    ListColumn("to", "to", minimumWidth: 11, value: { $0.call.to.number ?? "" }) {
      ListCell($0.call.to.words, .heading)
    },
    ListColumn(
      "ring", "ringSeconds", .right, rank: 3,
      value: { secondsText($0.call.ring, like: $0.call.start) }
    ) {
      ListCell(durationText($0.call.ring))
    },
    ListColumn(
      "talk", "talkSeconds", .right, value: { secondsText($0.call.talk, like: $0.call.start) }
    ) {
      ListCell(durationText($0.call.talk))
    },
    ListColumn("result", "result", value: { $0.call.result.rawValue }) {
      ListCell($0.call.result.words, $0.call.result.style)
    },
    ListColumn("ended by", "endedBy", rank: 2, value: { $0.call.endedBy?.rawValue ?? "" }) {
      ListCell($0.call.endedBy.map { $0 == .none ? "" : $0.rawValue })
    },
    ListColumn("codec", "codec", minimumWidth: 8, rank: 4) { ListCell($0.codecs) },
    ListColumn("audio", "audio", minimumWidth: 16, rank: 1) { ListCell($0.audio) },
    ListColumn("with", "features", minimumWidth: 8, rank: 5) {
      ListCell($0.call.features.map(\.rawValue).joined(separator: ", "))
    },
    .findings(of: \.call.findings, rank: 1),
  ]

  package static let csvColumns: [ListColumn<CallRow>] = [
    ListColumn("from name", "fromName") { ListCell($0.call.from.name) },
    ListColumn("from device", "fromDevice") { ListCell($0.call.from.device) },
    ListColumn("to name", "toName") { ListCell($0.call.to.name) },
    ListColumn("to device", "toDevice") { ListCell($0.call.to.device) },
  ]

  private var codecs: String {
    var names: [String] = []
    for stream in call.streams where !stream.isFork {
      if let name = stream.codecName, !names.contains(name) { names.append(name) }
    }
    return names.joined(separator: ", ")
  }

  /// What is seen of the audio, in words; otherwise what the servers ordered.
  var audio: String {
    guard let verdict = call.audio else { return "" }
    return verdict.words + flaws(of: call.conversation)
  }

  /// The worst loss and jitter of some streams, where there is any to speak of.
  private func flaws(of streams: [MediaStream]) -> String {
    let figures = streams.compactMap(\.rtp)
    var words = ""
    if let loss = figures.map(\.lossPercent).max(), loss >= 0.05 {
      words += ", \(decimalText(loss, digits: 1)) % lost"
    }
    if let jitter = figures.map(\.jitter).max(), jitter >= 0.5 {
      words += ", jitter \(decimalText(jitter, digits: 0)) ms"
    }
    return words
  }
}

extension AudioVerdict {
  /// The verdict for people.
  package var words: String {
    switch self {
    case .bothWays: "both ways"
    case .fromCallerOnly: "only from the caller"
    case .fromCalleeOnly: "only from the callee"
    case .orderedBothWays: "none in capture, ordered both ways"
    case .orderedOneWay: "none in capture, ordered one way"
    case .refused: "refused by a device"
    case .notOrdered: "not ordered"
    }
  }
}

extension CallParty {
  /// Number and name, or the device where there is neither.
  var words: String {
    let words = [number, name == number ? nil : name].compactMap(\.self).joined(separator: " ")
    return words.isEmpty ? device ?? "" : words
  }
}

extension Call.Result {
  /// The result for people.
  package var words: String {
    switch self {
    case .answered: "answered"
    case .noAnswer: "no answer"
    case .busy: "busy"
    case .failed: "failed"
    case .invalidNumber: "invalid number"
    case .abandoned: "abandoned"
    case .parked: "parked"
    case .open: "open"
    case .unknown: "unknown"
    }
  }

  var style: Palette.Style {
    switch self {
    case .answered: .fromDevice
    case .failed, .invalidNumber: .problem
    case .noAnswer, .busy, .open, .parked: .warning
    case .abandoned, .unknown: .plain
    }
  }
}

extension MediaStream {
  /// What engineers call its codec.
  var codecName: String? {
    codec.map { ValueNames.payloadType.entry(for: $0)?.spoken ?? "codec \($0)" }
  }
}

extension CallRow {
  package func appendJSON(_ context: ListContext, to text: inout TextBuffer) {
    var row = JSONMembers(context)
    row.add(type: "call")
    row.add("call", call.number)
    row.add(time: "start", call.start)
    row.add(time: "answered", call.answered)
    row.add(time: "end", call.end)
    row.add(seconds: "ring", call.ring, like: call.start)
    row.add(seconds: "talk", call.talk, like: call.start)
    call.from.add(to: &row, as: "from")
    call.to.add(to: &row, as: "to")
    row.add("dialed", call.dialed)
    row.add("result", call.result.rawValue)
    row.add("endedBy", call.endedBy?.rawValue)
    row.add("holds", objects: call.holds) { members, hold in
      members.add(time: "start", hold.start)
      members.add(time: "end", hold.end)
      members.add("by", hold.device)
    }
    row.add("audio", call.audio?.rawValue)
    row.add("features", texts: call.features.map(\.rawValue))
    row.add("transferredTo", call.transferredTo)
    row.add("transferredFrom", call.transferredFrom)
    row.add("legs", objects: call.legs) { $1.add(to: &$0) }
    row.add("findings", texts: call.findings.map(\.rule))
    row.add("streams", objects: call.streams) { $1.add(to: &$0) }
    row.add("frames", numbers: [call.start.number, call.last.number])
    if let first = context.name(ofFile: call.start), let last = context.name(ofFile: call.last) {
      row.add("framesFiles", texts: [first, last])
    }
    row.end(in: &text)
  }
}

extension CallParty {
  fileprivate func add(to row: inout JSONMembers, as key: StaticString) {
    if isEmpty { return }
    row.add(key) { members in
      members.add("number", number)
      members.add("name", name)
      members.add("device", device)
    }
  }
}

extension Leg {
  fileprivate func add(to members: inout JSONMembers) {
    members.add("stream", link.stream)
    members.add("connection", link.key)
    members.add("device", device)
    members.add("server", link.server)
    members.add("line", line)
    members.add("reference", reference)
    members.add("direction", direction?.rawValue)
    members.add("states", objects: states) { members, entry in
      members.add("state", entry.state.rawValue, named: .callState)
      members.add(frame: entry.stamp)
      members.add(time: "time", entry.stamp)
    }
  }
}

extension MediaStream {
  /// Adds all that is known of the stream.
  func add(to members: inout JSONMembers) {
    members.add("device", device)
    members.add("connection", link.key)
    members.add("way", way.rawValue)
    members.add("local", local)
    members.add("remote", remote)
    members.add("codec", codec, named: .payloadType)
    members.add("packetTime", packetTime)
    members.add(frame: "ordered", ordered)
    members.add(frame: "acknowledged", acknowledged)
    members.add(frame: "closed", closed)
    if isFork { members.add("fork", true) }
    if isEncrypted { members.add("encrypted", true) }
    if let rtp {
      members.add("rtp") { members in
        rtp.add(to: &members)
        if let score = opinionScore { members.add("mos", score, digits: 2) }
      }
    }
    if let reported { members.add("reported") { reported.add(to: &$0) } }
  }
}

extension RTPFigures {
  fileprivate func add(to members: inout JSONMembers) {
    members.add("ssrc", ssrc)
    members.add("payloadTypes", numbers: payloadTypes.lazy.map { Int($0) })
    members.add("packets", packets)
    members.add("expected", expected)
    members.add("lost", lost)
    members.add("lossPercent", lossPercent, digits: 3)
    members.add("jitter", jitter, digits: 3)
    members.add("maxJitter", maxJitter, digits: 3)
    members.add("maxGap", maxGap, digits: 3)
    members.add("reordered", reordered)
    members.add("duplicated", duplicated)
    members.add(frame: "first", first)
    members.add(frame: "last", last)
  }
}

extension ReportedStatistics {
  fileprivate func add(to members: inout JSONMembers) {
    for figure in numbers { members.add(named: figure.name, number: figure.value) }
    for figure in quality { members.add(named: figure.name, number: figure.value) }
  }
}

extension CallRow {
  package func details(_ context: ListContext) -> [ListDetail] {
    var details: [ListDetail] = []
    for leg in call.legs {
      var words = "\(leg.device)  \(leg.direction?.rawValue ?? "leg") at \(leg.link.server)"
      if let line = leg.line { words += ", line \(line)" }
      if let reference = leg.reference { words += ", call \(reference)" }
      details.append(ListDetail(words, .heading))
      let states = leg.states.map { entry in
        "\(context.timeOfDay(entry.stamp)) \(ValueNames.callState.entry(for: entry.state.rawValue)?.spoken ?? "state \(entry.state.rawValue)")"
      }
      if !states.isEmpty {
        details.append(ListDetail(states.joined(separator: " → "), indent: 6))
      }
      for stream in call.streams where stream.leg == leg.number {
        details.append(ListDetail(self.words(for: stream), indent: 6))
      }
    }
    details += historyWords(context).map { ListDetail($0) }
    details += call.findings.details
    return details
  }

  private func words(for stream: MediaStream) -> String {
    var words = stream.way == .receive ? "listens" : stream.isFork ? "sends a copy" : "sends"
    if let local = stream.local {
      words += stream.way == .receive ? " at \(local)" : " from \(local)"
    }
    if let remote = stream.remote { words += " to \(remote)" }
    words += ": \(stream.codecName ?? "no codec")"
    if let time = stream.packetTime { words += ", \(time) ms" }
    if stream.isEncrypted { words += ", encrypted" }
    words += ", ordered in frame \(stream.ordered.number)"
    if let failure = stream.failure {
      words +=
        ", refused: \(ValueNames.mediaStatus.entry(for: failure)?.spoken ?? "status \(failure)")"
    }
    if let frame = stream.closed?.number { words += ", closed in frame \(frame)" }
    if let rtp = stream.rtp {
      words += "; \(rtp.packets) packet\(rtp.packets == 1 ? "" : "s")"
      words += ", \(rtp.lost) lost, jitter \(decimalText(rtp.jitter, digits: 1)) ms"
      if let score = stream.opinionScore { words += ", MOS \(decimalText(score, digits: 1))" }
    }
    return words
  }
}
