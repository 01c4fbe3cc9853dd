/// What the program is to reach, as a ratio within one run or a limit.
enum Goal {
  case speed(Subject, Command, against: Command, atLeast: Double)
  case peak(Subject, Command, atMostMegabytes: Double)
  /// A capture takes at most so many times as long as another one.
  case timeOf(Subject, Command, against: Subject, atMost: Double)
  /// Ten times as much takes at most so many times as long.
  case growthOfTime(Subject, Command, atMost: Double)
  /// Ten times as much takes at most so many times the memory.
  case growthOfPeak(Subject, Command, atMost: Double)

  static let all: [Goal] = [
    .speed(.mixed, .json, against: .tcpdump, atLeast: 1),
    .speed(.mixed, .json, against: .tsharkJSON, atLeast: 150),
    .speed(.mixed, .piped, against: .json, atLeast: 0.769),
    .speed(.mixed, .filtered, against: .json, atLeast: 0.9),
    .timeOf(.joined, .json, against: .joinedFew, atMost: 1.3),
    .speed(.mixed, .calls, against: .json, atLeast: 0.625),
    .speed(.mixed, .diagnose, against: .calls, atLeast: 0.769),
    .speed(.mixed, .redact, against: .json, atLeast: 0.5),
    .speed(.sccp, .redact, against: .json, atLeast: 0.5),
    .speed(.mixed, .check, against: .json, atLeast: 0.333),
    .speed(.sccp, .check, against: .json, atLeast: 0.333),
    .speed(.sccp, .json, against: .tsharkJSON, atLeast: 60),
    .speed(.sccp, .timeline, against: .tsharkSummary, atLeast: 12),
    .speed(.reference, .timeline, against: .tsharkSummary, atLeast: 20),
    .peak(.mixed, .json, atMostMegabytes: 32),
    .peak(.sccp, .json, atMostMegabytes: 32),
    .peak(.sccp, .check, atMostMegabytes: 100),
    .peak(.mixed, .calls, atMostMegabytes: 48),
    .peak(.mixed10, .calls, atMostMegabytes: 48),
    .peak(.storm, .diagnose, atMostMegabytes: 48),
    .growthOfPeak(.mixed10, .json, atMost: 1.1),
    .growthOfPeak(.mixed10, .calls, atMost: 1.1),
    .growthOfPeak(.mixed10, .diagnose, atMost: 1.1),
    .growthOfPeak(.sccp10, .json, atMost: 1.1),
    .growthOfTime(.mixed10, .json, atMost: 10.5),
    .growthOfTime(.sccp10, .json, atMost: 10.5),
    .growthOfTime(.connections10, .json, atMost: 10.5),
  ]

  /// The goals that something was measured for, and whether they are met.
  static func table(_ results: Results) -> Table {
    var table = Table(["goal", "wanted", "measured", "met"])
    for goal in all {
      guard let measured = goal.measured(in: results) else { continue }
      let (wanted, isMet) = goal.judged(measured)
      table.append([goal.title, wanted, goal.text(measured), isMet ? "yes" : "NO"])
    }
    return table
  }

  private var title: String {
    switch self {
    case .speed(let subject, let ours, let peer, _):
      "\(subject.rawValue): \(ours.rawValue) against \(peer.rawValue)"
    case .timeOf(let subject, let ours, let other, _):
      "\(subject.rawValue): time of \(ours.rawValue), against \(other.rawValue)"
    case .peak(let subject, let ours, _): "\(subject.rawValue): peak memory of \(ours.rawValue)"
    case .growthOfTime(let subject, let ours, _):
      "\(subject.rawValue): time of \(ours.rawValue), against a tenth of it"
    case .growthOfPeak(let subject, let ours, _):
      "\(subject.rawValue): peak memory of \(ours.rawValue), against a tenth of it"
    }
  }

  /// The number that decides; nil where it was not measured.
  private func measured(in results: Results) -> Double? {
    switch self {
    case .speed(let subject, let ours, let peer, _):
      guard let own = results[subject, ours], let other = results[subject, peer] else { return nil }
      return other.measurement.wallSeconds / max(own.measurement.wallSeconds, 1e-9)
    case .timeOf(let subject, let ours, let other, _):
      guard let own = results[subject, ours], let few = results[other, ours] else { return nil }
      return own.measurement.wallSeconds / max(few.measurement.wallSeconds, 1e-9)
    case .peak(let subject, let ours, _):
      return results[subject, ours]?.measurement.peakMegabytes
    case .growthOfTime(let subject, let ours, _):
      return results[subject, ours]?.growth(of: \.wallSeconds)
    case .growthOfPeak(let subject, let ours, _):
      return results[subject, ours]?.growth(of: \.peakMegabytes)
    }
  }

  private func judged(_ measured: Double) -> (wanted: String, isMet: Bool) {
    switch self {
    case .speed(_, _, _, let least): ("at least \(text(least))", measured >= least)
    case .peak(_, _, let most), .timeOf(_, _, _, let most), .growthOfTime(_, _, let most),
      .growthOfPeak(_, _, let most):
      ("at most \(text(most))", measured <= most)
    }
  }

  private func text(_ value: Double) -> String {
    if case .peak = self { return "\(decimal(value, digits: 1)) MB" }
    return "\(decimal(value, digits: 2)) ×"
  }
}
