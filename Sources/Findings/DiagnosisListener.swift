package import CallAnalysis
package import Story
package import Wire

/// Has a diagnoser hear the story of a capture, and tells an audience that and what it finds.
package struct DiagnosisListener<Audience: Listener & ~Copyable>: Listener, ~Copyable {
  package private(set) var diagnoser: Diagnoser
  package var audience: Audience
  private var findings = Replies()

  package init(_ audience: consuming Audience, _ diagnoser: consuming Diagnoser) {
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
    switch event {
    // Told by the diagnoser, with what was found at them.
    case .device, .call: handOn()
    default: audience.hear(event, &findings)
    }
    findings.removeAll()
  }

  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    diagnoser.tick(time, &findings)
    audience.hear(&findings)
    handOn()
    audience.tick(time, &findings)
    findings.removeAll()
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    diagnoser.finish(at: time, &findings)
    audience.hear(&findings)
    handOn()
    audience.finish(at: time, &findings)
    findings.removeAll()
  }

  /// Tells the audience of calls and devices that are complete.
  private mutating func handOn() {
    for event in diagnoser.takeComplete() { audience.hear(event, &findings) }
  }
}
