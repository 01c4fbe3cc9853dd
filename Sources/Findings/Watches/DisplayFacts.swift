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
    guard record.mayDisplay("Error"), let shown = record.displayedText, shown.hasPrefix("Error")
    else { return }
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
    switch trouble.phrase {
    case .label200(let label):
      switch label {
      case .canNotCompleteTransfer, .canNotJoinCalls, .externalTransferRestricted:
        if follows(.transfer, .transferFailed) { return (.transferFailed, nil) }
      case .canNotCompleteConference, .noConferenceBridge, .invalidConferenceParticipant,
        .inConferenceAlready, .exceedMaximumParties:
        if follows(.conference, .conferenceFailed) { return (.conferenceFailed, nil) }
      case .noParkNumberAvailable, .parkSlotUnavailable:
        if follows(.park, .parkFailed) { return (.parkFailed, nil) }
      case .noCallAvailableForPickup, .noLineAvailableForPickup:
        if follows(.pickup, .pickupFailed) { return (.pickupFailed, nil) }
      case .failedToSetupBarge, .anotherBargeExists, .incompatibleDeviceType:
        return (.bargeFailed, nil)
      case .notEnoughBandwidth, .networkCongestionRerouting, .videoBandwidthUnavailable:
        return (.bandwidthDenied, nil)
      default: break
      }
      return (.promptError, severities200[label])
    case .label36(let label):
      switch label {
      case .cmFallbackServiceOperating: return (.survivable, nil)
      case .transferDestinationIsBusy:
        if follows(.transfer, .transferFailed) { return (.transferFailed, nil) }
      case .noResources, .conferenceIsUnavailable, .meetmeIsUnavailable:
        if follows(.conference, .conferenceFailed) { return (.conferenceFailed, nil) }
      case .cfwdallLoopDetected, .cfwdallHopsExceeded: return (.forwardLoop, .error)
      case .pickupIsUnavailable: if follows(.pickup, .pickupFailed) { return (.pickupFailed, nil) }
      case .cannotRetrieveParkedCall: if follows(.park, .parkFailed) { return (.parkFailed, nil) }
      default: break
      }
      return (.promptError, severities36[label])
    }
  }

  /// How bad phrases of DisplayLabels_200 are, apart from those that are warnings.
  private static let severities200: [DisplayLabel200: Finding.Severity] = [
    .tempFail: .error, .canNotCompleteConference: .error, .noConferenceBridge: .error,
    .invalidConferenceParticipant: .error, .inConferenceAlready: .error,
    .exceedMaximumParties: .error, .errorNoLicense: .error, .errorDbconfig: .error,
    .errorDatabase: .error, .errorUnknown: .error, .errorMismatch: .error,
    .canNotCompleteTransfer: .error, .canNotJoinCalls: .error, .maxCallDurationTimeout: .note,
    .maxHoldDurationTimeout: .note, .externalTransferRestricted: .error,
  ]
  private static let severities36: [DisplayLabel36: Finding.Severity] = [
    .maxPhonesExceeded: .error, .transferDestinationIsBusy: .error, .wrongPin: .note,
    .setupFailed: .error, .noResources: .error, .deviceNotAuthorized: .error,
    .conferenceIsUnavailable: .error, .meetmeIsUnavailable: .error,
  ]
}
