/// Elements in the order of their keys; those of one key in the order in which they came.
///
/// A binary heap: an element whose key is the highest so far costs no move.
struct EarliestFirst<Element> {
  struct Entry {
    let key: Int
    fileprivate let turn: Int
    let element: Element

    fileprivate func comesBefore(_ other: Entry) -> Bool {
      (key, turn) < (other.key, other.turn)
    }
  }

  private var entries: [Entry] = []
  private var turn = 0

  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }
  var first: Entry? { entries.first }

  mutating func insert(_ element: Element, at key: Int) {
    entries.append(Entry(key: key, turn: turn, element: element))
    turn += 1
    rise(from: entries.count - 1)
  }

  mutating func removeFirst() -> Entry? {
    guard let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return last }
    let first = entries[0]
    entries[0] = last
    sink(from: 0)
    return first
  }

  /// Takes out all elements, in no order.
  mutating func takeAll() -> [Entry] {
    defer { entries = [] }
    return entries
  }

  /// Takes out the elements for which `isStale` is true.
  mutating func removeAll(where isStale: (Entry) -> Bool) {
    entries.removeAll(where: isStale)
    for place in stride(from: entries.count / 2 - 1, through: 0, by: -1) { sink(from: place) }
  }

  private mutating func rise(from start: Int) {
    var place = start
    while place > 0 {
      let parent = (place - 1) / 2
      guard entries[place].comesBefore(entries[parent]) else { return }
      entries.swapAt(place, parent)
      place = parent
    }
  }

  private mutating func sink(from start: Int) {
    var place = start
    while true {
      var least = place
      for child in 2 * place + 1...2 * place + 2
      where child < entries.count && entries[child].comesBefore(entries[least]) {
        least = child
      }
      guard least != place else { return }
      entries.swapAt(place, least)
      place = least
    }
  }
}
