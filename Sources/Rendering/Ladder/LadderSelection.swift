import Story
package import Wire

/// What a ladder shows: what fits every criterion given, by any of its values.
package struct LadderSelection: Sendable {
  /// Whether a device's name is wanted; nil where all are.
  package var wantsDevice: (@Sendable (String) -> Bool)?
  /// Whether the directory number of a call's party is wanted; nil where all are.
  package var wantsNumber: (@Sendable (String) -> Bool)?
  /// Call references.
  package var references: Set<UInt32> = []
  /// Numbers of calls in the list.
  package var numbers: Set<Int> = []
  package var hosts: Set<IPAddress> = []
  /// The bounds of time in a capture that begins at a time; open where nil.
  package var bounds: (@Sendable (Timestamp) -> (since: Timestamp?, until: Timestamp?))?
  private var since: Timestamp?
  private var until: Timestamp?

  package init() {}

  mutating func begin(at start: Timestamp) {
    if let bounds = bounds?(start) { (since, until) = bounds }
  }

  /// Whether the capture may go on after what is wanted.
  var isCut: Bool { until != nil }

  /// Whether only calls are wanted.
  var wantsCalls: Bool { !references.isEmpty || !numbers.isEmpty || wantsNumber != nil }

  /// Whether a call is wanted; always, where calls are not asked for.
  func wants(_ call: Call) -> Bool {
    if !numbers.isEmpty || !references.isEmpty {
      let isNamed =
        numbers.contains(call.number)
        || call.legs.contains { $0.reference.map(references.contains) ?? false }
      guard isNamed else { return false }
    }
    guard let wantsNumber else { return true }
    return [call.from.number, call.to.number, call.dialed].contains { $0.map(wantsNumber) ?? false }
  }

  func wants(_ stamp: FrameStamp) -> Bool {
    if bounds == nil { return true }
    guard let time = stamp.time else { return false }
    return time >= since ?? time && time <= until ?? time
  }

  func wants(_ device: Endpoint, _ server: Endpoint) -> Bool {
    hosts.isEmpty || hosts.contains(device.address) || hosts.contains(server.address)
  }
}
