import Wire

/// Notes where the clock of a capture goes back, in each file by itself.
///
/// It sees the packets that are passed on: where others were passed over in between, the clock may
/// have gone back some frames earlier. A single packet that comes late is told, but sets no clock: the
/// one after it goes on where the one before it was.
struct ClockWatch: Sendable {
  /// A packet that is earlier than the one before it.
  struct Step: Sendable {
    let before: FrameStamp
    let after: FrameStamp
    /// Nanoseconds by which it is earlier.
    let nanoseconds: Int64
  }

  /// The newest packet with a time of each file, by the file's number.
  private var newest: [FrameStamp?]
  /// How often each file's clock went back.
  private var settings: [UInt16]
  /// The packet before a step back, until the packet after the step shows what it was.
  private var beforeStep: [FrameStamp?]
  /// The first step back.
  private(set) var first: Step?
  private(set) var count = 0

  init(fileCount: Int) {
    newest = Array(repeating: nil, count: fileCount)
    settings = Array(repeating: 0, count: fileCount)
    beforeStep = Array(repeating: nil, count: fileCount)
  }

  /// When the captures end, by clocks of which one was set back: the latest time is not the last one
  /// then. Nil where none was.
  var lastTime: Timestamp? { count > 0 ? newest.compactMap { $0?.time }.max() : nil }

  /// Notes a packet's time, and tells the time how often the clock went back before.
  mutating func note(_ stamp: inout FrameStamp) {
    guard let time = stamp.time, newest.indices.contains(stamp.file) else { return }
    if let former = newest[stamp.file], let earlier = former.time, time < earlier {
      noteBackwards(stamp, after: former, at: earlier)
    } else if beforeStep[stamp.file] != nil {
      noteForwards(to: time, in: stamp.file)
    }
    stamp.time?.clockSetting = settings[stamp.file]
    newest[stamp.file] = stamp
  }

  @inline(never)  // Nearly every packet is later than the one before.
  private mutating func noteBackwards(
    _ stamp: FrameStamp, after former: FrameStamp, at earlier: Timestamp
  ) {
    guard let back = stamp.time?.nanosecondsBack(from: earlier) else { return }
    count += 1
    settings[stamp.file] &+= 1
    beforeStep[stamp.file] = former
    if first == nil { first = Step(before: former, after: stamp, nanoseconds: back) }
  }

  /// Takes a step back as a packet that came late, where the time goes on from before the step.
  private mutating func noteForwards(to time: Timestamp, in file: Int) {
    guard let before = beforeStep[file]?.time else { return }
    beforeStep[file] = nil
    guard let passed = time.distance(from: before), passed <= Timestamp.maximumDisorder else {
      return
    }
    settings[file] = before.clockSetting
  }
}
