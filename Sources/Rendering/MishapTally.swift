import CallAnalysis
import SCCP
import Text
import Wire

/// Counts what went wrong, for a line after the timeline.
struct MishapTally {
  private var counts = [Int](repeating: 0, count: Mishap.allCases.count)
  private var examples = [[FramePlace]](repeating: [], count: Mishap.allCases.count)
  /// The connection and reference of the call that failed last.
  private var failed: (Int, UInt32)?
  /// Connections that one end has closed in order.
  private var closed: Set<Int> = []

  /// Frames that are named of each kind.
  private static let maximumExamples = 3
  /// Closed connections that are remembered.
  private static let maximumClosed = 1 << 16

  /// Takes note of what went wrong by a message; a call fails once, however often that is told.
  mutating func note(_ mishap: Mishap, of record: borrowing Record) {
    if mishap == .callFailed, let reference = record.message.callReference {
      if let failed, failed == (record.stream, reference) { return }
      failed = (record.stream, reference)
    }
    note(mishap, at: record.stamp.place)
  }

  private mutating func note(_ mishap: Mishap, at place: FramePlace) {
    let kind = mishap.rawValue
    counts[kind] += 1
    if examples[kind].count < Self.maximumExamples { examples[kind].append(place) }
  }

  /// Takes note of what happens to a connection; returns what went wrong.
  ///
  /// A reset after one end has closed the connection is how some systems end it.
  mutating func note(_ event: ConnectionEvent) -> Mishap? {
    if event.kind == .closed, let stream = event.stream {
      if closed.count >= Self.maximumClosed { closed.removeAll() }
      closed.insert(stream)
    }
    guard let mishap = event.mishap else { return nil }
    if mishap == .connectionReset, let stream = event.stream, closed.contains(stream) { return nil }
    note(mishap, at: event.stamp.place)
    return mishap
  }

  /// What went wrong, with the first frames that show it; nil where nothing did.
  func sentence(naming fileNames: [String]) -> String? {
    let parts = Mishap.allCases.compactMap { mishap -> String? in
      let count = counts[mishap.rawValue]
      guard count > 0 else { return nil }
      let places = examples[mishap.rawValue]
      let others = count > places.count ? ", …" : ""
      return count.counted(mishap.noun) + " \(mishap.verdict)"
        + " (\(count == 1 ? "frame" : "frames") \(words(for: places, fileNames))\(others))"
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Numbers of frames, each run of one file with its name where there are several files.
  private func words(for places: [FramePlace], _ fileNames: [String]) -> String {
    var words = ""
    for (index, place) in places.enumerated() {
      words += "\(index > 0 ? ", " : "")\(place.number)"
      let isLast = index + 1 == places.count || places[index + 1].file != place.file
      if isLast, fileNames.count > 1, fileNames.indices.contains(place.file) {
        words += " of \(fileNames[place.file])"
      }
    }
    return words
  }
}

extension Mishap {
  fileprivate var noun: String {
    switch self {
    case .registrationRefused: "registration"
    case .callFailed: "call"
    case .mediaRefused: "media channel"
    case .connectionRefused, .connectionReset: "connection"
    }
  }

  fileprivate var verdict: String {
    switch self {
    case .registrationRefused, .mediaRefused, .connectionRefused: "refused"
    case .callFailed: "failed"
    case .connectionReset: "reset"
    }
  }
}
