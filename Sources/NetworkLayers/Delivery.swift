import Wire

/// What all streams of a table share: where they give out to, and the room they wait in.
struct Delivery {
  var events = EventQueue()
  var room = WaitingRoom()
  var counts = ConnectionCounts()
  /// Connections with a stream that the newest segment closed.
  var closed: [ConnectionID] = []
  /// Segments so far: the order of arrival, which frames of several files have no numbers for.
  var segmentCount = 0
  /// The arrival that events have: the newest segment's, except while one that was kept is taken.
  var arrival = 0
  /// Whether a few further segments may still bring bytes whose receipt was acknowledged.
  var expectsReordering = true
  /// Nanoseconds of capture time since the first frame that had a time; never runs backwards.
  private(set) var clock: Int64 = 0
  private var origin: Timestamp?

  /// What the clock says with a frame of that time.
  @inline(__always)  // Else all that streams share is copied to be asked.
  func clock(at time: Timestamp?) -> Int64 {
    guard let time, let origin else { return clock }
    return max(clock, time.distance(from: origin) ?? 0)
  }

  /// Sets the clock to what ``clock(at:)`` gave for a frame of that time.
  mutating func advance(to clock: Int64, with time: Timestamp?) {
    self.clock = clock
    if origin == nil { origin = time }
  }
}
