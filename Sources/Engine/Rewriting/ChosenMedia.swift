import Story
import Wire

/// The ends that media go to, and when they do.
struct ChosenMedia {
  /// While packets go to an end.
  private struct Stretch {
    let stream: Int
    let start: Timestamp?
    var end: Timestamp?
  }

  /// Seconds after a stream was closed in which its last packets may come.
  private static let lingering: Int64 = 2

  private var stretches: [Endpoint: [Stretch]] = [:]

  var isEmpty: Bool { stretches.isEmpty }

  /// Takes note of a stream, once its ends are known and again when it is over.
  mutating func note(_ stream: MediaStream) {
    let end = stream.way == .receive ? stream.local : stream.remote
    guard let end, !end.address.isUnspecified, end.port != 0 else { return }
    let stretch = Stretch(
      stream: stream.number, start: stream.ordered.time, end: stream.closed?.time)
    let known = stretches[end, default: []].lastIndex { $0.stream == stream.number }
    if let known {
      stretches[end]?[known] = stretch
    } else {
      stretches[end, default: []].append(stretch)
    }
  }

  /// Whether a datagram belongs to the media: RTP, or RTCP, which goes to the port after it.
  func contains(from source: Endpoint, to destination: Endpoint, at time: Timestamp?) -> Bool {
    isTaken(destination, time) || isTaken(destination.before, time)
  }

  private func isTaken(_ end: Endpoint, _ time: Timestamp?) -> Bool {
    guard let known = stretches[end] else { return false }
    guard let time else { return true }
    return known.contains { stretch in
      if let start = stretch.start, time < start { return false }
      guard let end = stretch.end else { return true }
      return time.seconds <= end.seconds.addingReportingOverflow(Self.lingering).partialValue
    }
  }
}

extension Endpoint {
  /// The port before this one.
  fileprivate var before: Endpoint { Endpoint(address: address, port: port &- 1) }
}
