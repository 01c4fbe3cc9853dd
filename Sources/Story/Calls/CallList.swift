import Wire

/// The calls in the order of their begins: numbers them, and holds back those that are over while
/// an earlier one is open.
struct CallList {
  private var entries = NumberTable<Entry>()
  /// Those of the calls that are over.
  private var closed = NumberTable<Call>()
  /// Calls in the order of their begins, until they are given out.
  private var waiting = Queue()
  /// Calls in the order of their begins, until they have a number.
  private var unnumbered = Queue()
  private var numberCount = 0
  /// Calls that were passed by because too many waited for them.
  private var passed: Set<Int> = []
  /// Some of them as they were when the oldest was last looked for among all, the oldest at the end.
  private var passedByAge: [Int] = []
  /// Those of them that are over now.
  private var late: [Int] = []
  /// Numbers of calls that were given out, where a transfer joined them to one that was not.
  private var given = NumberTable<Int>()
  private let maximumWaiting: Int

  private struct Entry {
    let start: FrameOrder
    var isSettled = false
    var number: Int?
    var isClosed = false
    var transferredTo: Int?
    var transferredFrom: Int?
  }

  init(maximumWaiting: Int) {
    self.maximumWaiting = maximumWaiting
  }

  /// The call that began first and is still open, to be closed now.
  mutating func oldest() -> Int? {
    if let id = waiting.ids.first(where: { entries[$0]?.isClosed == false }) {
      return id
    }
    while let id = passedByAge.popLast() {
      if passed.contains(id) { return id }
    }
    passedByAge = passed.sorted(by: >)
    return passedByAge.popLast()
  }

  /// The first call that may still turn out to be part of an earlier one: those after it have no number
  /// before it has one.
  var firstUnsettled: Int? {
    unnumbered.ids.first { entries[$0]?.isSettled == false }
  }

  /// The number of a call, once it is settled.
  func number(of id: Int) -> Int? { entries[id]?.number }

  /// Takes a call that begins, in the order of begins: messages that waited for missing bytes of
  /// their connection come late.
  mutating func insert(_ id: Int, startingAt stamp: FrameStamp) {
    let start = stamp.order
    entries[id] = Entry(start: start)
    let isLater = { (other: Int) in
      guard let entry = entries[other] else { return false }
      return entry.number == nil && start < entry.start
    }
    waiting.insert(id, before: isLater)
    unnumbered.insert(id, before: isLater)
  }

  /// Takes out a call that turned out to be part of another, which has the lower of their numbers.
  mutating func remove(_ id: Int, partOf other: Int) {
    guard let number = entries.removeValue(forKey: id)?.number else { return }
    let others = entries[other]?.number
    entries[other]?.number = min(number, others ?? number)
    entries[other]?.isSettled = true
    if let others, max(number, others) == numberCount { numberCount -= 1 }
  }

  /// Notes that a call stays one of its own.
  mutating func settle(_ id: Int) {
    guard entries[id]?.isSettled == false else { return }
    entries[id]?.isSettled = true
    assignNumbers()
  }

  /// Takes a call that is over.
  mutating func close(_ call: Call, _ open: OpenCall) {
    guard var entry = entries[open.id] else { return }
    entry.isSettled = true
    entry.isClosed = true
    entry.transferredTo = open.transferredTo
    entry.transferredFrom = open.transferredFrom
    entries[open.id] = entry
    closed[open.id] = call
    if passed.remove(open.id) != nil { late.append(open.id) }
  }

  /// The next call to be listed; nil while it is open.
  mutating func next() -> Call? {
    assignNumbers()
    if let id = late.popLast() { return take(id) }
    while let id = waiting.first {
      guard let entry = entries[id] else {
        waiting.removeFirst()
        continue
      }
      let isForced = waiting.count > maximumWaiting
      if entry.isClosed, entry.number != nil, isForced || knowsNumbers(entry) {
        waiting.removeFirst()
        return take(id)
      }
      guard isForced else { return nil }
      settle(id)
      assignNumbers()
      if !entry.isClosed {
        passed.insert(id)
        waiting.removeFirst()
      } else if entries[id]?.number == nil {
        return nil
      }
    }
    return nil
  }

  private mutating func assignNumbers() {
    while let id = unnumbered.first {
      if let entry = entries[id] {
        guard entry.isSettled else { return }
        if entry.number == nil {
          numberCount += 1
          entries[id]?.number = numberCount
        }
      }
      unnumbered.removeFirst()
    }
  }

  /// Whether the calls that transfers joined it to have numbers.
  private func knowsNumbers(_ entry: Entry) -> Bool {
    [entry.transferredTo, entry.transferredFrom].allSatisfy { id in
      guard let id, let other = entries[id] else { return true }
      return other.number != nil
    }
  }

  private mutating func take(_ id: Int) -> Call? {
    let closed = closed.removeValue(forKey: id)
    guard let entry = entries.removeValue(forKey: id), let number = entry.number, var call = closed
    else { return nil }
    call.number = number
    call.transferredTo = entry.transferredTo.flatMap { numberOf($0) }
    call.transferredFrom = entry.transferredFrom.flatMap { numberOf($0) }
    for other in [entry.transferredTo, entry.transferredFrom] {
      if let other, entries[other] != nil { given[id] = number }
    }
    return call
  }

  /// The number of a call that a transfer joined to the one given out now.
  private mutating func numberOf(_ id: Int) -> Int? {
    entries[id]?.number ?? given.removeValue(forKey: id)
  }

  /// Numbers that come in at one end and go out at the other.
  private struct Queue {
    private var all: [Int] = []
    private var start = 0

    var count: Int { all.count - start }
    var first: Int? { start < all.count ? all[start] : nil }
    var ids: ArraySlice<Int> { all[start...] }

    /// Inserts a number before those at the end that belong after it.
    mutating func insert(_ id: Int, before isLater: (Int) -> Bool) {
      var place = all.count
      while place > start, isLater(all[place - 1]) { place -= 1 }
      all.insert(id, at: place)
    }

    mutating func removeFirst() {
      start += 1
      if start > 1024, start > all.count / 2 {
        all.removeFirst(start)
        start = 0
      }
    }
  }
}
