import Findings
import Rendering
import Story
import Wire

/// Readings for the calls of captures, before their messages are read again.
extension Pipeline {
  /// Reads the captures for the calls that a selection names.
  ///
  /// `keepingCalls` keeps the calls themselves, up to ``ChosenCalls/maximumCalls``; `countingMedia`
  /// gives their streams the figures of their packets.
  package func chooseCalls(
    _ selection: StorySelection, keepingCalls: Bool = true, countingMedia: Bool = false
  ) throws -> ChosenCalls {
    if let name = captures.unrepeatable {
      throw RepeatedReadingError(
        reason: "calls by number or party are known when the capture is over", name: name)
    }
    let collector = CallCollector(selection, keepsCalls: keepingCalls)
    _ = try run(
      output: DirectOutput(takesMedia: countingMedia, StoryListener(collector)),
      RunOptions(selection: Selection(), isQuiet: true))
    return collector.chosen
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
    let chosen = try chooseCalls(selection.subjects, keepingCalls: false)
    return StoryGuide(chosen, isSelecting: true, telling: nil, namesParties: namingParties)
  }

  /// What follows the story of a run that tells it; where messages name their calls, captures that
  /// can be read twice are.
  func storyGuide(namingCalls: Bool, namingParties: Bool = false) throws -> StoryGuide {
    let subjects = selection.subjects
    let isSelecting = subjects.needsCalls
    let isReadTwice = isSelecting || namingCalls && captures.unrepeatable == nil
    let chosen = try isReadTwice ? chooseCalls(subjects, keepingCalls: false) : nil
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
