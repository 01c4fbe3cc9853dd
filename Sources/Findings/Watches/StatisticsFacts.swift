import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Judges what a phone reports of its media.
enum StatisticsFacts {
  static func judge(
    _ record: borrowing Record, _ link: LinkState, _ settings: FindingSettings,
    _ desk: inout FindingDesk
  ) {
    let leg = link.leg(of: record)
    let sent = record.number(.numberPacketsSent).map(Int.init)
    let received = record.number(.numberPacketsReceived).map(Int.init)
    let lost = record.number(.numberPacketsLost).map(Int.init)
    func say(_ rule: FindingRule, _ observation: Observation) {
      desk.say(
        rule, link,
        observation.about(leg).resting(on: (record.stamp, .name(of: .connectionStatisticsRes))))
    }
    if let received, let lost, received + lost >= settings.count(.reportedLoss, "packets"),
      lost <= 10 * received, lost >= settings.count(.reportedLoss, "lost")
    {
      let percent = 100 * Double(lost) / Double(received + lost)
      if percent >= settings.number(.reportedLoss) {
        let isBad = percent >= settings.number(.reportedLoss, "error")
        say(
          .reportedLoss,
          Observation(
            "\(link.title) lost \(tenths(percent)) % of the audio that came for it.",
            at: record.stamp, severity: isBad ? .error : nil
          ).with(.decimal("lossPercent", percent), .number("lost", lost)))
      }
    }
    if let jitter = record.number(.jitter), Double(jitter) >= settings.number(.reportedJitter) {
      say(
        .reportedJitter,
        Observation("\(link.title) reports a jitter of \(jitter) ms.", at: record.stamp)
          .with(.number("jitter", jitter)))
    }
    if let latency = record.number(.latency), Double(latency) >= settings.number(.reportedLatency) {
      say(
        .reportedLatency,
        Observation("\(link.title) reports a delay of \(latency) ms.", at: record.stamp)
          .with(.number("latency", latency)))
    }
    if let sent, let received, isOneWay(sent, received, leg, record.stamp, settings) {
      say(
        .reportedOneWay,
        Observation(
          "\(link.title) sent \(sent.counted("packet")) and received \(received).",
          at: record.stamp
        ).with(.number("sent", sent), .number("received", received)))
    }
    if let text = quality(record, settings) {
      say(.reportedQuality, Observation("\(link.title) reports \(text).", at: record.stamp))
    }
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int64(exactly: (value * 10).rounded()) ?? 0
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func isOneWay(
    _ sent: Int, _ received: Int, _ known: LegSnapshot?, _ stamp: FrameStamp,
    _ settings: FindingSettings
  ) -> Bool {
    let limit = settings.count(.reportedOneWay)
    guard sent > limit && received == 0 || received > limit && sent == 0 else { return false }
    guard let known, known.leg.holds.isEmpty, let start = known.leg.connectedAt
    else { return false }
    let end = known.leg.end ?? stamp
    return end.nanoseconds(since: start).map {
      $0 >= settings.nanoseconds(.reportedOneWay, "limit")
    }
      ?? false
  }

  /// What the quality text says, where that is bad.
  private static func quality(_ record: borrowing Record, _ settings: FindingSettings) -> String? {
    guard let text = record.message.text(.data) else { return nil }
    let figures = QualityFigures(text)
    var parts: [String] = []
    if let score = figures.listeningQuality ?? figures.averageScore, score > 0,
      score < settings.number(.reportedQuality)
    {
      parts.append("an estimated quality of \(tenths(score))")
    }
    if let ratio = figures.concealmentRatio,
      ratio * 100 > settings.number(.reportedQuality, "concealed"), ratio <= 1
    {
      parts.append("\(tenths(ratio * 100)) % concealed audio")
    }
    if let concealed = figures.concealed, let badly = figures.severelyConcealed, badly > 0,
      concealed > settings.number(.reportedQuality, "seconds")
    {
      parts.append("\(tenths(concealed)) s concealed, \(tenths(badly)) s of them badly")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

/// What is judged of the quality text of ConnectionStatisticsRes: pairs of a key and a number, in one
/// of three forms.
private struct QualityFigures {
  /// MLQKav.
  private(set) var listeningQuality: Double?
  /// avgMos, of the form that counts packets.
  private(set) var averageScore: Double?
  /// CCR.
  private(set) var concealmentRatio: Double?
  /// CS and SCS, in seconds.
  private(set) var concealed: Double?
  private(set) var severelyConcealed: Double?

  private static let maximumByteCount = 1024

  init(_ text: String) {
    let all = text.utf8.span
    let bytes = all.extracting(first: min(all.count, Self.maximumByteCount))
    var pairs = QualityPairs(bytes)
    while let pair = pairs.next() {
      guard let kind = Self.kind(spelledAt: pair.key, in: bytes),
        let number = Self.number(spelledBy: bytes.extracting(pair.value)), number.isFinite
      else { continue }
      switch kind {
      case .listeningQuality: listeningQuality = number
      case .averageScore: averageScore = number
      case .concealmentRatio: concealmentRatio = number
      case .concealed: concealed = number
      case .severelyConcealed: severelyConcealed = number
      }
    }
  }

  private enum Kind {
    case listeningQuality, averageScore, concealmentRatio, concealed, severelyConcealed
  }

  /// Digits of a number that is exact as a double, and so is the power of ten behind its point.
  private static let maximumDigits = 15

  /// The number that a value spells; nil where it spells none.
  ///
  /// Nearly all are some digits with a point among them: the quotient of two exact numbers is rounded as
  /// it has to be.
  private static func number(spelledBy bytes: Span<UInt8>) -> Double? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard (1...maximumDigits).contains(bytes.count), digits.contains(bytes[0]),
      digits.contains(bytes[bytes.count - 1])
    else { return Double(String(copying: bytes)) }
    var (number, divisor, hasPoint) = (0.0, 1.0, false)
    for index in bytes.indices {
      if digits.contains(bytes[index]) {
        number = number * 10 + Double(bytes[index] - digits.lowerBound)
        if hasPoint { divisor *= 10 }
      } else if bytes[index] == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return Double(String(copying: bytes))
      }
    }
    return number / divisor
  }

  /// What a key stands for; nil for one that is not judged.
  private static func kind(spelledAt key: Range<Int>, in bytes: Span<UInt8>) -> Kind? {
    if bytes.spells("MLQKav", in: key) { return .listeningQuality }
    if bytes.spells("avgMos", in: key) { return .averageScore }
    if bytes.spells("CCR", in: key) { return .concealmentRatio }
    if bytes.spells("CS", in: key) { return .concealed }
    return bytes.spells("SCS", in: key) ? .severelyConcealed : nil
  }
}
