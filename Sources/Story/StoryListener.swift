package import CallAnalysis
package import NetworkLayers
package import Wire

/// Has the trackers make the story of a capture, and tells an audience both.
///
/// The audience hears what follows from a record or an event before that itself.
package struct StoryListener<Audience: Listener & ~Copyable>: Listener, ~Copyable {
  // What has a place of its own whatever the audience is stands before that.
  package private(set) var trackers: Trackers
  private var story = Replies()
  private var clock = SecondClock()
  package var audience: Audience

  /// Begins; `followsDevices` says whether the audience is told how devices register, and of the
  /// devices at the end.
  package init(
    _ audience: consuming Audience, _ limits: StoryLimits = StoryLimits(),
    followsDevices: Bool = true
  ) {
    trackers = Trackers(limits, followsDevices: followsDevices)
    self.audience = audience
  }

  package mutating func begin(at time: Timestamp) {
    trackers.begin(at: time)
    audience.begin(at: time)
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    if clock.goes(to: record.stamp.time) { advance(to: record.stamp.time) }
    trackers.hear(record, &story)
    audience.hear(&story)
    audience.hear(record, &story)
    story.removeAll()
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    if case .connection(let event) = event, clock.goes(to: event.stamp.time) {
      advance(to: event.stamp.time)
    }
    trackers.hear(event, &story)
    audience.hear(&story)
    audience.hear(event, &story)
    story.removeAll()
  }

  /// Takes RTP packets, which an audience hears of by the figures of streams.
  package mutating func hear(_ run: borrowing RTPRun, _ replies: inout Replies) {
    for index in run.sources.indices { trackers.hear(run.sources[index]) }
    let packets = run.packets
    var heardCount = 0
    for index in packets.indices where clock.goes(to: packets[index].stamp.time) {
      trackers.hear(packets.extracting(heardCount..<index))
      heardCount = index
      advance(to: packets[index].stamp.time)
    }
    trackers.hear(packets.extracting(heardCount...))
  }

  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    if clock.goes(to: time) { advance(to: time) }
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    trackers.finish(at: time, &story)
    audience.hear(&story)
    audience.finish(at: time, &story)
    story.removeAll()
  }

  /// Lets everybody know of the time, in which another second has begun.
  private mutating func advance(to time: Timestamp?) {
    guard let time else { return }
    trackers.tick(time, &story)
    audience.hear(&story)
    audience.tick(time, &story)
    story.removeAll()
  }
}
