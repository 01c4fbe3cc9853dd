/// Elements in the order of their keys; those of one key in the order in which they came.
///
/// A binary heap: an element whose key is the highest so far costs no move. The heap is of places,
/// which are small and plain data; elements stay where they were put until they are taken out.
struct EarliestFirst<Element> {
  struct Entry {
    let key: Int
    let element: Element
  }

  /// Where an element is, and what decides when it comes.
  private struct Place {
    let key: Int
    let turn: Int
    let index: Int

    @inline(__always)
    func comesBefore(_ other: Place) -> Bool {
      key != other.key ? key < other.key : turn < other.turn
    }
  }

  private var heap: [Place] = []
  /// Nil where an element was taken out.
  private var elements: [Element?] = []
  /// Indices of elements that were taken out.
  private var free: [Int] = []
  private var turn = 0

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  /// The key of the first element.
  var firstKey: Int? { heap.first?.key }
  var first: Entry? { heap.first.flatMap(entry) }

  mutating func insert(_ element: Element, at key: Int) {
    let index = free.popLast() ?? elements.count
    if index < elements.count {
      elements[index] = element
    } else {
      elements.append(element)
    }
    heap.append(Place(key: key, turn: turn, index: index))
    turn += 1
    rise(from: heap.count - 1)
  }

  mutating func removeFirst() -> Entry? {
    guard let last = heap.popLast() else { return nil }
    let first = heap.first ?? last
    if !heap.isEmpty {
      heap[0] = last
      sink(from: 0)
    }
    free.append(first.index)
    guard let element = elements[first.index].take() else { return nil }
    return Entry(key: first.key, element: element)
  }

  /// Takes out all elements, in no order.
  mutating func takeAll() -> [Entry] {
    defer { self = EarliestFirst() }
    return heap.compactMap(entry)
  }

  /// Takes out the elements for which `isStale` is true.
  mutating func removeAll(where isStale: (Entry) -> Bool) {
    let kept = heap.filter { place in
      guard let entry = entry(place) else { return false }
      return !isStale(entry)
    }
    let former = elements
    elements.removeAll()
    free.removeAll()
    heap.removeAll()
    for place in kept {
      heap.append(Place(key: place.key, turn: place.turn, index: elements.count))
      elements.append(former[place.index])
    }
    for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(from: place) }
  }

  private func entry(_ place: Place) -> Entry? {
    elements[place.index].map { Entry(key: place.key, element: $0) }
  }

  private mutating func rise(from start: Int) {
    var heap = heap.mutableSpan
    let risen = heap[start]
    var place = start
    while place > 0 {
      let parent = (place - 1) / 2
      guard risen.comesBefore(heap[parent]) else { break }
      heap[place] = heap[parent]
      place = parent
    }
    heap[place] = risen
  }

  private mutating func sink(from start: Int) {
    var heap = heap.mutableSpan
    let sunk = heap[start]
    var place = start
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].comesBefore(heap[child]) { child += 1 }
      guard heap[child].comesBefore(sunk) else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = sunk
  }
}
