import CallAnalysis

/// The names that the devices of captures register with.
package enum DeviceNames {
  /// The names in the captures that arguments stand for, sorted; none where these cannot be read.
  ///
  /// Standard input is left alone: who asks may want to read it later.
  package static func of(_ arguments: [String]) -> [String] {
    let captures = CaptureSet(arguments.filter { $0 != "-" })
    guard !captures.paths.isEmpty, let outcome = try? Pipeline(captures).count() else { return [] }
    return outcome.totals.deviceNames.sorted()
  }
}

/// Counts messages and shows none.
struct CountingOutput: RunOutput {
  private(set) var messageCount = 0
  let takesMedia: Bool
  /// Whoever asks for media makes a story of it, with findings.
  var tellsTransport: Bool { takesMedia }
  private var spare = Record()

  init(takesMedia: Bool = false) {
    self.takesMedia = takesMedia
  }

  mutating func receive(filledBy fill: (inout Record) -> Bool) {
    if fill(&spare) { messageCount += 1 }
  }

  mutating func receive(_ record: inout Record) { messageCount += 1 }

  mutating func receive(_ event: ConnectionEvent) {}
}
