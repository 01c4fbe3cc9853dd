import CallAnalysis
import Findings
import Rendering
import Story
import Wire

/// Readings for the calls of captures, before their messages are read again.
extension Pipeline {
  /// Reads the captures for the calls that a selection names, as far as these may come.
  func chooseCalls(_ selection: StorySelection) throws -> ChosenCalls {
    if let name = captures.unrepeatable {
      throw RepeatedReadingError(
        reason: "calls by number or party are known when the capture is over", name: name)
    }
    let stop = ReadingStop()
    let result = Handover<ChosenCalls>()
    let listener = { @Sendable in
      StoryListener(CallCollector(selection, stop, for: result), followsDevices: false)
    }
    let options = RunOptions(selection: Selection(), isQuiet: true, stop: stop)
    // One of several readings at a time has no more threads than it needs.
    let outcome =
      try kept == nil
      ? run(output: BesideOutput(listener: listener), options)
      : run(output: DirectOutput(listener()), options)
    var chosen = result.take() ?? ChosenCalls(selection)
    // What was found by content may be known only long after its calls.
    if outcome.totals.foundConnections > 0 { chosen.forgetTimes() }
    return chosen
  }

  /// Reads the captures for what is wrong with what is selected, in the order of the frames.
  func findFindings() throws -> [Finding] {
    if let name = captures.unrepeatable {
      throw RepeatedReadingError(
        reason: "findings are known when the capture is over", name: name)
    }
    let outcome = try diagnose(
      FindingSelection(), settings: FindingSettings(), selecting: selection.subjects, isQuiet: true)
    return outcome.diagnosis.findings
      .filter { selection.frames?.contains($0.first.number) != false }
      .sorted { $0.first.place < $1.first.place }
  }

  /// What follows the calls of a run that selects by them; nil where it does not.
  func callGuide(namingParties: Bool = false) throws -> StoryGuide? {
    guard selection.subjects.needsCalls else { return nil }
    let chosen = try chooseCalls(selection.subjects)
    return StoryGuide(chosen, isSelecting: true, telling: nil, namesParties: namingParties)
  }

  /// What follows the story of a run that tells it; where messages name their calls, captures that
  /// can be read twice are.
  func storyGuide(namingCalls: Bool, namingParties: Bool = false) throws -> StoryGuide {
    let subjects = selection.subjects
    let isSelecting = subjects.needsCalls
    let isReadTwice = isSelecting || namingCalls && captures.unrepeatable == nil
    let chosen = try isReadTwice ? chooseCalls(subjects) : nil
    return StoryGuide(
      chosen, isSelecting: isSelecting, telling: subjects, namesParties: namingParties)
  }
}

/// Something needs another reading of what can be read only once.
package struct RepeatedReadingError: Error, CustomStringConvertible {
  /// Why it is needed.
  let reason: String
  let name: String

  package var description: String {
    "\(reason), and \(name) can be read only once: save it to a file first"
  }
}
