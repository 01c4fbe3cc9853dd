import Findings
import Redaction
import Rendering
import Story

/// Readings of captures for what is written of them.
///
/// What cannot be read is told by those who copy the packets.
extension Pipeline {
  /// Whether no message is left out.
  var selectsEverything: Bool { selection.isOpen && filter == nil }

  /// Gives the selected messages to what chooses packets; returns what is left to say when that is
  /// done.
  func choose(_ chosen: ChosenPackets) throws -> Outcome {
    let guide = try callGuide()
    let outcome =
      try chosen.takesStreams
      ? run(
        output: DirectOutput(tellsTLS: chosen.takesTLS, StoryListener(chosen)),
        RunOptions(guide: guide, isQuiet: true, showsConnections: true))
      : run(
        output: DirectOutput(tellsTLS: chosen.takesTLS, chosen),
        RunOptions(guide: guide, isQuiet: true, showsConnections: true))
    chosen.hasFragments = outcome.hasFragments
    return outcome
  }

  /// Reads the captures for what there is to replace; returns that, and what is left to say when that is
  /// done.
  func takeCensus(
    _ profile: RedactionProfile, _ key: RedactionKey, keepsVendors: Bool
  ) throws -> (Census?, Outcome) {
    let result = Handover<Census>()
    let outcome = try run(
      output: BesideOutput(tellsTLS: true) {
        CensusTaker(profile, key, keepsVendors: keepsVendors, for: result)
      },
      RunOptions(selection: Selection(), showsSecrets: true, isQuiet: true, learns: false))
    return (result.take(), outcome)
  }

  /// Has notes taken of what there is to say at each frame; returns what is left to say when that is
  /// done. What is wrong is only known where nothing is left out.
  func annotate(_ notes: FrameNotes) throws -> Outcome {
    guard selectsEverything else {
      return try run(
        output: Output { StoryListener(NoteRenderer(notes)) },
        RunOptions(guide: try callGuide(), isQuiet: true, showsConnections: true))
    }
    return try run(
      output: Output(takesMedia: true, tellsTransport: true) {
        StoryListener(DiagnosisListener(NoteRenderer(notes), Diagnoser()))
      }, RunOptions(isQuiet: true))
  }

  /// Redacts messages as `table` says, proves them and hands them to a queue.
  func redact(
    _ profile: RedactionProfile, _ table: Pseudonyms.Table, into queue: BatchQueue<RedactedBatch>
  ) {
    do {
      _ = try run(
        output: BesideOutput { RedactedMessages(queue, profile, Pseudonyms(table)) },
        RunOptions(
          selection: Selection(), isQuiet: true, learns: false, tellsHeaders: true))
    } catch {
      var last = queue.nextFree()
      last.isLast = true
      queue.put(&last)
    }
  }
}
