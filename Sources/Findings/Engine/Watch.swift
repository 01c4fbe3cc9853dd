import CallAnalysis
import Story
import Wire

/// Looks for findings of one topic.
///
/// A watch has more methods for the events that it hears: one for each kind.
protocol Watch {
  mutating func tick(_ time: Timestamp, _ desk: inout FindingDesk)
  /// Nothing more comes on a connection; it was closed, or the capture ended, at `end`.
  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk)
  mutating func finish(_ time: Timestamp?, _ desk: inout FindingDesk)
}

extension Watch {
  mutating func tick(_ time: Timestamp, _ desk: inout FindingDesk) {}
  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk) {}
  mutating func finish(_ time: Timestamp?, _ desk: inout FindingDesk) {}
}

/// What messages mean to a watch.
protocol MessageSign: Sendable {
  /// Which kinds of messages mean what; all others mean nothing to the watch.
  static var table: MessageTable<Self> { get }
}

/// A watch that hears some kinds of messages only.
protocol MessageWatch: Watch {
  associatedtype Sign: MessageSign
  /// Hears a message that means something, after what the trackers say of it.
  mutating func hear(
    _ sign: Sign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk)
}

extension MessageWatch {
  /// Whether it hears the message at a place of the catalogue.
  static func hears(messageAt place: Int) -> Bool { Sign.table.names(messageAt: place) }

  /// Hears a message, if it means something.
  @inline(__always)  // Once per message.
  mutating func hear(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let sign = Sign.table.value(for: record.message) else { return }
    hear(sign, record, link, &desk)
  }
}
