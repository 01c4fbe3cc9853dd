import Story
import Text
import Wire

/// Tells when many devices lose their servers, or register, at once: then the server or the network
/// is to be looked at, and not the phones.
struct Crowd {
  private let count: Int
  private let span: Int64
  private var seen: Set<String> = []
  private var losses = Window()
  private var starts = Window()
  private var begin: Timestamp?

  /// Devices that are counted.
  private static let maximumDevices = 1 << 17
  /// Shares of fewer devices say nothing.
  private static let minimumSeen = 10
  /// Of fewer devices, more than half within this time count, too.
  private static let shortSpan: Int64 = 5_000_000_000
  private static let smallCount = 5

  init(_ settings: FindingSettings) {
    count = settings.count(.massEvent)
    span = settings.nanoseconds(.massEvent, "within")
  }

  /// What happened in the newest stretch of time, each device once.
  private struct Window {
    var isTold = false
    private var all: [Entry] = []
    /// The first of them that is not too old.
    private var start = 0
    private var devices: Set<String> = []

    struct Entry {
      let stamp: FrameStamp
      let device: String
      let server: Endpoint
    }

    var entries: ArraySlice<Entry> { all[start...] }

    /// Drops what happened longer than `span` nanoseconds before a frame.
    mutating func forget(before stamp: FrameStamp, _ span: Int64) {
      while start < all.count, (stamp.nanoseconds(since: all[start].stamp) ?? 0) > span {
        devices.remove(all[start].device)
        start += 1
      }
      if start > 1024, start > all.count / 2 {
        all.removeFirst(start)
        start = 0
      }
      if devices.isEmpty { isTold = false }
    }

    mutating func append(_ entry: Entry) {
      guard devices.count < Crowd.maximumDevices, devices.insert(entry.device).inserted else {
        return
      }
      all.append(entry)
    }
  }

  mutating func noteLoss(of link: LinkState, at stamp: FrameStamp) {
    note(link)
    Self.append(link, stamp, span, &losses)
  }

  mutating func noteStart(of link: LinkState, at stamp: FrameStamp) {
    note(link)
    Self.append(link, stamp, span, &starts)
  }

  private mutating func note(_ link: LinkState) {
    begin = begin ?? link.first.time
    if seen.count < Self.maximumDevices { seen.insert(link.title) }
  }

  private static func append(
    _ link: LinkState, _ stamp: FrameStamp, _ span: Int64, _ window: inout Window
  ) {
    window.forget(before: stamp, span)
    window.append(Window.Entry(stamp: stamp, device: link.title, server: link.server))
  }

  mutating func tick(_ time: Timestamp, _ desk: inout FindingDesk) {
    judge(&losses, "lost their registration", &desk)
    // Who begins to capture may well see all phones come up.
    if let begin, (time.nanoseconds(since: begin) ?? 0) > 2 * span {
      judge(&starts, "registered", &desk)
    }
  }

  mutating func finish(_ desk: inout FindingDesk) {
    judge(&losses, "lost their registration", &desk)
  }

  private func judge(_ window: inout Window, _ what: String, _ desk: inout FindingDesk) {
    guard !window.isTold, window.entries.count >= Self.smallCount, let first = window.entries.first,
      let last = window.entries.last
    else { return }
    let devices = window.entries.count
    let time = last.stamp.nanoseconds(since: first.stamp) ?? 0
    let isMany = devices >= count && devices * 10 >= seen.count
    let isMost =
      seen.count >= Self.minimumSeen && devices * 2 > seen.count && time <= Self.shortSpan
    guard isMany || isMost else { return }
    window.isTold = true
    let servers = Set(window.entries.map(\.server.address))
    let place = servers.count == 1 ? "the server \(first.server.address)" : "the network"
    var observation = Observation(
      "\(devices) phones \(what) within \(spoken(time)): look at \(place), not at the phones.",
      at: first.stamp
    ).with(.number("devices", devices), .duration("within", time)).subject(what)
    observation.related = window.entries.prefix(16).map {
      Finding.Evidence($0.stamp.place, $0.device)
    }
    desk.say(.massEvent, device: nil, observation)
  }
}
