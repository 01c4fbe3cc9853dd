/// What was wrong between two messages of a stream.
package enum FramingProblem: Equatable, Sendable {
  /// Bytes that the capture lacks, between two of its frames; they cut a message whose identifier
  /// is known, or they may have held any.
  case lostBytes(Int, before: Int, after: Int?, cutMessage: UInt32?)
  /// Bytes of a packet that the capture lacks, because packets were cut when they were captured;
  /// they cut a message whose identifier is known, or may have held any.
  case cutPacket(Int, frame: Int, cutMessage: UInt32?)
  /// A frame went on with something that is no message header.
  case implausibleHeader(length: UInt32, frame: Int)
  /// The beginning of a message was forgotten, because too much waited in all connections.
  case givenUp(message: UInt32?, byteCount: Int, of: Int?)

  /// What stands for an earlier problem and this one.
  func joined(to earlier: FramingProblem) -> FramingProblem {
    guard case .lostBytes(let count, let before, _, let cut) = earlier,
      case .lostBytes(let more, _, let after, _) = self
    else { return self }
    return .lostBytes(
      count.addingReportingOverflow(more).partialValue, before: before, after: after,
      cutMessage: cut)
  }
}
