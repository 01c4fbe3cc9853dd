import CallAnalysis
import Text
import Wire

/// Lines about keepalives: one for each run of them.
extension TimelineRenderer {
  /// Writes the runs that are over.
  mutating func writeKeepAlives() {
    if keepAlives.finished.isEmpty { return }
    for run in keepAlives.finished { write(run) }
    keepAlives.removeFinished()
  }

  private mutating func write(_ run: KeepAliveRun) {
    writeHeading(of: run)
    let style: Palette.Style = run.isRegular ? .plain : .warning
    // A device that came later may make it necessary to name this one.
    let naming = run.parties.naming.union(naming.intersection(.device))
    if let pause = run.pause {
      begin(naming, run)
      text.append(pause: pause)
      paragraph.arrange(.warning, in: &text)
      paragraph.end(in: &text)
    }
    begin(naming, run)
    text.append(keepAlives: run)
    paragraph.arrange(style, in: &text)
    paragraph.end(in: &text)
  }

  private mutating func begin(_ naming: Naming, _ run: KeepAliveRun) {
    begin(mark: "↻", .faint)
    if !naming.isEmpty {
      writeParties(naming, run.parties.name, run.parties.device, run.parties.server)
    }
  }

  private mutating func writeHeading(of run: KeepAliveRun) {
    text.append("\n")
    headed = nil
    let isOne = run.first.place == run.last.place
    paragraph.begin(indent: 0, hanging: 2, in: &text)
    text.append(isOne ? "Frame " : "Frames ")
    text.append(decimal: run.first.number)
    if !isOne {
      text.append("–")
      text.append(decimal: run.last.number)
    }
    text.append(" | ")
    append(timeOf: run.first)
    if !isOne {
      text.append(" – ")
      append(timeOf: run.last)
    }
    paragraph.arrange(.heading, in: &text)
    writeFile(of: run.first, " | ")
    if run.last.file != run.first.file { writeFile(of: run.last, "–") }
    paragraph.end(in: &text)
  }
}

extension KeepAliveRun {
  /// Whether all is as it should be.
  var isRegular: Bool {
    switch outcome {
    case .answered, .undecided, .unasked, .answerTo: true
    case .late, .unanswered: false
    }
  }
}

extension TextBuffer {
  /// Appends what a run of keepalives comes to.
  mutating func append(keepAlives run: KeepAliveRun) {
    append("KeepAlive")
    switch run.outcome {
    case .answerTo(let frame):
      append(" of frame ")
      append(decimal: frame)
      append(", answered")
      append(" in ", answerTimeOf: run)
      return
    case .unasked:
      append(
        run.count > 1
          ? ": answers to requests that are not in the capture"
          : ": an answer to a request that is not in the capture")
      return
    default: break
    }
    if run.count > 1 {
      append(" × ")
      append(decimal: run.count)
      let start = count
      append(", every ")
      if !append(duration: run.interval) { truncate(to: start) }
    }
    switch run.outcome {
    case .late: append(lateAnswersOf: run)
    case .unanswered: append(unansweredOf: run)
    case .undecided: break
    default:
      append(run.count > 1 ? ", all answered" : ", answered")
      append(run.count > 1 ? " within " : " in ", answerTimeOf: run)
    }
  }

  /// Appends how long the answers of a run took; nothing where that is not known.
  private mutating func append(_ words: StaticString, answerTimeOf run: KeepAliveRun) {
    let start = count
    append(words)
    if !append(duration: run.slowest) { truncate(to: start) }
  }

  private mutating func append(lateAnswersOf run: KeepAliveRun) {
    append(", answered late")
    guard run.count > 1 else {
      append(": after ")
      _ = append(duration: run.slowest)
      return
    }
    for (index, exception) in run.exceptions.enumerated() {
      append(index == 0 ? ": frame " : ", frame ")
      append(decimal: exception.frame)
      append(" after ")
      _ = append(duration: exception.responseTime)
    }
  }

  private mutating func append(unansweredOf run: KeepAliveRun) {
    guard run.count > 1 else {
      append(", not answered")
      return
    }
    append(", none answered: frames ")
    for (index, exception) in run.exceptions.enumerated() {
      if index > 0 { append(", ") }
      append(decimal: exception.frame)
    }
    if run.count > run.exceptions.count {
      append(" and ")
      append(decimal: run.count - run.exceptions.count)
      append(" more")
    }
  }

  /// Appends how long no keepalive came.
  mutating func append(pause: KeepAliveRun.Pause) {
    append("no KeepAlive for ")
    _ = append(duration: pause.nanoseconds)
    append(" between frame ")
    append(decimal: pause.before.number)
    append(" and frame ")
    append(decimal: pause.after.number)
    append(pause.isAnnounced ? "; due every " : "; before that, every ")
    _ = append(duration: pause.due)
  }
}
