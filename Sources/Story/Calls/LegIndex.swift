import Wire

/// Finds open legs by what joins them to others.
struct LegIndex {
  private var byReference: [Reference: Int] = [:]
  private var byCaller: [Caller: [Int]] = [:]
  /// The callers that each leg has shown: a transfer changes them, perhaps before the messages of the
  /// other end, which waited for missing bytes, are known.
  private var callers = NumberTable<[Caller]>()
  private var listening: [Place: Int] = [:]
  private var sending: [Place: Int] = [:]
  /// What was entered into ``listening`` and ``sending`` for a leg.
  private var places = NumberTable<[Place]>()

  /// A call reference is unique at its server.
  private struct Reference: Hashable {
    let server: Endpoint
    let reference: UInt32
  }

  /// The number of a caller, at a server.
  private struct Caller: Hashable {
    let server: Endpoint
    let number: String
  }

  /// An end of media that a server knows of.
  private struct Place: Hashable {
    let server: Endpoint
    let end: Endpoint
  }

  /// Ends of media remembered for one leg: each hold and resume brings new ones.
  private static let maximumPlaces = 128
  /// Callers remembered for one leg: transfers and conferences change them.
  private static let maximumCallers = 4

  mutating func note(_ leg: Leg) {
    guard let reference = leg.reference else { return }
    byReference[Reference(server: leg.link.server, reference: reference)] = leg.number
  }

  /// The open leg with a reference, at a server.
  func leg(_ reference: UInt32, at server: Endpoint) -> Int? {
    byReference[Reference(server: server, reference: reference)]
  }

  /// Notes whom a leg names as the caller.
  mutating func note(parties leg: Leg) {
    guard let number = leg.parties.calling.number else { return }
    let caller = Caller(server: leg.link.server, number: number)
    let known = callers[leg.number] ?? []
    if known.contains(caller) || known.count >= Self.maximumCallers { return }
    callers[leg.number] = known + [caller]
    byCaller[caller, default: []].append(leg.number)
  }

  /// Other legs that name the same caller.
  func legs(withCallerOf leg: Leg) -> [Int] {
    var found: [Int] = []
    for caller in callers[leg.number] ?? [] {
      for other in byCaller[caller] ?? [] where other != leg.number && !found.contains(other) {
        found.append(other)
      }
    }
    return found
  }

  /// Notes where a stream's device listens or sends to; the leg whose device does the opposite
  /// there.
  mutating func note(_ stream: MediaStream) -> Int? {
    let leg = stream.leg
    let end = stream.way == .receive ? stream.local : stream.remote
    guard let end, !end.address.isUnspecified, end.port != 0 else { return nil }
    let place = Place(server: stream.link.server, end: end)
    if places[leg, default: []].count < Self.maximumPlaces {
      places[leg, default: []].append(place)
      if stream.way == .receive { listening[place] = leg } else { sending[place] = leg }
    }
    let other = stream.way == .receive ? sending[place] : listening[place]
    return other == leg ? nil : other
  }

  mutating func remove(_ leg: Leg) {
    if let reference = leg.reference {
      let key = Reference(server: leg.link.server, reference: reference)
      if byReference[key] == leg.number { byReference[key] = nil }
    }
    removeCallers(of: leg.number)
    for place in places.removeValue(forKey: leg.number) ?? [] {
      if listening[place] == leg.number { listening[place] = nil }
      if sending[place] == leg.number { sending[place] = nil }
    }
  }

  private mutating func removeCallers(of leg: Int) {
    for caller in callers.removeValue(forKey: leg) ?? [] {
      byCaller[caller]?.removeAll { $0 == leg }
      if byCaller[caller]?.isEmpty == true { byCaller[caller] = nil }
    }
  }
}
