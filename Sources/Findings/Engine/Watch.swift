import CallAnalysis
import Story
import Wire

/// Looks for findings of one topic.
protocol Watch {
  /// Hears a message, after what the trackers say of it.
  mutating func hear(_ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk)
  /// Hears an event; `link` is its connection, where it is about one with messages.
  mutating func hear(_ event: Event, _ link: LinkState?, _ desk: inout FindingDesk)
  mutating func tick(_ time: Timestamp, _ desk: inout FindingDesk)
  /// Nothing more comes on a connection; it was closed, or the capture ended, at `end`.
  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk)
  mutating func finish(_ time: Timestamp?, _ desk: inout FindingDesk)
}

extension Watch {
  mutating func hear(_ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk) {}
  mutating func hear(_ event: Event, _ link: LinkState?, _ desk: inout FindingDesk) {}
  mutating func tick(_ time: Timestamp, _ desk: inout FindingDesk) {}
  mutating func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk) {}
  mutating func finish(_ time: Timestamp?, _ desk: inout FindingDesk) {}
}
