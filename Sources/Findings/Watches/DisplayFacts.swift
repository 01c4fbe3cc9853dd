import CallAnalysis
import SCCP
import Story
import Wire

/// Judges what a phone shows.
enum DisplayFacts {
  static func judge(
    _ record: borrowing Record, _ link: LinkState, _ settings: FindingSettings,
    _ desk: inout FindingDesk
  ) {
    guard let trouble = record.displayTrouble else {
      judgeText(record, link, &desk)
      return
    }
    let (rule, severity) = rule(for: trouble, record.stamp, link, settings)
    let shown = record.displayedText ?? ""
    let observation = Observation(
      "\(link.title) shows “\(shown)”: \(trouble.meaning).", at: record.stamp, severity: severity
    ).about(link.leg(of: record)).with(.text("shown", shown)).subject(shown)
    desk.say(rule, link, observation)
  }

  /// A text of the server's own, which is an error only where it says so.
  private static func judgeText(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let shown = record.displayedText, shown.hasPrefix("Error") else { return }
    desk.say(
      .promptError, link,
      Observation("\(link.title) shows “\(shown)”.", at: record.stamp)
        .about(link.leg(of: record)).with(.text("shown", shown)).subject(shown))
  }

  private static func rule(
    for trouble: DisplayTrouble, _ stamp: FrameStamp, _ link: LinkState,
    _ settings: FindingSettings
  ) -> (FindingRule, Finding.Severity?) {
    func follows(_ key: FeatureKey, _ rule: FindingRule) -> Bool {
      guard let pressed = link.calls.keys[key], let time = stamp.nanoseconds(since: pressed) else {
        return false
      }
      return time <= settings.nanoseconds(rule)
    }
    if trouble.table == 0x80 {
      switch trouble.code {
      case 82, 83, 97: if follows(.transfer, .transferFailed) { return (.transferFailed, nil) }
      case 38, 39, 41, 42, 44:
        if follows(.conference, .conferenceFailed) { return (.conferenceFailed, nil) }
      case 71, 94: if follows(.park, .parkFailed) { return (.parkFailed, nil) }
      case 95, 98: if follows(.pickup, .pickupFailed) { return (.pickupFailed, nil) }
      case 68, 69, 70: return (.bargeFailed, nil)
      case 55, 66, 87: return (.bandwidthDenied, nil)
      default: break
      }
      return (.promptError, severities200[trouble.code])
    }
    switch trouble.code {
    case 10: return (.survivable, nil)
    case 16: if follows(.transfer, .transferFailed) { return (.transferFailed, nil) }
    case 37, 62, 63:
      if follows(.conference, .conferenceFailed) { return (.conferenceFailed, nil) }
    case 58, 59: return (.forwardLoop, .error)
    case 61: if follows(.pickup, .pickupFailed) { return (.pickupFailed, nil) }
    case 64: if follows(.park, .parkFailed) { return (.parkFailed, nil) }
    default: break
    }
    return (.promptError, severities36[trouble.code])
  }

  /// How bad phrases of DisplayLabels_200 are, apart from those that are warnings.
  private static let severities200: [UInt8: Finding.Severity] = [
    35: .error, 38: .error, 39: .error, 41: .error, 42: .error, 44: .error, 46: .error, 47: .error,
    48: .error, 50: .error, 51: .error, 82: .error, 83: .error, 89: .note, 90: .note, 97: .error,
  ]
  private static let severities36: [UInt8: Finding.Severity] = [
    11: .error, 16: .error, 24: .note, 36: .error, 37: .error, 38: .error, 62: .error, 63: .error,
  ]
}
