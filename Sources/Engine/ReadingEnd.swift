import Wire

/// Looks out, in the order of the packets, for the place after which nothing more of the captures can be
/// selected, so that they need not be read any further.
struct ReadingEnd: Sendable {
  /// The last frame of the only capture; nil where frames are not selected.
  private let frame: Int?
  /// The last time; nil where times are not selected.
  private let bound: TimeBound?
  private var until: Timestamp?
  /// The latest time of a frame that may be selected.
  private var lastTime: Timestamp?
  /// What may end the reading at any time.
  private let stop: ReadingStop?
  private var isPassed = false

  /// How much longer than to the last frame or time captures are read, in nanoseconds of the capture:
  /// several times what a message may wait for a segment that comes late.
  private static let margin: Int64 = 120_000_000_000

  /// Nil where what is selected may come anywhere, or depends on what comes later.
  ///
  /// `guide` knows of the calls that are selected.
  init?(_ selection: Selection, _ guide: StoryGuide?, fileCount: Int) {
    // Who a device is may be said at any time.
    guard !selection.wantsDevices, guide == nil || guide?.lastTime != nil else { return nil }
    // Frames are counted in each file.
    frame = fileCount == 1 ? selection.frames?.upperBound : nil
    bound = selection.until
    until = guide?.lastTime
    stop = nil
    if frame == nil, bound == nil, until == nil { return nil }
  }

  /// Ends where somebody asks for it.
  init(_ stop: ReadingStop) {
    self.stop = stop
    frame = nil
    bound = nil
  }

  /// Whether the captures have been read as far as they need be.
  var isReached: Bool { isPassed || stop?.isAsked ?? false }

  /// The captures begin at `start`.
  mutating func begin(at start: Timestamp) {
    guard let bound = bound?.time(inCaptureFrom: start) else { return }
    until = until.map { min($0, bound) } ?? bound
  }

  /// Takes note of the next packet.
  mutating func note(_ stamp: FrameStamp) {
    guard let time = stamp.time else { return }
    if let frame, stamp.number <= frame { lastTime = max(lastTime ?? time, time) }
    let isBeyondFrame = frame.map { stamp.number > $0 } ?? false
    if isBeyondFrame && isBeyond(lastTime, time) || isBeyond(until, time) { isPassed = true }
  }

  /// Whether a time is later than the last one by the margin.
  private func isBeyond(_ last: Timestamp?, _ time: Timestamp) -> Bool {
    guard let last, let passed = time.nanoseconds(since: last) else { return false }
    return passed > Self.margin
  }
}
