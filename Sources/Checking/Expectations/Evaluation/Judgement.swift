/// What came of an expectation.
struct Judgement: Sendable {
  var outcome: Verdict.Outcome
  /// What happened, in one line; empty where it held.
  var summary = ""
  /// The frame where it was found.
  var frame: Int?
  var expected: String?
  var found: String?
  /// What else there is to say, a line each.
  var detail: [String] = []
  /// What should be known although it held.
  var remarks: [String] = []

  static var held: Judgement { Judgement(outcome: .held) }

  init(
    outcome: Verdict.Outcome, _ summary: String = "", frame: Int? = nil, expected: String? = nil,
    found: String? = nil
  ) {
    self.outcome = outcome
    self.summary = summary
    self.frame = frame
    self.expected = expected
    self.found = found
  }

  /// Lines of detail that a judgement has at most; more of the same is counted.
  static let maximumDetails = 10
}

/// Places where an expectation broke: the first is told, some are listed, all are counted.
struct Breaches: Sendable {
  private(set) var count = 0
  private(set) var first: (frame: Int, fact: String)?
  private var lines: [String] = []

  mutating func append(_ fact: String, frame: Int) {
    count += 1
    if first == nil { first = (frame, fact) }
    if lines.count < Judgement.maximumDetails { lines.append("frame \(frame): \(fact)") }
  }

  /// What comes of an expectation that nothing may break.
  func judgement(expected: String, _ facts: CaptureFacts) -> Judgement {
    guard let first else {
      if facts.isWhole { return .held }
      return Judgement(outcome: .unknown, CaptureFacts.notWhole, expected: expected)
    }
    let times = count == 1 ? "" : ", and \(count - 1) more"
    let fact = "\(first.fact), in frame \(first.frame)\(times)"
    var judgement = Judgement(
      outcome: .broken, fact, frame: first.frame, expected: expected, found: fact)
    judgement.detail = detail
    return judgement
  }

  /// All that are listed, where there is more than one.
  var detail: [String] {
    guard count > 1 else { return [] }
    return count > lines.count ? lines + ["and \(count - lines.count) more"] : lines
  }
}
