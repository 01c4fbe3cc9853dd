import CallAnalysis
import SCCP
import Story
import Wire

/// Looks at what devices say of their own failures.
struct AlarmWatch: MessageWatch {
  enum Sign: MessageSign {
    case text, document

    static let table = MessageTable<Sign>([.text: [.alarm], .document: [.enhancedAlarm]])
  }

  init(_ settings: FindingSettings) {}

  mutating func hear(
    _ sign: Sign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    switch sign {
    case .text: hearText(record, link, &desk)
    case .document: hearDocument(record, link, &desk)
    }
  }

  /// Reasons that are in order.
  private static let ordinary: Set<Int> = [18, 20, 21, 22, 23, 25, 111]
  /// Reasons that are about files.
  private static let files: Set<Int> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 31]

  /// Reasons that name what a device waits for.
  private static let waiting: Set<Int> = [27, 28]

  private func hearText(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let severity = record.value(.alarmSeverity)
    if severity == .critical || severity == .major {
      let word = severity == .critical ? "critical" : "major"
      desk.say(
        .alarmSeverity, link,
        Observation(
          "\(link.title) raised a \(word) alarm: \(record.message.text(.text) ?? "no text").",
          at: record.stamp))
    }
    guard let code = record.alarmReason else {
      judgeWord(record, link, &desk)
      return
    }
    // On a living connection it says what the device waits for now, not why it was away.
    if Self.waiting.contains(code), record.isAboutNow { return }
    guard let meaning = record.alarmMeaning else { return }
    let rule = Self.files.contains(code) ? FindingRule.alarmLoad : .alarmLast
    let severityOfReason: Finding.Severity? =
      Self.ordinary.contains(code) ? .note : code == 24 ? .error : nil
    let text =
      Self.files.contains(code)
      ? "\(link.title) says that a file could not be loaded: \(meaning) (code \(code))."
      : "\(link.title) says why it last dropped out: \(meaning) (code \(code))."
    desk.say(
      rule, link,
      Observation(text, at: record.stamp, severity: severityOfReason)
        .with(.number("code", code)).subject(severityOfReason == .note ? "note" : "\(code)"))
  }

  /// Judges a reason without a number: a crash of the firmware gives an address.
  private func judgeWord(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let word = record.alarmReasonText else { return }
    let isCrash = word.hasPrefix("Halt")
    desk.say(
      .alarmLast, link,
      Observation(
        "\(link.title) says why it last dropped out: “\(word)”.", at: record.stamp,
        severity: isCrash ? nil : .note
      ).with(.text("reason", word)).subject(isCrash ? word : "note"))
  }

  /// Reasons of EnhancedAlarm, whose list is another one.
  private static let documentReasons: [Int: (meaning: String, severity: Finding.Severity)] = [
    10: ("TCP to the server timed out", .warning),
    12: ("the server reset TCP", .warning),
    13: ("the server aborted TCP", .warning),
    14: ("the server closed TCP", .warning),
    15: ("its keepalives were not answered", .warning),
    16: ("it lost its IP address", .warning),
    17: ("its registration timed out", .warning),
    18: ("it moved to a server of higher priority", .note),
    20: ("a user reset it", .note),
    22: ("the server ordered a reset", .note),
    23: ("the server ordered a restart", .note),
    24: ("its registration was rejected", .error),
    25: ("it started up", .note),
    26: ("its voice VLAN changed", .note),
  ]

  private func hearDocument(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let field = record.message.first(.alarmInfo) else { return }
    let text = record.message.bytes.span.extracting(record.message.textBytes(of: field))
    guard let name = text.firstIndex(behind: "ReasonForOutOfService\"".utf8.span),
      let start = text.firstIndex(behind: ">".utf8.span, from: name)
    else { return }
    var code = 0
    var end = start
    while end < min(text.count, start + 4), (0x30...0x39).contains(text[end]) {
      code = code * 10 + Int(text[end] - 0x30)
      end += 1
    }
    guard end > start, let reason = Self.documentReasons[code] else { return }
    desk.say(
      .alarmLast, link,
      Observation(
        "\(link.title) says why it last dropped out: \(reason.meaning) (code \(code)).",
        at: record.stamp, severity: reason.severity
      ).with(.number("code", code)).subject(reason.severity == .note ? "note" : "\(code)"))
  }
}
