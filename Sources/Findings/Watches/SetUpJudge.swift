import CallAnalysis
import SCCP
import Story
import Wire

/// Judges the set-up of a device that registers by its own connection alone.
struct SetUpJudge {
  let settings: FindingSettings

  func noteAnswer(_ record: borrowing Record, _ link: LinkState) {
    guard record.answers != nil, !link.registration.isSpeedJudged else { return }
    link.registration.setUpAnswer = record.stamp
    let time = record.responseTime ?? 0
    if time > link.registration.slowest?.nanoseconds ?? -1 {
      link.registration.slowest = (time, record.message.name)
    }
  }

  /// Judges how long the set-up took, once: when it is over, and the device is used.
  func judgeSpeed(_ link: LinkState, _ desk: inout FindingDesk) {
    let state = link.registration
    guard !state.isSpeedJudged, let request = state.request, state.acceptance != nil else { return }
    link.registration.isSpeedJudged = true
    guard let last = state.setUpAnswer, let time = last.nanoseconds(since: request),
      time > settings.nanoseconds(.registrationSlow)
    else { return }
    let many = 60
    if state.setUpCount >= many,
      time / Int64(state.setUpCount) <= settings.nanoseconds(.registrationSlow, "request")
    {
      return
    }
    let step = state.slowest.map { "; the slowest step was \($0.name) (\(spoken($0.nanoseconds)))" }
    desk.say(
      .registrationSlow, link,
      Observation("\(link.title) needed \(spoken(time)) to register\(step ?? "").", at: request)
        .resting(on: (request, .name(of: .registerReq)), (last, "last answer"))
        .with(.duration("registration", time)))
  }

  func judgeClock(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let seconds = record.number(.systemTime), seconds > 0,
      let time = record.stamp.time
    else { return }
    let difference = Int64(seconds).subtractingReportingOverflow(time.seconds)
    if difference.overflow { return }
    let apart = difference.partialValue.magnitude
    let hour: UInt64 = 1800
    let offHour = min(apart % hour, hour - apart % hour)
    let limit = UInt64(clamping: settings.nanoseconds(.timeSkew) / 1_000_000_000)
    guard apart > limit, offHour > limit else { return }
    desk.say(
      .timeSkew, link,
      Observation(
        "The server's time is \(spoken(Int64(clamping: apart) &* 1_000_000_000)) off the capture's "
          + "clock.", at: record.stamp
      ).with(.number("seconds", difference.partialValue)))
  }

  func hearCapabilities(_ record: borrowing Record, _ link: LinkState) {
    link.suspicions.dropAll(.capabilitiesMissing)
    guard let count = record.message.audioCapabilityCount else { return }
    if count == 0 {
      link.registration.emptyCapabilities = link.registration.emptyCapabilities ?? record.stamp
      return
    }
    link.registration.hasCapabilities = true
    link.registration.emptyCapabilities = nil
  }

  func learnLine(_ record: borrowing Record, _ link: LinkState) {
    if record.message.hasText(.lineDirNumber) {
      link.registration.hasLine = true
    } else {
      link.registration.lineAnswer = link.registration.lineAnswer ?? record.stamp
    }
  }

  func learnLineCount(_ record: borrowing Record, _ link: LinkState) {
    guard let count = record.number(.numberOfLines), count == 0 else { return }
    link.registration.lineAnswer = link.registration.lineAnswer ?? record.stamp
  }

  /// Whether a connection ended while the device was being set up.
  func isEarly(_ state: RegistrationProgress, at closed: FrameStamp) -> Bool {
    guard !state.isComplete, let begin = state.acceptance ?? state.request,
      let time = closed.nanoseconds(since: begin)
    else { return false }
    return time <= settings.nanoseconds(.closedEarly)
  }
}
