import CallAnalysis
import Wire

/// The keepalives of all connections, folded: a run ends with something else on its own connection,
/// with a pause, and where something else becomes of a keepalive than of those before it.
struct KeepAliveTracks: Sendable {
  private let answers: KeepAliveAnswers
  /// By the number of the connection.
  private var tracks: [Int: KeepAliveTrack] = [:]
  /// By the last digits of a connection's number, the one that may have a run: asked for each
  /// message.
  private var running = [Int](repeating: nobody, count: filterSize)
  /// Runs that are over and not told yet.
  private(set) var finished: [KeepAliveRun] = []

  /// Connections with keepalives that are remembered; of more, all runs are told and begin anew.
  static let maximumTracks = 1 << 15
  private static let filterSize = 1 << 12
  /// In the place of a connection: none, and any whose number ends so.
  private static let (nobody, anybody) = (-1, -2)

  init(seeing answers: KeepAliveAnswers = .all) {
    self.answers = answers
  }

  /// Takes a keepalive or its answer that need not be shown by itself.
  mutating func append(_ record: borrowing Record) {
    guard let place = place(of: record) else { return }
    if tracks.values[place].take(record, into: &finished) {
      let slot = record.stream & (Self.filterSize - 1)
      let isAlone = running[slot] == Self.nobody || running[slot] == record.stream
      running[slot] = isAlone ? record.stream : Self.anybody
    }
  }

  /// Takes note of a keepalive or its answer that is shown by itself.
  mutating func pass(_ record: borrowing Record) {
    guard let place = place(of: record) else { return }
    tracks.values[place].pass(record, into: &finished)
  }

  /// Where the track of a record's connection is, which begins where there is none.
  private mutating func place(
    of record: borrowing Record
  ) -> Dictionary<Int, KeepAliveTrack>.Index? {
    if let place = tracks.index(forKey: record.stream) { return place }
    if tracks.count >= Self.maximumTracks { endAll(at: nil) }
    tracks[record.stream] = KeepAliveTrack(record, seeing: answers)
    return tracks.index(forKey: record.stream)
  }

  /// Ends the run of a connection, where there is one: something else comes on it.
  @inline(__always)  // Once per message.
  mutating func interrupt(_ stream: Int) {
    if running[stream & (Self.filterSize - 1)] != Self.nobody { interruptRun(of: stream) }
  }

  private mutating func interruptRun(of stream: Int) {
    let slot = stream & (Self.filterSize - 1)
    if running[slot] == stream { running[slot] = Self.nobody }
    guard let place = tracks.index(forKey: stream) else { return }
    tracks.values[place].interrupt(into: &finished)
  }

  /// Ends the keepalives of a connection that is over; how many in a row had no answer.
  mutating func end(_ stream: Int) -> Int {
    guard var track = tracks.removeValue(forKey: stream) else { return 0 }
    let count = track.unansweredCount
    track.end(into: &finished)
    return count
  }

  /// Ends all runs, in the order in which they began, because no more comes after a time; nil where
  /// that is not known.
  mutating func endAll(at time: Timestamp?) {
    var runs: [KeepAliveRun] = []
    // A table whose values are looked at while it is changed would be copied.
    let ended = tracks
    tracks = [:]
    for var track in ended.values { track.end(at: time, into: &runs) }
    finished += runs.sorted { ($0.first.place, $0.stream) < ($1.first.place, $1.stream) }
  }

  /// Forgets the runs that were told.
  mutating func removeFinished() {
    finished.removeAll(keepingCapacity: true)
  }
}

/// Which answers to keepalives come to where they are shown.
package enum KeepAliveAnswers: Sendable {
  /// All that the capture has.
  case all
  /// All up to a frame or a time, after which the capture may go on.
  case untilCut
  /// Some requests are shown without their answers.
  case partial
}
