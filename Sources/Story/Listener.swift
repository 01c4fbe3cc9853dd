package import CallAnalysis
package import NetworkLayers
package import Wire

/// Hears what a capture tells, and may say events in reply.
///
/// Listeners stand in a fixed order. What one says, those after it hear, and they hear it before
/// the record or event that it replies to.
package protocol Listener: ~Copyable {
  /// The capture begins at `time`; told before everything else, where a packet has a time.
  mutating func begin(at time: Timestamp)
  mutating func hear(_ record: borrowing Record, _ replies: inout Replies)
  mutating func hear(_ event: Event, _ replies: inout Replies)
  /// An RTP packet passed; told only in runs that ask for media.
  mutating func hear(_ digest: RTPDigest, _ replies: inout Replies)
  /// The capture's clock has gone on; called about once a second of capture time.
  mutating func tick(_ time: Timestamp, _ replies: inout Replies)
  /// The capture is over; `time` is that of its newest packet.
  mutating func finish(at time: Timestamp?, _ replies: inout Replies)
}

extension Listener where Self: ~Copyable {
  package mutating func begin(at time: Timestamp) {}
  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {}
  package mutating func hear(_ event: Event, _ replies: inout Replies) {}
  package mutating func hear(_ digest: RTPDigest, _ replies: inout Replies) {}
  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {}
  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {}

  /// Hears the events that listeners before it said, from one of them on.
  package mutating func hear(from first: Int = 0, _ replies: inout Replies) {
    let end = replies.events.count
    var index = first
    while index < end {
      hear(replies.events[index], &replies)
      index += 1
    }
  }
}

/// Events that listeners say, until those after them have heard them.
package struct Replies: Sendable {
  package private(set) var events: [Event] = []

  package init() {}

  package mutating func say(_ event: Event) {
    events.append(event)
  }

  package mutating func removeAll() {
    if !events.isEmpty { events.removeAll(keepingCapacity: true) }
  }
}
