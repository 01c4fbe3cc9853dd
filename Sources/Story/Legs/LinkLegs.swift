import CallAnalysis
import Wire

/// What is followed of the legs on one connection.
///
/// A structure that is changed where it lies, as its legs are: each message changes one.
struct LinkLegs {
  /// At most one of each call reference. A leg that is over stays for a while, for messages that come
  /// after its end.
  var legs: [Leg] = []
  /// The device's lines, by instance.
  var lines = ShortTable<UInt32, Party>()
  /// A key that a call may begin with, and that named no call.
  var key: PendingKey?
  var age = ServerAge.unknown

  /// A key before the first message that names a call.
  struct PendingKey {
    let key: CallKey?
    let stamp: FrameStamp
    /// The number that was dialled with it.
    var number: String?
  }

  /// Whether the server gives calls a reference.
  enum ServerAge {
    case unknown
    /// CallManager 2 gives none.
    case withoutReferences
    case withReferences
  }

  /// The place of the leg with a call reference, 0 for that of a server that gives none.
  func place(of reference: UInt32) -> Int? {
    for place in legs.indices where legs[place].reference ?? 0 == reference { return place }
    return nil
  }

  /// The place of the leg with a reference, while it is open.
  func openPlace(of reference: UInt32) -> Int? {
    guard let place = place(of: reference), !legs[place].isOver else { return nil }
    return place
  }

  /// The number of the leg with a reference, while it is open.
  func openNumber(of reference: UInt32) -> Int? {
    openPlace(of: reference).map { legs[$0].number }
  }

  /// The place of the leg that a key without a reference is meant for: the one that is not held.
  var activePlace: Int? {
    let open = legs.indices.filter { !legs[$0].isOver }
    if open.count == 1 { return open[0] }
    return newest(of: open.filter { !legs[$0].isHeld && legs[$0].state?.isRingingIn != true })
  }

  var isRinging: Bool {
    legs.indices.contains { !legs[$0].isOver && legs[$0].state?.isRingingIn == true }
  }

  /// The place of the leg whose media have a conference identifier; of several the one that began last.
  func place(inConference conference: UInt32) -> Int? {
    newest(
      of: legs.indices.filter {
        legs[$0].conference == conference || legs[$0].reference ?? 0 == conference
      })
  }

  private func newest(of places: [Int]) -> Int? {
    places.max { legs[$0].number < legs[$1].number }
  }

  /// Takes a leg that begins; returns its place.
  mutating func append(_ leg: consuming Leg) -> Int {
    if legs.count >= StoryLimits.maximumLegs,
      let oldest = legs.indices.min(by: { legs[$0].number < legs[$1].number })
    {
      remove(at: oldest)
    }
    legs.append(leg)
    return legs.count - 1
  }

  mutating func remove(at place: Int) {
    if legs.count == 1 { legs = [] } else { legs.remove(at: place) }
  }
}
