import CallAnalysis
import Story
import Wire

/// What a selection let through of a batch of records, and what the story adds to it.
struct SelectedBatch: Batch {
  var records = RecordBatch()
  /// Events that the story has completed, each with the number of items that it comes after.
  private(set) var told: [(after: Int, event: Event)] = []
  /// Whether what has been rendered is to be written, because no more may come for a while.
  var isFlush = false
  /// Whether no batch comes after this one.
  var isLast = false
  /// Whether no batch comes after this one, and nothing is to be said at the end.
  var isAbandoned = false
  /// The time of the capture's newest packet, in the last batch.
  var lastTime: Timestamp?

  /// Appends an event to what there is so far.
  mutating func append(_ event: Event) {
    told.append((records.items.count, event))
  }

  mutating func removeAll() {
    records.removeAll()
    if !told.isEmpty { told.removeAll(keepingCapacity: true) }
    isFlush = false
  }

  /// Tells a listener everything in order; `afterEach` is called after each item and event.
  @inline(__always)
  mutating func tell<L: Listener & ~Copyable>(
    _ listener: inout L, _ replies: inout Replies, afterEach: (inout L) -> Void
  ) {
    var reading = BatchReading()
    var toldCount = 0
    while true {
      while toldCount < told.count, told[toldCount].after <= reading.itemCount {
        listener.hear(told[toldCount].event, &replies)
        toldCount += 1
        replies.removeAll()
        afterEach(&listener)
      }
      guard reading.tellNext(of: &records, to: &listener, &replies) else { return }
      replies.removeAll()
      afterEach(&listener)
    }
  }
}
