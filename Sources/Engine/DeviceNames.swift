import CallAnalysis
import Story

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

/// Shows nothing.
struct SilentListener: Listener {}
