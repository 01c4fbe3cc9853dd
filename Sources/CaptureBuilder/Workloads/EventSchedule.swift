/// Who acts next: a binary heap of times.
struct EventSchedule: Sendable {
  /// When somebody acts; of two at the same time, the one with the lower number is first.
  struct Event: Comparable, Sendable {
    let time: Int
    let actor: Int

    static func < (left: Event, right: Event) -> Bool {
      (left.time, left.actor) < (right.time, right.actor)
    }
  }

  private var events: [Event] = []

  /// The next event; nil where nobody acts any more.
  var first: Event? { events.first }

  mutating func insert(_ event: Event) {
    events.append(event)
    var place = events.count - 1
    while place > 0, events[place] < events[(place - 1) / 2] {
      events.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Puts the first event off, or takes it out where `time` is nil.
  mutating func replaceFirst(time: Int?) {
    guard let first = events.first, let last = events.last else { return }
    if let time {
      events[0] = Event(time: time, actor: first.actor)
    } else {
      events[0] = last
      events.removeLast()
    }
    var place = 0
    while true {
      let (left, right) = (2 * place + 1, 2 * place + 2)
      var least = place
      if left < events.count, events[left] < events[least] { least = left }
      if right < events.count, events[right] < events[least] { least = right }
      if least == place { return }
      events.swapAt(place, least)
      place = least
    }
  }
}
