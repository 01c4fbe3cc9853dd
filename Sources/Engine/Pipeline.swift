import CallAnalysis
package import Findings
package import NetworkLayers
import PcapngReader
package import Rendering
import SCCP
import Story
package import Text

/// Reads captures as one, dissects them and gives what is in them to an output.
package struct Pipeline: Sendable {
  package private(set) var captures: CaptureSet
  let filter: String?
  let selection: Selection
  private let options: Dissector.Options
  /// What outputs show in the place of names and addresses; nil where they show these.
  var redaction: ShownRedaction?
  /// Where lists are kept of captures whose turn it is not, which are read in silence; nil where they are
  /// printed.
  private(set) var kept: KeptText?

  /// Names the captures, and what is wanted of them.
  ///
  /// `filter` is a BPF expression. Without `ports` servers listen on port 2000. `encoding` is that of
  /// texts that are not UTF-8; without it they are Latin-1. With `shard`, only its connections
  /// are looked at.
  package init(
    _ captures: CaptureSet, filter: String? = nil, ports: [UInt16] = [],
    encoding: TextEncoding? = nil, shard: Shard? = nil, selection: Selection = Selection()
  ) {
    self.captures = captures
    self.filter = filter
    self.selection = selection
    var options = Dissector.Options()
    options.encoding = encoding
    if !ports.isEmpty { options.serverPorts = ports }
    options.shard = shard?.withServers(on: options.trackedPorts)
    self.options = options
  }

  /// The same pipeline for one capture alone; `kept` is where lists of it are kept.
  func reading(only path: String, into kept: KeptText? = nil) -> Pipeline {
    var pipeline = self
    pipeline.captures = CaptureSet([path])
    pipeline.kept = kept
    return pipeline
  }

  /// A pipeline with the same options for another capture, without a selection.
  func reading(_ path: String) -> Pipeline {
    Pipeline(
      CaptureSet([path]), ports: options.serverPorts, encoding: options.encoding)
  }

  /// Prints the timeline; returns what is left to say when that is done.
  ///
  /// With `story`, messages name their calls and the other party, and what became of a call comes
  /// when it is complete; with `findings`, what is wrong stands at its frame.
  package func printTimeline(
    _ options: TimelineOptions, story: Bool = false, findings: Bool = false
  ) throws -> Outcome {
    var shown = options
    shown.keepAliveAnswers = selection.keepAliveAnswers
    if findings { shown.findings = try findFindings() }
    let guide =
      try story
      ? storyGuide(namingCalls: true, namingParties: true) : callGuide(namingParties: true)
    return try run(
      output: Output(takesMedia: story) { [shown] in TimelineRenderer(shown) },
      RunOptions(
        guide: guide,
        showsSecrets: options.showsSecrets, mayEndEarly: !findings, showsConnections: true))
  }

  /// Prints a line a message; returns what is left to say when that is done.
  package func printLines(_ options: TimelineOptions) throws -> Outcome {
    try run(
      output: Output { OnelineRenderer(options) },
      RunOptions(
        guide: callGuide(), mayEndEarly: true,
        showsConnections: true))
  }

  /// Prints JSON Lines, with the names of files where there are several; returns what is left to say
  /// when that is done.
  ///
  /// With `story`, messages name their calls, and devices, calls and streams come when they are
  /// complete, with a summary after them.
  package func printJSON(
    _ options: JSONLinesRenderer.Options, story: Bool = false
  ) throws -> Outcome {
    var options = options
    if captures.paths.count > 1 { options.fileNames = captures.paths.map(FileName.shown) }
    let guide = try story ? storyGuide(namingCalls: true) : callGuide()
    let outcome = try run(
      output: Output(takesMedia: story, tellsTransport: story) { [options] in
        JSONLinesRenderer(options)
      },
      RunOptions(
        guide: guide,
        showsSecrets: options.showsSecrets, mayEndEarly: true))
    if story, let guide, !outcome.hasReadNothing {
      var text = TextBuffer()
      summary(guide, outcome).appendJSON(ListContext(fileNames: options.fileNames), to: &text)
      text.append("\n")
      StandardStreams.writeResult(text)
    }
    return outcome
  }

  /// Draws the ladder, into a file where one is named; returns what is left to say when that is done.
  package func drawLadder(
    _ form: LadderRenderer.Form, _ options: LadderOptions, _ rules: FindingSelection,
    settings: FindingSettings, selecting selection: StorySelection = StorySelection(),
    into file: String? = nil
  ) throws -> Outcome {
    let isFiltered = filter != nil
    return try run(
      output: Output(takesMedia: true, tellsTransport: true, into: file) {
        StoryListener(
          DiagnosisListener(
            SelectionWitness(
              selection, LadderRenderer(form, options, LadderSelection(selection)),
              isFiltered: isFiltered),
            Diagnoser(rules, settings: settings)))
      })
  }

  /// Finds what is wrong; that is the outcome's diagnosis.
  package func diagnose(
    _ rules: FindingSelection, settings: FindingSettings,
    selecting selection: StorySelection = StorySelection(), isQuiet: Bool = false
  ) throws -> Outcome {
    try run(
      output: Output(takesMedia: true, tellsTransport: true) {
        StoryListener(
          DiagnosisListener(
            SelectionWitness(
              selection, FindingCollector(), selectingFindings: true),
            Diagnoser(rules, settings: settings)))
      }, RunOptions(selection: Selection(), isQuiet: isQuiet))
  }

  /// Makes the page, into a file where one is named; returns what is left to say when that is done.
  package func makePage(
    _ options: PageOptions, _ rules: FindingSelection, settings: FindingSettings,
    selecting selection: StorySelection = StorySelection(), into file: String? = nil
  ) throws -> Outcome {
    let isFiltered = filter != nil
    return try run(
      output: Output(takesMedia: true, tellsTransport: true, into: file, isDocument: true) {
        StoryListener(
          DiagnosisListener(
            SelectionWitness(
              selection,
              PageRenderer(options, LadderSelection(selection)) { event, start in
                switch event {
                case .call(let call): selection.selects(call, inCaptureFrom: start)
                case .device(let device): selection.selects(device, inCaptureFrom: start)
                default: true
                }
              }, selectingFindings: true, isFiltered: isFiltered),
            Diagnoser(rules, settings: settings)))
      })
  }

  /// Gives all messages, and what else it asks for, to a check; returns what is left to say when that
  /// is done. A quiet run tells nothing that another one tells; one aside is one of several at a time.
  package func run(
    _ check: CaptureCheck, isQuiet: Bool = false, isAside: Bool = false
  ) throws -> Outcome {
    if check.asksForFindings {
      return try run(
        output: DirectOutput(
          takesMedia: true, tellsTransport: true,
          StoryListener(DiagnosisListener(check, Diagnoser()))),
        RunOptions(isQuiet: isQuiet, isAside: isAside))
    }
    if check.asksForCalls {
      return try run(
        output: DirectOutput(takesMedia: true, StoryListener(check)),
        RunOptions(isQuiet: isQuiet, isAside: isAside))
    }
    return try run(output: DirectOutput(check), RunOptions(isQuiet: isQuiet, isAside: isAside))
  }

  /// Reads all captures to know what is in them; returns what is left to say when that is done.
  func count() throws -> Outcome {
    try run(output: DirectOutput(SilentListener()))
  }

  /// Reads all captures and gives what is in them; returns what is left to say when that is done.
  ///
  /// One thread reads, this one dissects, and where the output is rendered that is done on a third.
  func run(
    output: consuming some BatchOutput & ~Copyable, _ asked: RunOptions = RunOptions()
  ) throws -> Outcome {
    var options = options
    // What is piped in may be watched: it is printed as it comes.
    options.looksAhead = captures.areFiles
    options.showsSecrets = asked.showsSecrets
    options.tellsTransport = output.tellsTransport
    options.tellsTLS = output.tellsTLS
    options.learns = asked.learns
    options.tellsHeaders = asked.tellsHeaders
    let takesMedia = output.takesMedia
    let selected = asked.selection ?? selection
    let filter = try CaptureFilter(filter)
    let isAside = asked.isAside || kept != nil
    let progress = Progress(captures.paths, mayShow: !isAside)
    let end =
      asked.stop.map { ReadingEnd($0) }
      ?? (asked.mayEndEarly
        ? ReadingEnd(selected, asked.guide, fileCount: captures.paths.count) : nil)
    var run = Run(
      captures: captures,
      dissector: Dissector(options, rewriter: asked.rewriter ?? redaction?.rewriter()),
      output: output, selection: selected, guide: asked.guide, progress: progress,
      isQuiet: asked.isQuiet || kept != nil,
      hidesComments: redaction?.hidesComments ?? false, showsConnections: asked.showsConnections)
    for problem in captures.problems { run.fail(problem) }
    let packets = try PacketFeed.start(
      captures, filter, progress, takesMedia: takesMedia, of: options.shard,
      to: end, isNeeded: !isAside)
    if !isAside {
      Interruption.watch {
        var last = PacketBatch()
        last.isLast = true
        packets.put(&last)
      }
    }
    var outcome = run.finish(packets)
    if asked.mayEndEarly, outcome.isEarly, outcome.selectsNothing {
      // What there is to be selected instead, the whole of the captures says.
      let failures = outcome.failures
      outcome = try self.run(
        output: DirectOutput(SilentListener()),
        RunOptions(
          selection: asked.selection, guide: asked.guide?.again(), isQuiet: true,
          showsConnections: asked.showsConnections))
      outcome.failures = failures
      return outcome
    }
    if self.filter != nil, outcome.totals.messages == 0 { outcome.selectsNothing = true }
    outcome.note(filter)
    if !isAside {
      Interruption.endWhereRequested(
        "interrupted after \(outcome.totals.messages.counted("message"))")
    }
    return outcome
  }
}
