import CallAnalysis
import NetworkLayers
import PcapngReader
package import Rendering
import Story
package import Wire

/// What takes the records of a run, and is told of what else there is to say in their place.
protocol RunOutput: RecordSink {
  /// Messages taken so far.
  var messageCount: Int { get }
  /// Whether it wants digests of RTP packets.
  var takesMedia: Bool { get }
  /// Takes the digest of an RTP packet.
  mutating func receive(_ digest: RTPDigest)
  /// Takes the comments of the packet whose records come next.
  mutating func receive(_ comments: [String], of stamp: FrameStamp)
  /// Nothing more may come for a while.
  mutating func flush()
  /// Something will be said on standard error that belongs behind everything so far.
  mutating func settle()
  /// The capture begins at `time`.
  mutating func begin(at time: Timestamp)
  /// The capture is over, with its newest packet at `time`; returns what else is to be said.
  mutating func finish(at time: Timestamp?) -> Conclusion
}

extension RunOutput {
  var takesMedia: Bool { false }
  mutating func receive(_ digest: RTPDigest) {}
  mutating func receive(_ comments: [String], of stamp: FrameStamp) {}
  mutating func flush() {}
  mutating func settle() {}
  mutating func begin(at time: Timestamp) {}
  mutating func finish(at time: Timestamp?) -> Conclusion { Conclusion() }
}

/// Reads captures as one, dissects them and gives what is in them to an output.
package struct Pipeline {
  package let captures: CaptureSet
  private let filter: String?
  private let selection: Selection
  private let options: Dissector.Options

  /// Names the captures, and what is wanted of them.
  ///
  /// `filter` is a BPF expression. Without `ports` servers listen on port 2000. `encoding` is that of
  /// texts that are not UTF-8; without it they are Latin-1.
  package init(
    _ captures: CaptureSet, filter: String? = nil, ports: [UInt16] = [],
    encoding: TextEncoding? = nil, selection: Selection = Selection()
  ) {
    self.captures = captures
    self.filter = filter
    self.selection = selection
    var options = Dissector.Options()
    options.encoding = encoding
    if !ports.isEmpty { options.serverPorts = ports }
    // What is piped in may be watched: it is printed as it comes.
    options.looksAhead = captures.areFiles
    self.options = options
  }

  /// Prints the timeline; returns what is left to say when that is done.
  package func printTimeline(_ options: TimelineOptions) throws -> Outcome {
    try run(
      output: Output { TimelineRenderer(options) }, showsSecrets: options.showsSecrets)
  }

  /// Prints JSON Lines; returns what is left to say when that is done.
  package func printJSON(_ options: JSONLinesRenderer.Options) throws -> Outcome {
    try run(
      output: Output { JSONLinesRenderer(options) }, showsSecrets: options.showsSecrets)
  }

  /// Prints the devices; returns what is left to say when that is done.
  package func printDevices(
    _ options: ListOptions, selecting selection: StorySelection = StorySelection()
  ) throws -> Outcome {
    try run(
      output: Output {
        StoryRenderer(
          ListRenderer<DeviceRow>(options) { event, start in
            guard case .device(let device) = event,
              selection.selects(device, inCaptureFrom: start)
            else { return nil }
            return DeviceRow(device)
          })
      })
  }

  /// Prints the calls; returns what is left to say when that is done.
  package func printCalls(
    _ options: ListOptions, selecting selection: StorySelection = StorySelection()
  ) throws -> Outcome {
    try run(
      output: Output(takesMedia: true) {
        StoryRenderer(
          ListRenderer<CallRow>(options) { event, start in
            guard case .call(let call) = event, selection.selects(call, inCaptureFrom: start)
            else { return nil }
            return CallRow(call)
          })
      })
  }

  /// Gives all messages to a check; returns what is left to say when that is done.
  package func run(_ check: CheckSink) throws -> Outcome {
    try run(output: check)
  }

  /// Reads all captures to know what is in them; returns what is left to say when that is done.
  func count() throws -> Outcome {
    try run(output: CountingOutput())
  }

  /// Reads all captures and gives what is in them; what is left to say when that is done.
  ///
  /// One thread reads, this one dissects, and where the output is rendered that is done on a third.
  private func run(output: some RunOutput, showsSecrets: Bool = false) throws -> Outcome {
    var options = options
    options.showsSecrets = showsSecrets
    let filter = try CaptureFilter(filter)
    let progress = Progress(captures.paths)
    var run = Run(
      captures: captures, dissector: Dissector(options), output: output, selection: selection,
      progress: progress)
    for problem in captures.problems { run.fail(problem) }
    let packets = PacketFeed.start(
      captures.paths, filter, progress, takesMedia: output.takesMedia)
    Interruption.watch {
      var last = PacketBatch()
      last.isLast = true
      packets.put(&last)
    }
    while true {
      var batch = packets.nextFull()
      run.take(batch)
      let isLast = batch.isLast
      packets.putBack(&batch)
      if isLast { break }
    }
    progress.end()
    var outcome = run.finish()
    outcome.note(filter)
    if let signal = Interruption.request {
      let messages = outcome.totals.messages.counted("message")
      StandardStreams.report("interrupted after \(messages)")
      Interruption.end(by: signal)
    }
    return outcome
  }
}

/// What takes the packets of one run.
private struct Run<Output: RunOutput>: ~Copyable {
  private let captures: CaptureSet
  private let progress: Progress
  private var dissector: Dissector
  private var sink: SelectingSink<Output>
  private var outcome: Outcome

  init(
    captures: CaptureSet, dissector: consuming Dissector, output: Output, selection: Selection,
    progress: Progress
  ) {
    self.captures = captures
    self.progress = progress
    self.dissector = dissector
    sink = SelectingSink(output, selection)
    outcome = Outcome(remarks: captures.remarks)
  }

  /// Dissects a batch, and says in its place what else it brings.
  mutating func take(_ batch: PacketBatch) {
    if let start = batch.firstTime {
      sink.begin(at: start)
      sink.content.begin(at: start)
    }
    var (noted, digested) = (0, 0)
    for index in batch.entries.indices {
      while digested < batch.digests.count, batch.digests[digested].before <= index {
        sink.content.receive(batch.digests[digested].digest)
        digested += 1
      }
      while noted < batch.notes.count, batch.notes[noted].before <= index {
        take(batch.notes[noted].note)
        noted += 1
      }
      let packet = batch.entries[index]
      dissector.accept(
        batch.bytes.span.extracting(packet.bytes), linkType: packet.linkType, at: packet.stamp,
        into: &sink)
    }
    for (_, digest) in batch.digests[digested...] { sink.content.receive(digest) }
    for (_, note) in batch.notes[noted...] { take(note) }
    dissector.passOver(batch.passedOverCount)
    if batch.isLast {
      outcome.lastTime = batch.lastTime
      if let clock = batch.clock { outcome.note(clock, captures) }
    }
    progress.note(messages: sink.content.messageCount)
    if batch.isFlush { sink.content.flush() }
  }

  private mutating func take(_ note: PacketBatch.Note) {
    switch note {
    case .comments(let comments, let stamp):
      sink.content.receive(comments, of: stamp)
      sink.commented.append(stamp.place)
    case .remark(let remark): outcome.note(remark, named: captures.name(of: remark.file))
    case .failure(let failure):
      if failure.error.isInCapture { outcome.hasBegun = true }
      fail("\(captures.name(of: failure.file)): \(failure)")
    }
  }

  /// Says what cannot be read, behind all that was printed before.
  mutating func fail(_ problem: String) {
    sink.content.settle()
    progress.pause()
    outcome.failures.append(problem)
    StandardStreams.report(problem)
  }

  /// Renders what was held back.
  consuming func finish() -> Outcome {
    dissector.finish(into: &sink)
    let conclusion = sink.content.finish(at: outcome.lastTime)
    outcome.note(dissector)
    outcome.note(conclusion)
    if let misses = sink.misses { outcome.note(misses, sink.selection) }
    outcome.silentComments = sink.commented.count
    return outcome
  }
}
