import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Messages of a device in the newest seconds.
struct RecentMessages {
  private var seconds: [(second: Int64, count: Int, first: FrameStamp)] = []

  /// Seconds that are counted.
  static let span = 5

  /// Counts a message; returns how many the seconds had, and the first of them, where each of them
  /// had some.
  mutating func count(_ stamp: FrameStamp) -> (count: Int, first: FrameStamp)? {
    guard let time = stamp.time else { return nil }
    if seconds.last?.second == time.seconds {
      seconds[seconds.count - 1].count += 1
    } else {
      seconds.append((time.seconds, 1, stamp))
      let oldest = time.seconds.subtractingReportingOverflow(Int64(Self.span)).partialValue
      while let first = seconds.first, first.second <= oldest { seconds.removeFirst() }
    }
    guard seconds.count >= Self.span, let first = seconds.first?.first else { return nil }
    return (seconds.reduce(0) { $0 + $1.count }, first)
  }

  mutating func removeAll() {
    seconds.removeAll()
  }
}

/// Looks at how much devices say, and for messages that nobody knows.
struct ChatterWatch: Watch {
  /// Messages in ``RecentMessages/span`` seconds above which a device says too much; nil for more
  /// than can be counted.
  private let limit: Int?

  init(_ settings: FindingSettings) {
    let limit = settings.count(.deviceChatty).multipliedReportingOverflow(by: RecentMessages.span)
    self.limit = limit.overflow ? nil : limit.partialValue
  }

  func hear(_ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk) {
    if record.isFromDevice { count(record.stamp, link, &desk) }
    if record.message.layout != nil { return }
    let title = record.message.title
    desk.say(
      .messageUnknown, link,
      Observation("\(title) (\(record.message.bytes.count) bytes).", at: record.stamp)
        .subject(title))
  }

  private func count(_ stamp: FrameStamp, _ link: LinkState, _ desk: inout FindingDesk) {
    guard let (count, first) = link.recentMessages.count(stamp), let limit, count > limit,
      link.registration.request == nil || link.registration.isComplete
    else { return }
    link.recentMessages.removeAll()
    desk.say(
      .deviceChatty, link,
      Observation(
        "\(link.title) sends \(count / RecentMessages.span) messages a second; CUCM cuts such "
          + "devices off (reason 12).", at: first
      ).with(.number("messages", count)))
  }
}
