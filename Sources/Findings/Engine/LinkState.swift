import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// What the watches remember of one connection of a device to a server.
final class LinkState {
  let stream: Int
  let device: Endpoint
  let server: Endpoint
  /// The device's name, once it is known.
  var name: String?
  var deviceType: UInt32?
  /// Whether the capture holds its beginning.
  var isFromStart = false
  /// Who said something: a message, or the answer to the SYN.
  var heard: Side = []
  var first: FrameStamp
  /// The newest messages of both sides.
  var lastFromDevice: FrameStamp?
  var lastFromServer: FrameStamp?
  /// The newest message but the one that is being heard.
  var lastMessage: (name: String, stamp: FrameStamp)?
  /// When bytes of a side were last found missing.
  var gapOfDevice: FrameStamp?
  var gapOfServer: FrameStamp?
  let suspicions = Suspicions()
  /// The newest state of its legs, one for each call reference.
  private(set) var legs: [LegSnapshot] = []
  /// The numbers of listed calls, by the numbers of those of its legs that are remembered.
  var callNumbers = NumberTable<Int>()
  /// Whether the server is one of CallManager 2 or 3, which answers less and says less.
  var isOldServer = false
  /// Whether segments of one side only were captured.
  var isOneSided = false
  /// When the connection was closed or reset first.
  var closedAt: FrameStamp?
  /// Whether bytes were ever missing that are told with the next message.
  var hasGapsToTell = false
  /// Whether it carried something else than keepalives.
  var carriesOthers = false
  /// What was known of the device at the newest message.
  var profile: Profile? {
    didSet { profileIdentity = profile.map(ObjectIdentifier.init) }
  }
  /// Which one that is, to compare it without counting references for each message.
  private(set) var profileIdentity: ObjectIdentifier?

  var registration = RegistrationProgress()
  var keepAlive = KeepAliveProgress()
  var reset = ResetProgress()
  var calls = CallProgress()
  var features = FeatureProgress()
  var media = MediaProgress()
  var transport = TransportProgress()
  var secrets = SecretProgress()
  var recentMessages = RecentMessages()
  /// Leads to it until its connection is over.
  private(set) lazy var handle = LinkHandle(self)

  init(stream: Int, device: Endpoint, server: Endpoint, first: FrameStamp) {
    self.stream = stream
    self.device = device
    self.server = server
    self.first = first
  }

  /// Notes that nothing more comes on the connection.
  func leave() {
    handle.link = nil
  }

  /// What to call its device: by name, or by its address.
  var title: String { name ?? "\(device.address)" }

  /// Whether its device has lines, keys and lamps.
  var isPhone: Bool { DeviceRole(type: deviceType) == .phone }

  /// Whether some call of the device is up or held.
  var isInCall: Bool {
    legs.contains { !$0.leg.isOver && $0.leg.connectedAt != nil }
  }

  /// Suspects that something is missing, and observes it where nothing comes within a time.
  func suspect(
    _ rule: FindingRule, _ subject: UInt64 = 0, after stamp: FrameStamp, for limit: Int64,
    _ needs: Side = .server, _ observe: @escaping (LinkState) -> Observation?
  ) {
    guard let time = stamp.time else { return }
    suspicions.add(
      Suspicions.Suspicion(
        rule: rule, subject: subject, since: stamp,
        deadline: time.advanced(byNanoseconds: limit), needs: needs, observe: observe))
  }

  /// Observes something as soon as it is certain that no bytes of a side before it are missing.
  func confirm(
    _ rule: FindingRule, _ subject: UInt64 = 0, since stamp: FrameStamp, at now: FrameStamp,
    _ needs: Side, _ observation: Observation
  ) {
    guard !hasGap(of: needs, since: stamp), let time = now.time else { return }
    suspicions.add(
      Suspicions.Suspicion(
        rule: rule, subject: subject, since: stamp, deadline: time, needs: needs
      ) { _ in observation })
  }

  /// Notes that bytes of a side are missing.
  func noteGap(of side: Side, at stamp: FrameStamp) {
    if side == .device { gapOfDevice = stamp } else { gapOfServer = stamp }
    suspicions.noteGap(of: side)
  }

  /// Notes what became known of a leg.
  func note(_ snapshot: LegSnapshot, _ change: LegChange) {
    if change == .began { forgetLegs(before: snapshot.leg.start) }
    // Taken out while it is changed, so that nobody can be reading it meanwhile.
    var all = legs
    legs = []
    defer { legs = all }
    if let place = all.firstIndex(where: { $0.leg.reference == snapshot.leg.reference }) {
      all[place] = snapshot
      return
    }
    all.append(snapshot)
    guard all.count > StoryLimits.maximumLegs,
      let oldest = all.indices.min(by: { all[$0].leg.number < all[$1].leg.number })
    else { return }
    all.remove(at: oldest)
  }

  /// Notes that a call of some of its legs is listed.
  func note(_ call: Call) {
    for known in legs where call.legs.contains(where: { $0.number == known.leg.number }) {
      callNumbers[known.leg.number] = call.number
    }
  }

  /// Forgets legs that were over long before a frame, and their streams: what is said of them comes
  /// soon after their end.
  func forgetLegs(before stamp: FrameStamp) {
    let limit = StoryLimits.lingerSeconds * 1_000_000_000
    var (kept, gone): ([LegSnapshot], [Int]) = ([], [])
    for known in legs {
      if let end = known.leg.end, (stamp.nanoseconds(since: end) ?? 0) > limit {
        gone.append(known.leg.number)
      } else {
        kept.append(known)
      }
    }
    if gone.isEmpty { return }
    legs = kept
    for number in gone { callNumbers[number] = nil }
    media.streams.removeAll { gone.contains($0.leg) }
  }

  /// The leg of a number; nil where it is not followed any more.
  func leg(numbered number: Int?) -> LegSnapshot? {
    guard let number else { return nil }
    return legs.first { $0.leg.number == number }
  }

  /// The leg of a call reference; nil where it is not followed any more.
  func leg(withReference reference: UInt32) -> LegSnapshot? {
    legs.first { $0.leg.reference == reference }
  }

  /// The leg that a message is about: by its reference, or the only one that is up.
  func leg(of record: borrowing Record) -> LegSnapshot? {
    if let reference = record.message.callReference { return leg(withReference: reference) }
    let open = legs.filter { !$0.leg.isOver }
    return open.count == 1 ? open.first : nil
  }

  /// Whether bytes of a side are missing since a frame, as far as that is known.
  func hasGap(of side: Side, since stamp: FrameStamp) -> Bool {
    func isAfter(_ gap: FrameStamp?) -> Bool {
      guard let gap, let time = gap.time, let start = stamp.time else { return false }
      return time >= start
    }
    return side.contains(.device) && isAfter(gapOfDevice)
      || side.contains(.server) && isAfter(gapOfServer)
  }
}

/// Leads from what outlives a connection to what is remembered of it.
///
/// A weak reference would make every other reference to that slower.
final class LinkHandle {
  /// Nil when the connection is over.
  fileprivate(set) var link: LinkState?

  fileprivate init(_ link: LinkState) {
    self.link = link
  }
}

extension Record {
  var side: Side { isFromDevice ? .device : .server }
}

extension TransportEvent {
  var side: Side { isFromDevice ? .device : .server }
}
