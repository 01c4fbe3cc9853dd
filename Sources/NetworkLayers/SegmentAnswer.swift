/// What becomes of a segment that a connection table is offered.
package enum SegmentAnswer: Equatable, Sendable {
  /// It was taken.
  case accepted
  /// It was taken, and nothing happened but that its data, if it has any, are the next bytes of a
  /// stream: there are no events to ask for.
  case inOrder(slot: Int, StreamDirection)
  /// It belongs to no tracked connection, and begins none.
  case declined
  /// It was not taken yet: it would begin a stream in its middle, and it may be known better where
  /// to begin.
  case joins
}
