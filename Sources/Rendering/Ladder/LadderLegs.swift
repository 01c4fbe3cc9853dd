import CallAnalysis
import Story

/// The legs that messages belong to, for a ladder of whole calls.
struct LadderLegs: Sendable {
  private struct Entry {
    let number: Int
    var reference: UInt32?
    var isOver = false
  }

  /// By the number of the connection, the newest last.
  private var entries: [Int: [Entry]] = [:]
  /// The numbers of calls, by those of their legs.
  private var calls: [Int: Int] = [:]

  /// Legs of a connection that are remembered, those that are over among them: statistics come
  /// after the end.
  private static let maximumEntries = 64
  /// Legs whose calls are remembered.
  private static let maximumCalls = 1 << 20

  /// Takes note of a leg.
  mutating func hear(_ leg: Leg, _ change: LegChange) {
    var known = entries[leg.link.stream] ?? []
    if let place = known.firstIndex(where: { $0.number == leg.number }) {
      known[place].reference = leg.reference
      if change == .over { known[place].isOver = true }
    } else {
      if known.count >= Self.maximumEntries { known.removeFirst() }
      known.append(Entry(number: leg.number, reference: leg.reference, isOver: change == .over))
    }
    entries[leg.link.stream] = known
  }

  /// Takes note of a call that is over.
  mutating func hear(_ call: Call) {
    for leg in call.legs where calls.count < Self.maximumCalls { calls[leg.number] = call.number }
  }

  /// The leg that a message belongs to: the one with its call reference, or for a message about
  /// calls without a reference the only one that is open.
  func leg(of stream: Int, reference: UInt32?, _ topic: LadderTopic) -> Int? {
    guard let known = entries[stream] else { return nil }
    if let reference {
      return known.last { $0.reference == reference }?.number
    }
    guard topic == .call || topic == .media else { return nil }
    let open = known.filter { !$0.isOver }
    if open.count == 1 { return open[0].number }
    return open.isEmpty && topic == .media ? known.last?.number : nil
  }

  /// The number of a leg's call; nil until that is over.
  func call(of leg: Int?) -> Int? { leg.flatMap { calls[$0] } }
}
