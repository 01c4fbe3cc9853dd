import Story
import Wire

/// Gathers what the watches see: one finding for each rule, device and subject, with a count.
struct FindingDesk {
  private var groups: [Key: Int] = [:]
  /// The findings about each leg, until its call is listed.
  private var placesOfLegs = NumberTable<[Int]>()
  /// The findings about each connection, whose device may get a name later.
  private var placesOfStreams = NumberTable<[Int]>()
  private(set) var findings: [Finding] = []
  /// Findings that are new since they were taken.
  private var news: [Int] = []
  /// What was not kept, because there were too many.
  private(set) var omittedCount = 0
  private let wanted: FindingSelection

  /// Findings kept at a time: some for each device of the largest captures.
  static let maximumFindings = 1 << 17
  /// Frames named that show a finding again.
  static let maximumAgain = 8

  private struct Key: Hashable {
    let rule: String
    let device: String
    let subject: String
  }

  init(_ wanted: FindingSelection) {
    self.wanted = wanted
  }

  /// Takes what was seen on a connection.
  mutating func say(_ rule: FindingRule, _ link: LinkState, _ observation: Observation) {
    let (title, stream) = observation.device ?? (link.title, link.stream)
    var observation = observation
    observation.call = observation.call ?? observation.leg.flatMap { link.callNumbers[$0] }
    say(observation.rule ?? rule, device: title, stream: stream, observation)
  }

  /// Takes what was seen of a device, or of none.
  mutating func say(
    _ rule: FindingRule, device: String?, stream: Int? = nil, _ observation: Observation
  ) {
    guard wanted.takes(rule) else { return }
    let key = Key(rule: rule.id, device: device ?? "", subject: observation.subject)
    let severity = observation.severity ?? rule.severity
    if let place = groups[key] {
      note(observation, severity, at: place)
      return
    }
    guard findings.count < Self.maximumFindings else {
      omittedCount += 1
      return
    }
    groups[key] = findings.count
    news.append(findings.count)
    var finding = Finding(
      rule: rule.id, severity: severity, device: device, stream: stream, leg: observation.leg,
      reference: observation.reference, first: observation.stamp, related: observation.related,
      text: observation.text, values: observation.values, subject: observation.subject)
    finding.call = observation.call
    if let stream { placesOfStreams[stream, default: []].append(findings.count) }
    if let leg = finding.leg, finding.call == nil {
      placesOfLegs[leg, default: []].append(findings.count)
    }
    findings.append(finding)
  }

  /// Notes the name of a connection's device.
  mutating func note(name: String, of stream: Int) {
    for place in placesOfStreams[stream] ?? [] { findings[place].device = name }
  }

  /// Notes the number of a call that is listed.
  mutating func note(_ call: Call) {
    for leg in call.legNumbers {
      for place in placesOfLegs.removeValue(forKey: leg) ?? []
      where findings[place].leg == leg && findings[place].call == nil {
        findings[place].call = call.number
      }
    }
  }

  /// Whether anything was found since it was taken.
  var hasNews: Bool { !news.isEmpty || !legsOfRepeats.isEmpty }

  /// Legs at which a rule was found again, for the lists of calls.
  private(set) var legsOfRepeats: [Repeat] = []

  /// A rule that was found again, and the leg.
  struct Repeat {
    let leg: Int
    let rule: String
    let severity: Finding.Severity
  }

  /// Takes those legs.
  mutating func takeRepeats() -> [Repeat] {
    if legsOfRepeats.isEmpty { return [] }
    defer { legsOfRepeats.removeAll(keepingCapacity: true) }
    return legsOfRepeats
  }

  /// Notes that something was found again. What is worse than before takes its place.
  private mutating func note(
    _ observation: Observation, _ severity: Finding.Severity, at place: Int
  ) {
    if severity > findings[place].severity {
      let former = findings[place]
      var finding = Finding(
        rule: former.rule, severity: severity, device: former.device, stream: former.stream,
        leg: observation.leg ?? former.leg, reference: observation.reference ?? former.reference,
        first: former.first, related: former.related + observation.related,
        text: observation.text, values: observation.values, subject: former.subject)
      finding.count = former.count
      finding.call = observation.call
      finding.again = former.again
      findings[place] = finding
      if let leg = observation.leg, finding.call == nil {
        placesOfLegs[leg, default: []].append(place)
      }
    }
    if observation.isUpdate { return }
    findings[place].count += 1
    if let leg = observation.leg {
      legsOfRepeats.append(Repeat(leg: leg, rule: findings[place].rule, severity: severity))
    }
    findings[place].last = observation.stamp
    if findings[place].again.count < Self.maximumAgain,
      findings[place].again.last != observation.stamp.place
    {
      findings[place].again.append(observation.stamp.place)
    }
  }

  /// What was found since the last time.
  mutating func takeNews() -> [Finding] {
    if news.isEmpty { return [] }
    defer { news.removeAll(keepingCapacity: true) }
    return news.map { findings[$0] }
  }

  /// Changes the findings when the capture is over.
  mutating func settle(_ change: (inout [Finding]) -> Void) {
    change(&findings)
  }
}
