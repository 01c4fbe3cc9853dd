package import CallAnalysis
package import NetworkLayers
package import Wire

/// All trackers of the story, in their order, each hearing what those before it say.
package struct Trackers {
  private var registrations = Registrations()
  private var legs = Legs()
  private var media = MediaStreams()
  private var calls: Calls
  private var devices = Devices()
  private var replies = Replies()
  private var lastTick: Timestamp?

  package init(_ limits: StoryLimits = StoryLimits()) {
    calls = Calls(limits)
  }

  /// Events that the last record, event or end of the capture led to.
  package var events: [Event] { replies.events }

  /// Calls that were given out while they were open, because there were too many.
  package var givenUpCalls: Int { calls.givenUpCount }
  /// RTP packets that were not counted, because they came from too many sources.
  package var uncountedPackets: Int { media.uncountedPackets }

  /// Takes a record; ``events`` holds what follows from it.
  package mutating func hear(_ record: borrowing Record) {
    replies.removeAll()
    if let time = record.stamp.time { advance(to: time) }
    let first = replies.events.count
    Self.tell(&registrations, record, from: first, &replies)
    Self.tell(&legs, record, from: first, &replies)
    Self.tell(&media, record, from: first, &replies)
    Self.tell(&calls, record, from: first, &replies)
    Self.tell(&devices, record, from: first, &replies)
  }

  /// Takes an event of a connection.
  package mutating func hear(_ event: ConnectionEvent) {
    replies.removeAll()
    if let time = event.stamp.time { advance(to: time) }
    let first = replies.events.count
    replies.say(.connection(event))
    Self.tell(&registrations, from: first, &replies)
    Self.tell(&legs, from: first, &replies)
    Self.tell(&media, from: first, &replies)
    Self.tell(&calls, from: first, &replies)
    Self.tell(&devices, from: first, &replies)
  }

  /// Takes an RTP packet.
  package mutating func hear(_ digest: RTPDigest) {
    replies.removeAll()
    if let time = digest.stamp.time { advance(to: time) }
    media.hear(digest, &replies)
  }

  /// Ends everything that is still open; `time` is that of the capture's newest packet.
  package mutating func finish(at time: Timestamp?) {
    replies.removeAll()
    Self.finish(&registrations, time, &replies)
    Self.finish(&legs, time, &replies)
    Self.finish(&media, time, &replies)
    Self.finish(&calls, time, &replies)
    Self.finish(&devices, time, &replies)
  }

  /// Lets the trackers know of the time, once a second of it.
  private mutating func advance(to time: Timestamp) {
    if let lastTick, time.seconds <= lastTick.seconds { return }
    lastTick = time
    Self.tick(&registrations, time, &replies)
    Self.tick(&legs, time, &replies)
    Self.tick(&media, time, &replies)
    Self.tick(&calls, time, &replies)
    Self.tick(&devices, time, &replies)
  }

  private static func tell(
    _ listener: inout some Listener, _ record: borrowing Record, from first: Int,
    _ replies: inout Replies
  ) {
    tell(&listener, from: first, &replies)
    listener.hear(record, &replies)
  }

  /// Has a listener hear what was said from a place on by those before it.
  private static func tell(
    _ listener: inout some Listener, from first: Int, _ replies: inout Replies
  ) {
    let end = replies.events.count
    for index in first..<end { listener.hear(replies.events[index], &replies) }
  }

  private static func tick(
    _ listener: inout some Listener, _ time: Timestamp, _ replies: inout Replies
  ) {
    tell(&listener, from: 0, &replies)
    listener.tick(time, &replies)
  }

  private static func finish(
    _ listener: inout some Listener, _ time: Timestamp?, _ replies: inout Replies
  ) {
    tell(&listener, from: 0, &replies)
    listener.finish(time, &replies)
  }
}
