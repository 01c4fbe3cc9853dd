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

  /// Has `census` note what there is to replace, and `found` on which connections; returns what is
  /// left to say when that is done.
  func note(_ found: SCCPConnections, with census: MessageRedactor) throws -> Outcome {
    let outcome = try run(
      output: DirectOutput(tellsTLS: true, found),
      RunOptions(selection: Selection(), showsSecrets: true, rewriter: census, isQuiet: true))
    found.hasFragments = outcome.hasFragments
    return outcome
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

  /// Proves redacted messages and hands them to a queue; with `keepsUnknown` what is no message stays.
  func redact(
    with redactor: MessageRedactor, _ proof: MessageProof, into queue: BatchQueue<RedactedBatch>,
    keepsUnknown: Bool
  ) {
    let messages = RedactedMessages(queue, redactor, proof, keepsUnknown: keepsUnknown)
    do {
      _ = try run(
        output: DirectOutput(messages),
        RunOptions(selection: Selection(), rewriter: redactor, isQuiet: true, learns: false))
    } catch {
      messages.finish()
    }
  }
}
