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

  /// The clock of each file, by the file's number, but for the file that packets come from.
  private var clocks: [Clock]
  /// The file that packets come from, and its clock.
  private var file = 0
  private var clock = Clock()
  /// The first step back.
  private(set) var first: Step?
  private(set) var count = 0

  init(fileCount: Int) {
    clocks = Array(repeating: Clock(), count: fileCount)
  }

  /// When the captures end, by clocks of which one was set back: the latest time is not the last one
  /// then. Nil where none was.
  var lastTime: Timestamp? {
    guard count > 0 else { return nil }
    var all = clocks
    all[file] = clock
    return all.compactMap { $0.newest?.time }.max()
  }

  /// Notes a packet's time, and tells the time how often the clock went back before.
  @inline(__always)  // Once per packet.
  mutating func note(_ stamp: inout FrameStamp) {
    guard let time = stamp.time else { return }
    if stamp.file != file { go(to: stamp.file) }
    if clock.goesOn(with: &stamp, at: time) { return }
    if let step = clock.takeJump(to: &stamp, at: time) {
      count += 1
      if first == nil { first = step }
    }
  }

  /// Goes on with the packets of another file.
  @inline(never)  // Merged captures may do so at each packet, but most runs have one.
  private mutating func go(to other: Int) {
    guard clocks.indices.contains(other) else { return }
    clocks[file] = clock
    clock = clocks[other]
    file = other
  }

  /// The clock of one file.
  private struct Clock {
    /// The newest packet with a time.
    var newest: FrameStamp?
    /// How often it went back.
    var settings: UInt16 = 0
    /// The packet before a step back, until the packet after the step shows what it was.
    var beforeStep: FrameStamp?

    /// Takes a time that is where nearly all are: not before the one before it, nor after a step back;
    /// false where it is elsewhere.
    mutating func goesOn(with stamp: inout FrameStamp, at time: Timestamp) -> Bool {
      guard beforeStep == nil else { return false }
      if let former = newest?.time, time < former { return false }
      take(&stamp)
      return true
    }

    /// Takes a time, and tells it how often the clock went back before.
    private mutating func take(_ stamp: inout FrameStamp) {
      stamp.time?.clockSetting = settings
      newest = stamp
    }

    /// Takes a time that is earlier than the one before, or comes after such a one; returns the step
    /// where it is one back.
    @inline(never)  // Nearly every packet is later than the one before.
    mutating func takeJump(to stamp: inout FrameStamp, at time: Timestamp) -> Step? {
      defer { take(&stamp) }
      guard let former = newest, let earlier = former.time, time < earlier else {
        goForwards(to: time)
        return nil
      }
      guard let back = time.nanosecondsBack(from: earlier) else { return nil }
      settings &+= 1
      beforeStep = former
      return Step(before: former, after: stamp, nanoseconds: back)
    }

    /// Takes a step back as a packet that came late, where the time goes on from before the step.
    private mutating func goForwards(to time: Timestamp) {
      guard let before = beforeStep?.time else { return }
      beforeStep = nil
      guard let passed = time.distance(from: before), passed <= Timestamp.maximumDisorder else {
        return
      }
      settings = before.clockSetting
    }
  }
}
