package import Wire

/// Something that happened on a connection, in the order of its two streams.
///
/// Valid until the next event is asked for.
package struct StreamEvent: ~Escapable {
  /// What happened. Every connection begins with `opened` or `joined` and has one `ended`, its last.
  package enum Kind: ~Escapable {
    /// The client's SYN; one that comes again is another attempt, unless it is a copy.
    case opened(ConnectionEnds, attempt: Int)
    /// The first segment seen of a connection that was open before.
    case joined(ConnectionEnds)
    /// The server's SYN-ACK.
    case accepted
    /// The next bytes of the stream; `isSegmentStart` says whether a segment began with the first.
    case bytes(Span<UInt8>, isSegmentStart: Bool)
    /// Bytes that the capture does not have, after those that the frame `previous` brought.
    case gap(byteCount: Int, previous: FrameStamp, GapReason)
    /// The sender of this direction has sent all it will (FIN), and all of it is out.
    case closed
    /// The sender of this direction reset the connection (RST).
    case reset
    /// No answer came to the client's SYNs, as many as are said.
    case unanswered(attempts: Int)
    /// The table forgets the connection.
    case ended(EndReason)
  }

  /// How it is known that bytes are missing.
  package enum GapReason: Sendable {
    /// The event's `stamp` is the frame that brings what follows them.
    case followed
    /// Nothing follows them: the connection ends.
    case last
    /// They were cut off `previous`, by the snap length.
    case cut
  }

  /// Why the table forgets a connection.
  package enum EndReason: Sendable {
    /// It was closed or reset, and nothing came for a while.
    case over
    /// A new connection between the same endpoints began.
    case replaced
    /// There were too many connections; this was the one unused for longest.
    case givenUp
    /// The capture is over.
    case captureEnded
  }

  package let connection: ConnectionID
  /// Of the stream, or of the segment that caused the event; means nothing for `ended`.
  package let direction: StreamDirection
  /// The frame that brought it.
  package let stamp: FrameStamp
  /// For `bytes`: whether no byte of the stream since the last gap came with a newer frame. The
  /// frame of the last event of which this is true is the one with which everything up to here
  /// was there: the one that a receiver would have got it with.
  package let isNewest: Bool
  /// For `bytes`: the sequence number of the first.
  package let number: SequenceNumber
  package let kind: Kind

  @_lifetime(copy kind)
  init(_ record: EventQueue.Record, _ kind: Kind) {
    connection = record.stream.connection
    direction = record.stream.direction
    stamp = record.stamp
    isNewest = record.isNewest
    number = record.number
    self.kind = kind
  }
}
