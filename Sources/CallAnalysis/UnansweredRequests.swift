import SCCP
import Wire

/// Requests that no answer came to, by kind; bounded.
struct UnansweredRequests: Sendable {
  /// Requests of one kind, about the same line or button.
  struct Entry: Sendable {
    let identifier: UInt32
    let key: UInt32?
    let isFromDevice: Bool
    /// The first of them.
    let first: FrameStamp
    var count = 1

    /// Whether a missing answer means something: a device's request, apart from keepalives, which
    /// are told in runs, and from a sign-off, or a server's of those that devices answer.
    var isTold: Bool {
      isFromDevice ? !quiet.contains(identifier) : answered.contains(identifier)
    }
  }

  private(set) var entries: [Entry] = []

  /// Kinds that are remembered on one connection; of more the first stay.
  static let maximumEntries = 16
  /// A request that waited for less may have been cut off by the end.
  static let minimumNanoseconds: Int64 = 5_000_000_000
  /// Nobody waits for longer: where the captures go on after that, they have a pause in them.
  static let maximumNanoseconds: Int64 = 3600 * 1_000_000_000

  mutating func note(_ entry: Entry) {
    for index in entries.indices
    where entries[index].identifier == entry.identifier && entries[index].key == entry.key
      && entries[index].isFromDevice == entry.isFromDevice
    {
      entries[index].count += 1
      return
    }
    if entries.count < Self.maximumEntries { entries.append(entry) }
  }

  /// Forgets all, because an answer may be among bytes that the capture lacks.
  mutating func removeAll() {
    entries.removeAll()
  }
}

/// Requests of devices whose missing answer is told elsewhere, or means nothing.
private let quiet: [UInt32] = [
  MessageDefinition.keepAliveReq.identifier, MessageDefinition.unregisterReq.identifier,
]

/// Requests of servers that devices answer.
private let answered: [UInt32] = [
  MessageDefinition.capabilitiesReq.identifier, MessageDefinition.openReceiveChannel.identifier,
  MessageDefinition.openMultiMediaReceiveChannel.identifier,
]
