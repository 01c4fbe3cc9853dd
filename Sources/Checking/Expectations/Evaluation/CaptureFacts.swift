import CallAnalysis
import Text
package import Wire

/// How far a capture was read, and what of it is missing.
package struct CaptureEnd: Sendable {
  /// The time of the newest packet, SCCP or not; nil where none is known.
  package var time: Timestamp?
  /// Whether it was read to its end.
  package var isWhole: Bool
  /// Problems after the last message of a connection, which no record tells of.
  package var untoldProblems: Int

  package init(time: Timestamp?, isWhole: Bool, untoldProblems: Int = 0) {
    self.time = time
    self.isWhole = isWhole
    self.untoldProblems = untoldProblems
  }
}

/// What all expectations need to know of a capture.
struct CaptureFacts: Sendable {
  /// The devices that have a name, in the order of appearance.
  private(set) var deviceNames: [String] = []
  private var knownNames: Set<String> = []
  /// Where bytes are missing.
  private(set) var gaps: [Gap] = []
  /// The newest time seen since the capture's clock last went back.
  private(set) var newest: Timestamp?
  private(set) var isWhole = true
  private(set) var untoldProblems = 0

  /// Bytes of a connection that the capture lacks.
  struct Gap: Sendable {
    let deviceName: String?
    let frame: Int
    let fact: String
  }

  /// Devices that are remembered by name: those of a large site; judgements name the first few.
  static let maximumNames = 1 << 16
  /// Gaps that judgements can name.
  static let maximumGaps = 16

  mutating func note(_ record: borrowing Record) {
    if let name = record.deviceName, knownNames.count < Self.maximumNames,
      knownNames.insert(name).inserted
    {
      deviceNames.append(name)
    }
    advance(to: record.stamp.time)
    if record.problems.isEmpty { return }
    for problem in record.problems {
      guard case .framing = problem, gaps.count < Self.maximumGaps else { continue }
      var fact = TextBuffer()
      problem.appendDetail(to: &fact)
      gaps.append(
        Gap(deviceName: record.deviceName, frame: record.stamp.number, fact: String(fact)))
    }
  }

  mutating func end(_ end: CaptureEnd) {
    advance(to: end.time)
    isWhole = end.isWhole
    untoldProblems = end.untoldProblems
  }

  private mutating func advance(to time: Timestamp?) {
    guard let time else { return }
    if let newest, time < newest, time.nanosecondsBack(from: newest) == nil { return }
    newest = time
  }

  /// Nanoseconds from a frame to the end of what was read; nil where a time is not known, or the
  /// clock went back in between.
  func nanoseconds(since stamp: FrameStamp) -> Int64? {
    guard let start = stamp.time, let newest else { return nil }
    return newest.nanoseconds(since: start)
  }

  /// What to say of something that did not come: it is missing, unless the capture was not read to
  /// its end, or ends before the time for it was over.
  func outcome(
    ofMissing limit: TimeLimit?, since stamp: FrameStamp?
  ) -> (outcome: Verdict.Outcome, because: String) {
    let elapsed = stamp.flatMap(nanoseconds)
    if let limit, let elapsed, let stamp {
      if elapsed >= limit.nanoseconds { return (.broken, "") }
      let passed = TimeLimit.words(for: elapsed)
      return (.unknown, "what was read of the capture ends \(passed) after frame \(stamp.number)")
    }
    if limit != nil, let stamp, stamp.time != nil, newest != nil {
      return (.unknown, "the capture's clock goes back after frame \(stamp.number)")
    }
    return isWhole ? (.broken, "") : (.unknown, Self.notWhole)
  }

  static let notWhole = "the capture could not be read to its end"

  /// Why the time from one frame to another is not known.
  static func clockGoesBack(between one: FrameStamp, and other: FrameStamp) -> String {
    "the capture's clock goes back between frames \(one.number) and \(other.number)"
  }

  /// The names of devices, for a judgement that misses one.
  var devicesSeen: String {
    if deviceNames.isEmpty { return "no device of the capture tells its name" }
    let shown = deviceNames.prefix(8).map(\.visible).joined(separator: ", ")
    return "the devices are \(shown)\(deviceNames.count > 8 ? ", …" : "")"
  }
}

extension String {
  /// Text from a capture, made harmless for terminals, readers and parsers: one line, without
  /// control characters and without the two characters that XML and YAML forbid beside these.
  var visible: String {
    var text = TextBuffer()
    text.append(visible: utf8.span)
    return String(text)
      .replacing("\u{fffe}", with: "\\u{fffe}").replacing("\u{ffff}", with: "\\u{ffff}")
  }
}
