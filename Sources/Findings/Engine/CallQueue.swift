import Story
import Wire

/// Calls that are over, in the order in which they are told, until what was found at them is certain:
/// only when a device speaks again, perhaps half a minute later, is it known that it did not answer.
struct CallQueue {
  private var calls: [Call] = []

  /// Calls that wait; of more, the first is told with what is known.
  private static let maximumCount = 4096
  /// Seconds of the capture for which a call waits after its end: two intervals of keepalives.
  private static let maximumSeconds: Int64 = 60

  /// Whether the first call is told now, whatever it waits for.
  var isOverfull: Bool { calls.count > Self.maximumCount }

  mutating func append(_ call: consuming Call) {
    calls.append(call)
  }

  /// Takes out the calls that wait for nothing more at a time, up to the first that does.
  mutating func takeFirst(at time: Timestamp?, where isCertain: (Call) -> Bool) -> [Call] {
    if calls.isEmpty { return [] }
    let end = calls.indices.first { place in
      calls.count - place <= Self.maximumCount && !Self.isLate(calls[place], at: time)
        && !isCertain(calls[place])
    }
    let taken = Array(calls[..<(end ?? calls.endIndex)])
    calls.removeFirst(taken.count)
    return taken
  }

  private static func isLate(_ call: Call, at time: Timestamp?) -> Bool {
    guard let time, let passed = (call.end ?? call.last).time.flatMap(time.nanoseconds(since:))
    else {
      return false
    }
    return passed > maximumSeconds * 1_000_000_000
  }
}
