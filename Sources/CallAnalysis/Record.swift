package import NetworkLayers
package import SCCP
package import Wire

/// A message with all that is known about it, in storage that the next message uses again.
@usableFromInline
package struct Record: Sendable {
  package var message = Message()
  /// The frame that completed it.
  package internal(set) var stamp = FrameStamp(number: 0, time: nil)
  /// The TCP sequence number of its first byte.
  package internal(set) var number: UInt32 = 0
  /// Number of the connection, from 0, in the order of their first messages.
  package internal(set) var stream = 0
  /// What is known of the device.
  package internal(set) var profile = Profile.blank
  /// How often the device's name became another one, so far on the connection: while that is the
  /// same, so is the name.
  package internal(set) var nameCount: Int32 = 0
  package internal(set) var isFromDevice = true
  /// Whether it is of a header, right or wrong, whose message never came.
  package internal(set) var isHeaderAlone = false
  /// What its line has to name, so that a reader knows whose it is.
  package internal(set) var naming: Naming = []
  /// Seconds between the keepalives of a backup connection, as a server announced them; set on
  /// keepalives of a connection on which no server has.
  package internal(set) var backupKeepAliveInterval: UInt32?
  /// Whether a call rings at the device.
  var isDeviceRinging = false
  /// Whether it only repeats what was said before.
  var isRepetition = false
  /// Every frame that carried a part of it, where that was more than one.
  package internal(set) var carriers: [FramePlace] = []
  package internal(set) var problems: [Problem] = []
  /// The request that it answers.
  var match: RequestMatcher.Match?
  /// The call's state before it, for a message about a call.
  var formerState: CallState?
  /// When that state began, and when the call was first connected.
  var formerStateSince: Timestamp?
  var connectedAt: Timestamp?
  /// What the past of the connection says about it, where it does.
  var circumstances: Circumstances?
  /// Number of its call in the list of calls; set only in runs that follow calls.
  package var callNumber: Int?
  /// The other party of its call, as the server shows it; set in the same runs, where it is known.
  package var callParty: String?

  /// A record that says nothing, to be used for the storage that it will have.
  package init() {}

  package var device: Endpoint { profile.device }
  package var server: Endpoint { profile.server }
  /// What its connection is called in every run.
  package var connection: ConnectionKey { profile.connection }
  /// The name that the device registered with, once known.
  package var deviceName: String? { profile.facts.deviceName }
  /// That name, or the one that an alarm gave the device before.
  package var knownName: String? { profile.facts.deviceName ?? profile.facts.alarmedName }
  /// Seconds between keepalives that a server announced for this connection; nil where none did.
  package var keepAliveInterval: UInt32? { profile.facts.keepAliveInterval }
  /// The device's model, as a number of the enumeration DeviceType, once known.
  package var deviceType: UInt32? { profile.facts.deviceType }
  /// The codec of the other direction, where an order has one that does not go with it.
  package var otherCodec: UInt32? { circumstances?.facts.otherCodec }
  /// Whether a soft key was pressed that the device did not offer.
  package var isKeyNotOffered: Bool { circumstances?.facts.offered != nil }
  /// The frame of the request that it answers.
  package var answers: FramePlace? { match?.request }
  /// Nanoseconds since that request.
  package var responseTime: Int64? { match?.nanoseconds }
  package var source: Endpoint { isFromDevice ? device : server }
  package var destination: Endpoint { isFromDevice ? server : device }
}

/// What happened to a connection as a whole.
package struct ConnectionEvent: Sendable {
  package enum Kind: Equatable, Sendable {
    /// SYN: one end asks for a connection.
    case opened
    /// SYN-ACK: the other end takes it.
    case accepted
    /// FIN: one end has nothing more to send.
    case closed
    /// RST: one end cuts it.
    case reset
    /// ICMP: this address says that a segment was not delivered. The event goes to its sender, as
    /// the answer of the other end would.
    case unreachable(IPAddress, Unreachable.Reason)
  }

  package let kind: Kind
  /// Which of the device's tries a SYN is, from 1.
  package let attempt: Int
  /// Whether a RST is the answer to the SYN.
  package let isRefusal: Bool
  /// Number of the connection; nil before its first message.
  package let stream: Int?
  package let stamp: FrameStamp
  package let source: Endpoint
  package let destination: Endpoint
  package let isFromDevice: Bool
  /// The device's name, where it is known.
  package let deviceName: String?
  /// The newest message before the end of the connection, and the time since then.
  package let lastMessage: (name: String, frame: FramePlace, nanoseconds: Int64?)?
  /// What its line has to name, beside the ends.
  package let naming: Naming
}
