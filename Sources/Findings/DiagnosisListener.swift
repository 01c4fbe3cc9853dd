package import CallAnalysis
package import Story
package import Wire

/// Has a diagnoser hear the story of a capture, and tells an audience that and what it finds.
package struct DiagnosisListener<Audience: Listener & ~Copyable>: Listener, ~Copyable {
  package private(set) var diagnoser: Diagnoser
  package var audience: Audience
  private var findings = Replies()
  /// Calls, and devices at the end, until what was found at them is known: a second of the capture.
  private var held: [Event] = []

  /// Calls that are held: more come within a second only where the capture has no times.
  private static var maximumHeld: Int { 4096 }

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
    case .device: held.append(event)
    case .call:
      held.append(event)
      if held.count >= Self.maximumHeld { handOn() }
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

  /// Tells the audience of what is held, with what was found at it.
  private mutating func handOn() {
    if held.isEmpty { return }
    for event in diagnoser.completed(held) { audience.hear(event, &findings) }
    held.removeAll(keepingCapacity: true)
  }
}
