package import CallAnalysis
package import Story
package import Wire

/// Has a diagnoser hear the story of a capture, and tells an audience that and what it finds.
package struct DiagnosisListener<Audience: Listener & ~Copyable>: Listener, ~Copyable {
  package let diagnoser: Diagnoser
  package var audience: Audience
  private var findings = Replies()

  package init(_ audience: consuming Audience, _ diagnoser: Diagnoser) {
    self.diagnoser = diagnoser
    self.audience = audience
  }

  package mutating func begin(at time: Timestamp) {
    audience.begin(at: time)
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    diagnoser.hear(record, &findings)
    audience.hear(&findings)
    audience.hear(record, &findings)
    findings.removeAll()
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    diagnoser.hear(event, &findings)
    audience.hear(&findings)
    if case .call(var call) = event {
      call.findings = diagnoser.rules(of: call)
      audience.hear(.call(call), &findings)
    } else {
      audience.hear(event, &findings)
    }
    findings.removeAll()
  }

  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    diagnoser.tick(time, &findings)
    audience.hear(&findings)
    audience.tick(time, &findings)
    findings.removeAll()
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    diagnoser.finish(at: time, &findings)
    audience.hear(&findings)
    audience.finish(at: time, &findings)
    findings.removeAll()
  }
}
