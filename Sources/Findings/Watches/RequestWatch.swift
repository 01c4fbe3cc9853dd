import CallAnalysis
import SCCP
import Story
import Wire

/// Looks for requests of the set-up that no answer comes to.
struct RequestWatch: MessageWatch {
  private let limit: Int64
  private let stuckLimit: Int64

  init(_ settings: FindingSettings) {
    limit = settings.nanoseconds(.requestUnanswered)
    stuckLimit = settings.nanoseconds(.registrationStuck)
  }

  /// Requests whose missing answer is more than a note even where no other of their kind was
  /// answered.
  private static let essential: Set<UInt32> = Set(
    [
      MessageDefinition.configStatReq, .timeDateReq, .buttonTemplateReq, .softKeyTemplateReq,
      .softKeySetReq, .lineStatReq,
    ].map(\.identifier))
  private static let optional: Set<UInt32> = [
    MessageDefinition.versionReq.identifier, MessageDefinition.serverReq.identifier,
  ]

  mutating func hear(
    _ sign: SetUpSign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    switch sign {
    case .setUpRequest: hearRequest(record, link)
    case .setUpAnswer, .lineAnswer, .configurationAnswer, .time:
      guard case .response(let request) = record.message.layout?.definition.kind else { return }
      link.registration.noteAnswer(to: request)
      let subject = Self.subject(request, record.message.matchKey)
      link.suspicions.drop(.requestUnanswered, subject)
      link.suspicions.drop(.registrationStuck, subject)
    default: break
    }
  }

  private static func subject(_ identifier: UInt32, _ key: UInt32?) -> UInt64 {
    UInt64(identifier) << 32 | UInt64(key ?? 0)
  }

  private func hearRequest(_ record: borrowing Record, _ link: LinkState) {
    let (identifier, key) = (record.message.header.identifier, record.message.matchKey)
    let (stamp, name) = (record.stamp, record.message.name)
    let stuckLimit = stuckLimit
    link.suspect(
      .requestUnanswered, Self.subject(identifier, key), after: stamp, for: limit
    ) { link in
      let state = link.registration
      let hasGoneOn = state.setUpAnswer.map { $0.isAfter(stamp) } ?? false
      // Without RegisterAck it is not known whether the server is an old one.
      let isOptional =
        link.isOldServer || state.acceptance == nil || Self.optional.contains(identifier)
      if !hasGoneOn, !state.isComplete, !isOptional {
        link.suspect(
          .registrationStuck, Self.subject(identifier, key), after: stamp, for: stuckLimit
        ) { link in
          if link.registration.isComplete { return nil }
          if let closed = link.closedAt, (closed.nanoseconds(since: stamp) ?? 0) <= stuckLimit {
            return nil
          }
          return Observation(
            "\(link.title) waits for the answer to \(name); nothing followed.", at: stamp
          ).resting(on: (state.request, .name(of: .registerReq)), (stamp, name)).with(
            .text("request", name))
        }
        return nil
      }
      let isOther = state.answered.contains(identifier)
      let isSerious =
        !isOptional && (isOther || Self.essential.contains(identifier) && !state.answered.isEmpty)
      let what = key.map { "\(name) \($0)" } ?? name
      return Observation(
        "The server did not answer \(what) of \(link.title).", at: stamp,
        severity: isSerious ? nil : .note
      ).resting(on: (stamp, name)).with(.text("request", what)).subject(isSerious ? name : "")
    }
  }
}

extension FrameStamp {
  /// Whether it is later than another frame.
  func isAfter(_ other: FrameStamp) -> Bool {
    if let time, let earlier = other.time, time != earlier { return time > earlier }
    return other.place < place
  }
}
