/// Values by numbers that the program itself gives out in order: those of connections, legs, calls.
///
/// Open addressing with linear probing. A message leads to half a dozen look-ups, and the hash of a
/// `Dictionary`, which guards against chosen keys, took a tenth of the time of a list of calls; nobody
/// chooses these.
@usableFromInline
package struct NumberTable<Value> {
  /// The number in each place; ``empty`` where there is none.
  @usableFromInline var numbers: [Int]
  @usableFromInline var entries: [Value?]
  @usableFromInline package internal(set) var count = 0

  @usableFromInline static var empty: Int { -1 }
  @usableFromInline static var smallestPlaceCount: Int { 8 }

  /// An empty table, which takes no memory of its own.
  @inlinable
  package init() {
    numbers = []
    entries = []
  }

  package var isEmpty: Bool { count == 0 }

  /// The numbers that have values, in no order.
  package var keys: [Int] { numbers.filter { $0 != Self.empty } }

  /// The values, in no order.
  package var values: [Value] { entries.compactMap(\.self) }

  /// The value of a number, which is not negative; nil where it has none.
  @inlinable
  package subscript(number: Int) -> Value? {
    get {
      guard let place = place(of: number) else { return nil }
      return entries[place]
    }
    set {
      if let newValue {
        if let place = place(of: number) {
          entries[place] = newValue
        } else {
          insert(newValue, number)
        }
      } else {
        removeValue(forKey: number)
      }
    }
    _modify {
      let place = place(of: number) ?? insert(nil, number)
      yield &entries[place]
      if entries[place] == nil { vacate(place) }
    }
  }

  /// The value of a number, which gets one where it has none and that is changed.
  @inlinable
  package subscript(number: Int, default value: @autoclosure () -> Value) -> Value {
    get { self[number] ?? value() }
    _modify {
      let place = place(of: number) ?? insert(value(), number)
      var entry = entries[place].take() ?? value()
      defer { entries[place] = entry }
      yield &entry
    }
  }

  @inlinable
  @discardableResult
  package mutating func removeValue(forKey number: Int) -> Value? {
    guard let place = place(of: number) else { return nil }
    let value = entries[place].take()
    vacate(place)
    return value
  }

  package mutating func removeAll() {
    self = NumberTable()
  }

  /// Where the value of a number lies, until another number gets one or loses it.
  @inlinable
  func place(of number: Int) -> Int? {
    if numbers.isEmpty { return nil }
    let mask = numbers.count - 1
    var place = home(of: number)
    // Never more than half full, so an empty place always comes.
    while numbers[place] != Self.empty {
      if numbers[place] == number { return place }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Where the search for a number begins: numbers that follow each other are scattered (by the golden
  /// ratio), because in a row of them a hole could not be filled without a look at the whole row.
  @inlinable
  func home(of number: Int) -> Int {
    let product = UInt64(truncatingIfNeeded: number) &* 0x9e37_79b9_7f4a_7c15
    return Int(truncatingIfNeeded: product &>> UInt64(numbers.count.leadingZeroBitCount &+ 1))
  }

  /// Puts in a number that is not there; returns its place.
  @inlinable
  @discardableResult
  mutating func insert(_ value: consuming Value?, _ number: Int) -> Int {
    if (count + 1) * 2 > numbers.count { grow() }
    let mask = numbers.count - 1
    var place = home(of: number)
    while numbers[place] != Self.empty { place = (place + 1) & mask }
    numbers[place] = number
    entries[place] = value
    count += 1
    return place
  }

  /// Empties a place whose value is gone, and moves up those after it, so that no search stops early.
  @inlinable
  mutating func vacate(_ gone: Int) {
    let mask = numbers.count - 1
    var hole = gone
    var next = (hole + 1) & mask
    while numbers[next] != Self.empty {
      let home = home(of: numbers[next])
      if (next - home) & mask >= (next - hole) & mask {
        numbers[hole] = numbers[next]
        entries.swapAt(hole, next)
        hole = next
      }
      next = (next + 1) & mask
    }
    numbers[hole] = Self.empty
    count -= 1
  }

  @inlinable
  mutating func grow() {
    var former = self
    let placeCount = max(Self.smallestPlaceCount, former.numbers.count * 2)
    numbers = Array(repeating: Self.empty, count: placeCount)
    entries = Array(repeating: nil, count: placeCount)
    count = 0
    for place in former.numbers.indices {
      guard let value = former.entries[place].take() else { continue }
      insert(value, former.numbers[place])
    }
  }
}

extension NumberTable: Sendable where Value: Sendable {}
