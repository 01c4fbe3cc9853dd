import CallAnalysis
import Wire

/// A row of the ladder before its columns are known.
struct LadderDraft: Sendable {
  let kind: LadderRow.Kind
  var weight = LadderWeight.plain
  var topic = LadderTopic.other
  let stamp: FrameStamp
  var last: FrameStamp?
  /// The place of its connection; nil for what has none.
  let link: Int?
  var isFromDevice = true
  /// Whether it belongs to one end only, and is no arrow.
  var isOneSided = false
  var title = ""
  var values = ""
  var sentence = ""
  var answer: LadderRow.Answer?
  /// The number of the connection.
  var stream: Int?
  var reference: UInt32?
  var leg: Int?
  /// The number of its call, where that is known without a leg.
  var call: Int?
  /// The number of the message among those that were taken.
  var message: Int?
  /// The name or address of the device that it is about, where no connection says so.
  var device: String?
  /// The other end of media.
  var farEnd: IPAddress?

  init(_ kind: LadderRow.Kind, at stamp: FrameStamp, link: Int?) {
    self.kind = kind
    self.stamp = stamp
    self.link = link
  }

  /// Whether it comes before another one, by time and within one time by frame.
  func precedes(_ other: LadderDraft) -> Bool {
    guard let time = stamp.time, let otherTime = other.stamp.time, time != otherTime else {
      return stamp.file == other.stamp.file && stamp.number < other.stamp.number
    }
    return time < otherTime
  }
}
