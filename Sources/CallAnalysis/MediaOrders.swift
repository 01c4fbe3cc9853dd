import SCCP
import Wire

/// What a server ordered for the audio of a device's calls; bounded.
struct MediaOrders: Sendable {
  /// A stream's direction, as the device sees it.
  enum Direction: Sendable {
    case receive, send
  }

  /// What ties orders together: the call, or in old forms the party.
  enum Key: Equatable, Sendable {
    case call(UInt32)
    case party(UInt32)
  }

  private struct Entry: Sendable {
    let key: Key
    /// The codecs of the open directions.
    var receiveCodec: UInt32?
    var sendCodec: UInt32?
    /// When the call was connected; nil once the audio of that was torn down.
    var connectedAt: FrameStamp?
    /// Which directions were ordered at some time since then.
    var hadReceive = false
    var hadSend = false
  }

  private var entries: [Entry] = []

  /// Bytes that they take.
  var byteCount: Int { entries.capacity &* MemoryLayout<Entry>.stride }
  /// Whether some order named no call: it may have been for any of them.
  private var hasUnnamed = false

  /// Calls whose audio is remembered.
  static let maximumEntries = 16
  /// A call whose second direction had no time to be ordered is not judged.
  private static let minimumNanoseconds: Int64 = 3_000_000_000

  /// Notes an order to open a direction; returns the other direction's codec where that is not one
  /// that goes with this.
  mutating func open(_ direction: Direction, codec: UInt32, _ key: Key) -> UInt32? {
    if case .party = key { hasUnnamed = true }
    let place = place(of: key)
    let other: UInt32?
    switch direction {
    case .receive:
      entries[place].receiveCodec = codec
      entries[place].hadReceive = true
      other = entries[place].sendCodec
    case .send:
      entries[place].sendCodec = codec
      entries[place].hadSend = true
      other = entries[place].receiveCodec
    }
    guard let other, let family = codec.codecFamily, let otherFamily = other.codecFamily,
      family != otherFamily
    else { return nil }
    return other
  }

  /// Notes that a direction is closed; returns the direction that was never ordered since the call
  /// was connected. A port that is kept leaves that open.
  mutating func close(
    _ direction: Direction, _ key: Key, at stamp: FrameStamp, keepsPort: Bool
  ) -> Circumstances.MissingDirection? {
    guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
    let missing = keepsPort ? nil : missing(at: place, stamp)
    entries[place].connectedAt = nil
    switch direction {
    case .receive: entries[place].receiveCodec = nil
    case .send: entries[place].sendCodec = nil
    }
    return missing
  }

  /// Notes that a call is connected; its audio is judged from then on.
  mutating func connect(_ call: UInt32, at stamp: FrameStamp) {
    let place = place(of: .call(call))
    entries[place].connectedAt = stamp
    entries[place].hadReceive = entries[place].receiveCodec != nil
    entries[place].hadSend = entries[place].sendCodec != nil
  }

  /// Notes that a call is no longer connected; returns the direction that was never ordered.
  mutating func disconnect(
    _ call: UInt32, at stamp: FrameStamp, isOver: Bool
  ) -> Circumstances.MissingDirection? {
    guard let place = entries.firstIndex(where: { $0.key == .call(call) }) else { return nil }
    let missing = missing(at: place, stamp)
    entries[place].connectedAt = nil
    if isOver { entries.remove(at: place) }
    return missing
  }

  /// Forgets all, because orders may be among bytes that the capture lacks.
  mutating func removeAll() {
    entries.removeAll()
  }

  private func missing(
    at place: Int, _ stamp: FrameStamp
  ) -> Circumstances.MissingDirection? {
    let entry = entries[place]
    guard !hasUnnamed, let start = entry.connectedAt, let lasted = stamp.nanoseconds(since: start),
      lasted >= Self.minimumNanoseconds, entry.hadReceive != entry.hadSend
    else { return nil }
    return Circumstances.MissingDirection(isSending: entry.hadReceive, connectedAt: start.place)
  }

  /// The place of a key's entry, which is added where it is new.
  private mutating func place(of key: Key) -> Int {
    if let place = entries.firstIndex(where: { $0.key == key }) { return place }
    if entries.count == Self.maximumEntries { entries.removeFirst() }
    entries.append(Entry(key: key))
    return entries.count - 1
  }
}

extension UInt32 {
  /// Codecs of one number go with each other, by the enumeration Media_PayloadType: those with 56
  /// and 64 kbit/s, G.729 with annex A or without it. Nil where the number stands for no audio of
  /// its own.
  fileprivate var codecFamily: UInt32? {
    if self >= PayloadType.h261.rawValue { return nil }
    return switch PayloadType(rawValue: self) {
    case .g711ALaw56k: PayloadType.g711ALaw64k.rawValue
    case .g711MuLaw56k: PayloadType.g711MuLaw64k.rawValue
    case .g722At56k, .g722At48k: PayloadType.g722At64k.rawValue
    case .g729AnnexA: PayloadType.g729.rawValue
    case .g729AnnexAAndB, .g729BAlternate: PayloadType.g729AnnexB.rawValue
    case .noCodec, .nonStandard, .activeVoice: nil
    default: self
    }
  }
}
