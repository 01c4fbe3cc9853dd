import CallAnalysis
import SCCP
import Text
import Wire

/// Whether devices register: from the first RegisterReq of each to the first RegisterAck.
struct RegistrationCheck: ExpectationCheck {
  private let name: TextPattern
  private let within: TimeLimit?
  /// In the order in which they asked.
  private var attempts: [Attempt] = []
  private var places: [String: Int] = [:]

  /// Devices that are followed: those of a large site.
  static let maximumDevices = 1 << 14

  private struct Attempt: Sendable {
    let device: String
    let asked: FrameStamp
    var accepted: FrameStamp?
    var rejectionCount = 0
    var rejection: (frame: Int, text: String)?
  }

  init(name: TextPattern, within: TimeLimit?) {
    self.name = name
    self.within = within
  }

  mutating func note(_ record: borrowing Record, _ scratch: inout TextBuffer) {
    switch record.message.header.identifier {
    case MessageDefinition.registerReq.identifier:
      guard let device = record.deviceName, places[device] == nil, name.matches(device),
        attempts.count < Self.maximumDevices
      else { return }
      places[device] = attempts.count
      attempts.append(Attempt(device: device, asked: record.stamp))
    case MessageDefinition.registerAck.identifier:
      guard let place = record.deviceName.flatMap({ places[$0] }) else { return }
      if attempts[place].accepted == nil { attempts[place].accepted = record.stamp }
    case MessageDefinition.registerReject.identifier:
      guard let place = record.deviceName.flatMap({ places[$0] }) else { return }
      attempts[place].rejectionCount += 1
      let text = record.message.text(.text) ?? ""
      attempts[place].rejection = (record.stamp.number, text.visible)
    default: break
    }
  }

  func judgement(_ facts: CaptureFacts) -> Judgement {
    let limit = within.map { " within \($0)" } ?? ""
    let expected = "RegisterAck\(limit) of RegisterReq"
    guard !attempts.isEmpty else {
      let isSeen = facts.deviceNames.contains(where: name.matches)
      return Judgement(
        outcome: facts.isWhole ? .broken : .unknown,
        facts.isWhole ? "\(name.source) does not register" : CaptureFacts.notWhole,
        expected: "RegisterReq of \(name.source)",
        found: isSeen
          ? "it is there, and had registered before the capture began" : facts.devicesSeen)
    }
    var breaches = Breaches()
    var doubts = Breaches()
    for attempt in attempts {
      let (outcome, frame, fact) = judge(attempt, facts)
      switch outcome {
      case .held, .noted, .known: break
      case .broken: breaches.append("\(attempt.device.visible): \(fact)", frame: frame)
      case .unknown: doubts.append("\(attempt.device.visible): \(fact)", frame: frame)
      }
    }
    guard let first = breaches.first ?? doubts.first else { return .held }
    var judgement = Judgement(
      outcome: breaches.count > 0 ? .broken : .unknown, first.fact, frame: first.frame,
      expected: expected, found: first.fact)
    judgement.detail = breaches.count > 0 ? breaches.detail : doubts.detail
    return judgement
  }

  private func judge(
    _ attempt: Attempt, _ facts: CaptureFacts
  ) -> (Verdict.Outcome, frame: Int, fact: String) {
    if let accepted = attempt.accepted {
      guard let within else { return (.held, accepted.number, "") }
      guard accepted.time != nil, attempt.asked.time != nil else {
        return (.unknown, accepted.number, "the capture has no times")
      }
      guard let elapsed = accepted.nanoseconds(since: attempt.asked) else {
        return (
          .unknown, accepted.number,
          CaptureFacts.clockGoesBack(between: attempt.asked, and: accepted)
        )
      }
      if elapsed <= within.nanoseconds { return (.held, accepted.number, "") }
      let words = TimeLimit.words(for: elapsed)
      return (
        .broken, accepted.number,
        "RegisterAck in frame \(accepted.number), \(words) after RegisterReq in frame "
          + "\(attempt.asked.number)"
      )
    }
    let (outcome, because) = facts.outcome(ofMissing: within, since: attempt.asked)
    var fact = "no RegisterAck for RegisterReq in frame \(attempt.asked.number)"
    var frame = attempt.asked.number
    if let rejection = attempt.rejection {
      frame = rejection.frame
      fact += ", but RegisterReject in frame \(rejection.frame)"
      if !rejection.text.isEmpty { fact += ", “\(rejection.text)”" }
    }
    return (outcome, frame, because.isEmpty ? fact : "\(fact); \(because)")
  }
}
