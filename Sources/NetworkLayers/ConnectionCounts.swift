/// What happened to all connections together, for one line at the end of a run.
package struct ConnectionCounts: Equatable, Sendable {
  /// Connections with at least one segment in the capture.
  package internal(set) var connections = 0
  /// Connections given up while they were open, because there were too many.
  package internal(set) var givenUpConnections = 0
  /// Those that the caller found, rather than their ports.
  package internal(set) var foundConnections = 0
  /// Connections with bytes in one direction only; counted when they end.
  package internal(set) var oneSidedConnections = 0
  /// Gaps reported, and the bytes in them.
  package internal(set) var gaps = 0
  package internal(set) var missingBytes = 0
  /// Gaps reported early, because too much was waiting for the missing bytes.
  package internal(set) var gapsForWantOfRoom = 0
  /// Segments that brought only bytes that had come before.
  package internal(set) var retransmittedSegments = 0
  /// Segments from before what was taken for the beginning of their stream: where a capture begins
  /// in mid-stream, and out of order.
  package internal(set) var earlySegments = 0
  /// Segments too far from their stream to be a part of it.
  package internal(set) var straySegments = 0
  /// Segments cut by the snap length.
  package internal(set) var cutSegments = 0

  package init() {}
}
