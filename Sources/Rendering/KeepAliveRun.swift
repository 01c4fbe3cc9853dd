import CallAnalysis
import SCCP
import Wire

/// Keepalives that nothing else interrupted, folded into one line a connection.
struct KeepAliveRuns: Sendable {
  /// The keepalives of one connection.
  struct Run: Sendable {
    let stream: Int
    let deviceName: String?
    let first: FrameStamp
    var last: FrameStamp
    var lastRequest: FrameStamp?
    var firstRequest: FrameStamp?
    var requestCount = 0
    var answerCount = 0
    /// The frame of the request that an answer is to, where something else came between the two.
    var earlierRequest: Int?
    /// Nanoseconds that the slowest answer took.
    var slowest: Int64 = 0
  }

  /// In the order of their first frames.
  private(set) var runs: [Run] = []

  /// Connections whose runs are folded at a time; a capture with more shows them in parts.
  static let maximumRuns = 4096

  var isEmpty: Bool { runs.isEmpty }
  var isFull: Bool { runs.count >= Self.maximumRuns }

  mutating func append(_ record: borrowing Record) {
    let stream = record.stream
    let index = runs.lastIndex { $0.stream == stream }
    var run =
      index.map { runs[$0] }
      ?? Run(
        stream: stream, deviceName: record.deviceName, first: record.stamp,
        last: record.stamp)
    run.last = record.stamp
    if record.message.header.identifier == 0 {
      run.requestCount += 1
      run.firstRequest = run.firstRequest ?? record.stamp
      run.lastRequest = record.stamp
    } else {
      if run.requestCount == 0 { run.earlierRequest = record.answers?.number ?? run.earlierRequest }
      run.answerCount += 1
      run.slowest = max(run.slowest, record.responseTime ?? 0)
    }
    if let index { runs[index] = run } else { runs.append(run) }
  }

  mutating func removeAll() {
    if !runs.isEmpty { runs.removeAll(keepingCapacity: true) }
  }
}

extension KeepAliveRuns.Run {
  /// Nanoseconds between two keepalives, on average; nil for fewer than two.
  var interval: Int64? {
    guard requestCount > 1, let start = firstRequest?.time, let end = lastRequest?.time else {
      return nil
    }
    return end.nanoseconds(since: start) / Int64(requestCount - 1)
  }
}
