import Wire

/// Finds open legs by what joins them to others.
struct LegIndex {
  private var byReference: [Reference: Int] = [:]
  /// The legs that have shown each caller: a transfer changes callers, perhaps before the messages of
  /// the other end, which waited for missing bytes, are known.
  private var callers = NumberedKeys<Caller, [Int]>()
  private var callersOfLegs = NumberTable<[Int]>()
  private var places = NumberedKeys<Place, Users>()
  private var placesOfLegs = NumberTable<[Int]>()

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

  /// The legs whose devices listen at an end of media, and send there.
  private struct Users {
    var listening: Int?
    var sending: Int?
  }

  /// Ends of media remembered for one leg: each hold and resume brings new ones.
  private static let maximumPlaces = 128
  /// Callers remembered for one leg: transfers and conferences change them.
  private static let maximumCallers = 4
  /// Legs remembered for one caller: those that show the same trunk, or no number, at a time.
  private static let maximumLegsOfCaller = 256

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
    guard let number = leg.parties.calling.number,
      callersOfLegs[leg.number]?.count ?? 0 < Self.maximumCallers
    else { return }
    let caller = callers.number(of: Caller(server: leg.link.server, number: number), orInsert: [])
    if callersOfLegs[leg.number]?.contains(caller) == true { return }
    callersOfLegs[leg.number, default: []].append(caller)
    if callers[caller]?.count ?? 0 >= Self.maximumLegsOfCaller { callers[caller]?.removeFirst() }
    callers[caller]?.append(leg.number)
  }

  /// A leg, and others that name the same caller, perhaps several times; none where it names nobody.
  func legs(withCallerOf leg: Int) -> [Int] {
    guard let known = callersOfLegs[leg] else { return [] }
    if known.count == 1 { return callers[known[0]] ?? [] }
    return known.flatMap { callers[$0] ?? [] }
  }

  /// Notes where a stream's device listens or sends to; the leg whose device does the opposite
  /// there.
  mutating func note(_ stream: MediaStream) -> Int? {
    let (leg, isReceiving) = (stream.leg, stream.way == .receive)
    let end = isReceiving ? stream.local : stream.remote
    guard let end, !end.address.isUnspecified, end.port != 0 else { return nil }
    let key = Place(server: stream.link.server, end: end)
    let isNoted = placesOfLegs[leg]?.count ?? 0 < Self.maximumPlaces
    let place = isNoted ? places.number(of: key, orInsert: Users()) : places.number(of: key)
    guard let place, var users = places[place] else { return nil }
    if isNoted {
      if isReceiving { users.listening = leg } else { users.sending = leg }
      places[place] = users
      placesOfLegs[leg, default: []].append(place)
    }
    let other = isReceiving ? users.sending : users.listening
    return other == leg ? nil : other
  }

  mutating func remove(_ leg: Leg) {
    let number = leg.number
    if let reference = leg.reference {
      let key = Reference(server: leg.link.server, reference: reference)
      if byReference[key] == number { byReference[key] = nil }
    }
    for caller in callersOfLegs.removeValue(forKey: number) ?? [] {
      callers[caller]?.removeAll { $0 == number }
      if callers[caller]?.isEmpty == true { callers.remove(caller) }
    }
    for place in placesOfLegs.removeValue(forKey: number) ?? [] {
      guard var users = places[place] else { continue }
      if users.listening == number { users.listening = nil }
      if users.sending == number { users.sending = nil }
      places[place] = users
      if users.listening == nil, users.sending == nil { places.remove(place) }
    }
  }
}

/// Values of keys that a capture chooses. Each key has a number, by which its value is found without
/// another look at its hash.
private struct NumberedKeys<Key: Hashable, Value> {
  private var numbers: [Key: Int] = [:]
  private var keys = NumberTable<Key>()
  private var values = NumberTable<Value>()
  private var count = 0

  /// The number of a key; nil where it has none.
  func number(of key: Key) -> Int? { numbers[key] }

  /// The number of a key, which gets one and a value where it has none.
  mutating func number(of key: Key, orInsert value: @autoclosure () -> Value) -> Int {
    if let number = numbers[key] { return number }
    defer { count += 1 }
    numbers[key] = count
    keys[count] = key
    values[count] = value()
    return count
  }

  subscript(number: Int) -> Value? {
    get { values[number] }
    set { values[number] = newValue }
    _modify { yield &values[number] }
  }

  mutating func remove(_ number: Int) {
    values[number] = nil
    if let key = keys.removeValue(forKey: number) { numbers[key] = nil }
  }
}
