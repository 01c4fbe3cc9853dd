/// What becomes of a segment that a connection table is offered.
package enum SegmentAnswer: Sendable {
  /// It was taken.
  case accepted
  /// It belongs to no tracked connection, and begins none.
  case declined
  /// It was not taken yet: it would begin a stream in its middle, and it may be known better where
  /// to begin.
  case joins
}
