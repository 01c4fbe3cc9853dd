package import Wire

/// One try of a device to register with a server, on one connection.
package struct Registration: Sendable {
  /// Number of the registration in the capture, from 0.
  package let number: Int
  package let link: Link
  package internal(set) var deviceName: String?
  /// The message that it began with.
  package let begin: FrameStamp
  /// RegisterReq, or the token request where none follows it.
  package internal(set) var request: FrameStamp?
  package internal(set) var outcome: Outcome
  package internal(set) var answer: FrameStamp?
  /// The first TimeDateRes after the request.
  package internal(set) var complete: FrameStamp?
  /// The text of a rejection.
  package internal(set) var reason: String?
  /// The version that both sides agreed on.
  package internal(set) var version: UInt32?
  package internal(set) var end = End.open
  /// Whether the connection carried keepalives only, so that it may be one to a backup server.
  package internal(set) var isIdle = false

  /// What came of the request.
  package enum Outcome: String, Sendable, CaseIterable {
    case accepted, rejected, unanswered, tokenRejected
    /// The device was registered before the capture began.
    case joined
  }

  /// How it ended.
  package enum End: String, Sendable, CaseIterable {
    case open, unregistered, reset, closedByDevice, closedByServer, resetByDevice, resetByServer
    /// The device sent nothing any more, though the connection stayed.
    case silent
  }
}
