import CallAnalysis
import NetworkLayers
import PcapngReader
import Rendering
import Story
import Text
import Wire

/// Packets that are announced at a time: what they need is there when their turn comes, and not yet
/// replaced by something else.
private let announcedCount = 8

/// Takes the packets of one run.
struct Run<Output: BatchOutput & ~Copyable>: ~Copyable {
  private let captures: CaptureSet
  private let progress: Progress
  private var dissector: Dissector
  private let outlet: RecordOutlet<Output>
  private var writer: RecordWriter
  private var outcome: Outcome
  private let guide: StoryGuide?
  private let isQuiet: Bool
  /// Tells once a second of the capture what time it is, also where no records come.
  private var clock = SecondClock()
  private let hidesComments: Bool
  /// Whether outputs show other addresses than packets have.
  private let changesAddresses: Bool
  private var alike = AlikeFailures()

  init(
    captures: CaptureSet, dissector: consuming Dissector, output: consuming Output,
    selection: Selection, guide: StoryGuide?, progress: Progress, isQuiet: Bool,
    hidesComments: Bool, showsConnections: Bool = false
  ) {
    self.guide = guide
    self.isQuiet = isQuiet
    self.hidesComments = hidesComments
    self.captures = captures
    self.progress = progress
    changesAddresses = dissector.changesAddresses
    self.dissector = dissector
    let outlet = RecordOutlet(
      output, BatchSelector(selection, guide, showsConnections: showsConnections))
    self.outlet = outlet
    writer = RecordWriter { outlet.take(&$0) }
    outcome = Outcome(remarks: captures.remarks)
  }

  /// Dissects all batches of a queue, and renders what was held back.
  consuming func finish(_ packets: BatchQueue<PacketBatch>) -> Outcome {
    while true {
      var batch = packets.nextFull()
      take(batch)
      let isLast = batch.isLast
      packets.putBack(&batch)
      if isLast { break }
    }
    progress.end()
    return finish()
  }

  /// Dissects a batch, and says in its place what else it brings.
  private mutating func take(_ batch: PacketBatch) {
    if let start = batch.firstTime { writer.append(.beginning(start)) }
    var (noted, toldRuns) = (0, 0)
    for index in batch.entries.indices {
      while toldRuns < batch.media.count, batch.mediaPlaces[toldRuns] <= index {
        append(batch.media[toldRuns])
        toldRuns += 1
      }
      while noted < batch.notes.count, batch.notes[noted].before <= index {
        take(batch.notes[noted].note)
        noted += 1
      }
      if index % announcedCount == 0, dissector.asksAhead() {
        announce(batch, from: index + 2 * announcedCount)
      }
      let packet = batch.entries[index]
      dissector.passOver(packet.passedOver)
      dissector.accept(
        batch.bytes.span.extracting(packet.bytes), linkType: packet.linkType, at: packet.stamp,
        into: &writer)
      if clock.goes(to: packet.stamp.time), !dissector.holdsBack, let time = packet.stamp.time {
        writer.append(.clock(time))
      }
    }
    for run in toldRuns..<batch.media.count { append(batch.media[run]) }
    for (_, note) in batch.notes[noted...] { take(note) }
    dissector.passOver(batch.passedOverCount)
    if batch.isLast {
      outcome.lastTime = batch.lastTime
      outcome.isEarly = batch.isEarly
      if let clock = batch.clock { outcome.note(clock, captures) }
    }
    progress.note(messages: outlet.messageCount)
    if batch.isFlush {
      writer.passOn()
      outlet.output.flush()
    }
  }

  /// Announces packets, and has asked for what those need that were announced before them: it is there
  /// when their turn comes.
  @inline(never)  // Few captures have so many connections.
  private mutating func announce(_ batch: PacketBatch, from first: Int) {
    dissector.askForAnnounced()
    let end = min(first + announcedCount, batch.entries.count)
    var index = first
    while index < end {
      let packet = batch.entries[index]
      dissector.announce(batch.bytes.span.extracting(packet.bytes), linkType: packet.linkType)
      index += 1
    }
  }

  /// Passes on RTP packets, between ends as outputs show them.
  private mutating func append(_ run: borrowing RTPRun) {
    guard changesAddresses else { return writer.append(run) }
    let shown = run.sources.indices.map { dissector.shown(run.sources[$0]) }
    writer.append(RTPRun(sources: shown.span, packets: run.packets))
  }

  private mutating func take(_ note: PacketBatch.Note) {
    switch note {
    case .comments where hidesComments: break
    case .comments(let comments, let stamp): writer.append(.comments(comments, of: stamp.place))
    case .remark(let remark): outcome.note(remark, named: captures.name(of: remark.file))
    case .failure(let failure):
      if failure.error.isInCapture { outcome.hasBegun = true }
      let fact = "\(failure)"
      let problem = "\(captures.name(of: failure.file)): \(fact)"
      if alike.tells(fact) { fail(problem) } else { outcome.failures.append(problem) }
    }
  }

  /// Says what cannot be read, after all that was printed before.
  mutating func fail(_ problem: String) {
    writer.passOn()
    outlet.output.settle()
    progress.pause()
    outcome.failures.append(problem)
    if !isQuiet { StandardStreams.report(problem) }
  }

  private consuming func finish() -> Outcome {
    dissector.finish(into: &writer)
    writer.passOn()
    if !isQuiet, case let sentences = alike.sentences, !sentences.isEmpty {
      outlet.output.settle()
      for sentence in sentences { StandardStreams.report(sentence) }
    }
    outcome.note(dissector)
    if outcome.hasReadNothing {
      outlet.output.abandon()
      return outcome
    }
    let conclusion = outlet.finish(at: outcome.lastTime)
    outcome.note(conclusion)
    let selector = outlet.selector
    if !selector.selection.isOpen, guide?.missingSentence != nil || selector.misses != nil {
      outcome.selectsNothing = true
    }
    if let sentence = guide?.missingSentence {
      outcome.note(sentence)
    } else if let misses = selector.misses {
      outcome.note(misses, selector.selection)
    }
    outcome.silentComments = selector.commented.count
    return outcome
  }
}

/// Failures of many captures for one reason, of which some are told.
private struct AlikeFailures {
  private var counts: [String: Int] = [:]

  /// Captures told of by name for each reason, and reasons that are told apart.
  private static let maximumTold = 8
  private static let maximumReasons = 64

  /// Notes a failure for a reason; whether it is told.
  mutating func tells(_ reason: String) -> Bool {
    guard counts[reason] != nil || counts.count < Self.maximumReasons else { return true }
    counts[reason, default: 0] += 1
    return counts[reason, default: 0] <= Self.maximumTold
  }

  /// How many more there were for each reason.
  var sentences: [String] {
    counts.filter { $0.value > Self.maximumTold }.sorted { $0.key < $1.key }.map { entry in
      "\((entry.value - Self.maximumTold).counted("more capture")): \(entry.key)"
    }
  }
}

/// What the records of a run are written for: a selection, and the output of what it lets through.
private final class RecordOutlet<Output: BatchOutput & ~Copyable> {
  var output: Output
  private(set) var selector: BatchSelector
  /// Messages selected so far.
  private(set) var messageCount = 0
  private var batch = SelectedBatch()

  init(_ output: consuming Output, _ selector: BatchSelector) {
    self.output = output
    self.selector = selector
  }

  /// Has what is selected of a batch taken, and leaves another in its place.
  func take(_ records: inout RecordBatch) {
    swap(&records, &batch.records)
    selector.select(from: &batch)
    messageCount += batch.records.recordCount
    output.take(&batch)
    swap(&records, &batch.records)
  }

  /// The capture is over, with its newest packet at `time`; returns remarks and failures for the end of the run.
  func finish(at time: Timestamp?) -> Conclusion {
    selector.finish(at: time, into: &batch)
    output.take(&batch)
    return output.finish(at: time)
  }
}
