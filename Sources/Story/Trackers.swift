package import CallAnalysis
package import NetworkLayers
package import Wire

/// All trackers of the story, in their order, each hearing what those before it say.
package struct Trackers: Listener, ~Copyable {
  private var registrations = Registrations()
  private var legs = Legs()
  private var media = MediaStreams()
  private var calls: Calls
  private var devices = Devices()
  /// Whether devices, and how they register, are followed.
  private let followsDevices: Bool

  package init(_ limits: StoryLimits = StoryLimits(), followsDevices: Bool = true) {
    calls = Calls(limits)
    self.followsDevices = followsDevices
  }

  /// The leg that the last record is about; nil where it is about none, or nothing tells.
  package var leg: Int? { legs.current ?? media.current }

  /// The number of a leg's call in the list of calls; nil while it may still change, and some time
  /// after the call.
  package func callNumber(ofLeg leg: Int) -> Int? { calls.number(ofLeg: leg) }

  /// What to call the other party of a leg: by name, or by number; nil where no message tells.
  package func otherParty(ofLeg leg: Int) -> String? {
    calls.legs[leg]?.leg.otherParty
  }

  /// Calls that were given out while they were open, because there were too many.
  package var givenUpCalls: Int { calls.givenUpCount }
  /// Legs of calls that were forgotten while they were open, because there were too many.
  package var forgottenLegs: Int { legs.forgottenCount }
  /// Media streams that are not listed, because their call has too many.
  package var omittedStreams: Int { calls.omittedStreamCount }
  /// RTP packets that were not counted, because they came from too many sources.
  package var uncountedPackets: Int { media.uncountedPackets }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    let first = replies.events.count
    if followsDevices { Self.tell(&registrations, record, from: first, &replies) }
    Self.tell(&legs, record, from: first, &replies)
    Self.tell(&media, record, from: first, &replies)
    Self.tell(&calls, record, from: first, &replies)
    if followsDevices { Self.tell(&devices, record, from: first, &replies) }
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    let first = replies.events.count
    if followsDevices { Self.tell(&registrations, event, from: first, &replies) }
    Self.tell(&legs, event, from: first, &replies)
    Self.tell(&media, event, from: first, &replies)
    Self.tell(&calls, event, from: first, &replies)
    if followsDevices { Self.tell(&devices, event, from: first, &replies) }
  }

  /// Takes a source of RTP packets, which only the media streams care for.
  package mutating func hear(_ source: RTPSource) {
    media.hear(source)
  }

  /// Takes RTP packets of sources that were told before.
  package mutating func hear(_ packets: Span<RTPDigest>) {
    media.hear(packets)
  }

  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    let first = replies.events.count
    if followsDevices { Self.tick(&registrations, time, from: first, &replies) }
    Self.tick(&legs, time, from: first, &replies)
    Self.tick(&media, time, from: first, &replies)
    Self.tick(&calls, time, from: first, &replies)
    if followsDevices { Self.tick(&devices, time, from: first, &replies) }
  }

  /// Ends everything that is still open.
  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    let first = replies.events.count
    if followsDevices { Self.finish(&registrations, time, from: first, &replies) }
    Self.finish(&legs, time, from: first, &replies)
    Self.finish(&media, time, from: first, &replies)
    Self.finish(&calls, time, from: first, &replies)
    if followsDevices { Self.finish(&devices, time, from: first, &replies) }
  }

  private static func tell(
    _ listener: inout some Listener, _ record: borrowing Record, from first: Int,
    _ replies: inout Replies
  ) {
    listener.hear(from: first, &replies)
    listener.hear(record, &replies)
  }

  private static func tell(
    _ listener: inout some Listener, _ event: Event, from first: Int, _ replies: inout Replies
  ) {
    listener.hear(from: first, &replies)
    listener.hear(event, &replies)
  }

  private static func tick(
    _ listener: inout some Listener, _ time: Timestamp, from first: Int, _ replies: inout Replies
  ) {
    listener.hear(from: first, &replies)
    listener.tick(time, &replies)
  }

  private static func finish(
    _ listener: inout some Listener, _ time: Timestamp?, from first: Int, _ replies: inout Replies
  ) {
    listener.hear(from: first, &replies)
    listener.finish(at: time, &replies)
  }
}
