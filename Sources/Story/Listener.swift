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
  /// RTP packets passed, with nothing else in between; told only in runs that ask for media.
  mutating func hear(_ run: borrowing RTPRun, _ replies: inout Replies)
  /// The capture's clock has gone on; called about once a second of capture time.
  mutating func tick(_ time: Timestamp, _ replies: inout Replies)
  /// The capture is over; `time` is that of its newest packet.
  mutating func finish(at time: Timestamp?, _ replies: inout Replies)
}

extension Listener where Self: ~Copyable {
  package mutating func begin(at time: Timestamp) {}
  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {}
  package mutating func hear(_ event: Event, _ replies: inout Replies) {}
  package mutating func hear(_ run: borrowing RTPRun, _ replies: inout Replies) {}
  package mutating func tick(_ time: Timestamp, _ replies: inout Replies) {}
  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {}

  /// Hears the events that listeners before it said, from one of them on.
  @inline(__always)  // After most messages there are none.
  package mutating func hear(from first: Int = 0, _ replies: inout Replies) {
    let end = replies.events.count
    var index = first
    while index < end {
      hear(replies.events[index], &replies)
      index += 1
    }
  }
}

/// How far a listener has heard a batch.
package struct BatchReading {
  /// Items heard so far.
  package private(set) var itemCount = 0
  private var recordCount = 0
  private var noteCount = 0
  private var runCount = 0

  package init() {}

  /// Tells a listener the next item of a batch; returns whether there was one.
  package mutating func tellNext<L: Listener & ~Copyable>(
    of batch: inout RecordBatch, to listener: inout L, _ replies: inout Replies
  ) -> Bool {
    guard itemCount < batch.items.count else { return false }
    switch batch.items[itemCount] {
    case .record:
      batch.withRecord(at: recordCount) { listener.hear($0, &replies) }
      recordCount += 1
    case .media:
      listener.hear(batch.media(at: runCount), &replies)
      runCount += 1
    case .note:
      listener.hear(batch.notes[noteCount], &replies)
      noteCount += 1
    }
    itemCount += 1
    return true
  }
}

extension Listener where Self: ~Copyable {
  /// Hears all items of a batch; nobody hears what it replies.
  package mutating func hear(_ batch: inout RecordBatch) {
    var replies = Replies()
    var reading = BatchReading()
    while reading.tellNext(of: &batch, to: &self, &replies) { replies.removeAll() }
  }

  fileprivate mutating func hear(_ note: RecordBatch.Note, _ replies: inout Replies) {
    switch note {
    case .beginning(let time): begin(at: time)
    case .comments(let comments, let place): hear(.comments(comments, of: place), &replies)
    case .connection(let event): hear(.connection(event), &replies)
    case .transport(let event): hear(.transport(event), &replies)
    case .clock(let time): tick(time, &replies)
    }
  }
}

extension RecordWriter {
  /// Begins to write for a listener, which hears each batch when it is passed on.
  package init(for listener: some Listener & AnyObject) {
    self.init { batch in
      var listener = listener
      listener.hear(&batch)
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
