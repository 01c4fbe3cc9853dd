import Wire

/// Puts fragmented IP packets together again, RFC 791 §3.2 and RFC 8200 §4.5.
///
/// Where fragments overlap, the bytes that came first stay.
struct FragmentReassembler: ~Copyable {
  /// Packets waiting for fragments at one time. With the largest packet there is, they bound the
  /// memory to 16 MiB.
  static let maximumPackets = 256
  /// Seconds of capture time that a packet waits for its fragments, as Linux lets it.
  static let maximumWait: Int64 = 30
  /// The largest payload that an IP header can announce.
  static let maximumByteCount = 65_535

  /// What became of a fragment.
  enum Outcome {
    /// Its packet is whole, and is ``completed``.
    case complete
    /// Its packet waits for others, or nothing is known of its packet.
    case waiting
    /// It was not captured whole, or claims a place that no packet has.
    case unusable
  }

  /// In the order of their first fragments.
  private var packets: [FragmentedPacket] = []
  private var finished: FragmentedPacket?
  private var clock: Timestamp?
  /// Packets given up before they were whole.
  private(set) var incompletePackets = 0

  /// The packet that the last fragment completed.
  var completed: IPPayload? {
    @_lifetime(borrow self)
    get { finished?.payload }
  }

  /// The frames of the fragments of the completed packet.
  var completedFrames: [FramePlace] { finished?.frames ?? [] }

  mutating func forgetCompleted() {
    if finished != nil { finished = nil }
  }

  /// How many headers lie around the completed packet.
  var completedDepth: Int { finished?.depth ?? 0 }

  mutating func append(_ fragment: borrowing IPFragment, at stamp: FrameStamp) -> Outcome {
    finished = nil
    advance(to: stamp.time)
    let key = FragmentedPacket.Key(fragment)
    let known = packets.indices.first { packets[$0].key == key }
    // A tunnel's port stands in the first fragment alone: without it, this is some other UDP.
    if known == nil, fragment.payload.protocolNumber == InternetProtocol.udp, fragment.offset > 0 {
      return .waiting
    }
    let end = fragment.offset + fragment.payload.bytes.count
    guard fragment.payload.missingByteCount == 0, end <= Self.maximumByteCount,
      // RFC 791: only the last fragment may end between two units of 8 bytes.
      !fragment.hasMore || fragment.payload.bytes.count % 8 == 0
    else { return .unusable }
    let index = known ?? add(key, depth: fragment.depth)
    guard packets[index].append(fragment, of: stamp.place) else { return .unusable }
    guard packets[index].isComplete else { return .waiting }
    finished = packets.remove(at: index)
    return .complete
  }

  private mutating func add(_ key: FragmentedPacket.Key, depth: Int) -> Int {
    if packets.count == Self.maximumPackets { giveUp(first: 1) }
    packets.append(FragmentedPacket(key: key, depth: depth, since: clock))
    return packets.count - 1
  }

  private mutating func advance(to time: Timestamp?) {
    guard let time else { return }
    let now = max(clock ?? time, time)
    clock = now
    var expired = 0
    while expired < packets.count, let since = packets[expired].since,
      (now.distance(from: since) ?? 0) > Self.maximumWait * 1_000_000_000
    {
      expired += 1
    }
    giveUp(first: expired)
  }

  private mutating func giveUp(first count: Int) {
    guard count > 0 else { return }
    packets.removeFirst(count)
    incompletePackets += count
  }
}
