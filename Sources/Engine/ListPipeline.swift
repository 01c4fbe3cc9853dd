import CallAnalysis
import Findings
package import Rendering
import Story
package import Text

/// What is listed of the story of captures.
package enum StoryList: Sendable {
  case devices, calls
  /// The media streams of calls.
  case streams

  /// The first line of a CSV text.
  package var csvHeader: TextBuffer {
    switch self {
    case .devices: ListPrinter<DeviceRow>.csvHeader
    case .calls: ListPrinter<CallRow>.csvHeader
    case .streams: ListPrinter<StreamRow>.csvHeader
    }
  }
}

/// Lists of what is in captures, and one of the captures as a whole.
extension Pipeline {
  /// Prints a list; returns what is left to say when that is done.
  package func print(
    _ list: StoryList, _ options: ListOptions,
    selecting selection: StorySelection = StorySelection()
  ) throws -> Outcome {
    switch list {
    case .devices: try printDevices(options, selection)
    case .calls: try printCalls(options, selection)
    case .streams: try printStreams(options, selection)
    }
  }

  private func printDevices(
    _ options: ListOptions, _ selection: StorySelection
  ) throws -> Outcome {
    // Which devices take part in a call is known when all calls are.
    let chosen = try selection.namesCalls ? chooseCalls(selection) : nil
    return try print {
      StoryListener(
        DiagnosisListener(
          SelectionWitness(
            selection,
            ListRenderer<DeviceRow>(options) { event, start in
              guard case .device(let device) = event,
                selection.selects(device, inCaptureFrom: start),
                chosen?.contains(device) != false
              else { return [] }
              return [DeviceRow(device)]
            }, listing: DeviceRow.noun), Diagnoser()))
    }
  }

  private func printCalls(
    _ options: ListOptions, _ selection: StorySelection
  ) throws -> Outcome {
    try print {
      StoryListener(
        DiagnosisListener(
          SelectionWitness(
            selection,
            ListRenderer<CallRow>(options) { event, start in
              guard case .call(let call) = event, selection.selects(call, inCaptureFrom: start)
              else { return [] }
              return [CallRow(call)]
            }, listing: CallRow.noun), Diagnoser(scope: .calls)),
        followsDevices: !selection.isOpen)
    }
  }

  private func printStreams(
    _ options: ListOptions, _ selection: StorySelection
  ) throws -> Outcome {
    try print(tellsTransport: false) {
      StoryListener(
        SelectionWitness(
          selection,
          ListRenderer<StreamRow>(options) { event, start in
            guard case .call(let call) = event, selection.selects(call, inCaptureFrom: start)
            else { return [] }
            return call.streams.map { StreamRow($0, call: call.number) }
          }, listing: StreamRow.noun),
        followsDevices: !selection.isOpen)
    }
  }

  /// Prints what a renderer makes of the captures, or keeps it where it is not their turn.
  private func print<R: Renderer & ~Copyable>(
    tellsTransport: Bool = true, _ renderer: @escaping @Sendable () -> R
  ) throws -> Outcome {
    guard let kept else {
      return try run(
        output: Output(takesMedia: true, tellsTransport: tellsTransport, renderer))
    }
    return try run(
      output: KeptOutput(
        takesMedia: true, tellsTransport: tellsTransport, renderer(), in: kept))
  }

  /// Prints what is in the captures as a whole; returns what is left to say when that is done.
  package func printSummary(_ options: ListOptions) throws -> Outcome {
    let guide = try storyGuide(namingCalls: false)
    let outcome = try run(
      output: DirectOutput(takesMedia: true, tellsTransport: true, SilentListener()),
      RunOptions(guide: guide))
    if outcome.hasReadNothing || outcome.selectsNothing && options.form != .json {
      return outcome
    }
    let row = summary(guide, outcome)
    var text = TextBuffer()
    if options.form == .json {
      row.appendJSON(options.context, to: &text)
      text.append("\n")
    } else {
      row.appendText(captures.namesOfOpenable, options, to: &text)
    }
    if let kept {
      kept.append(text.span)
    } else {
      StandardStreams.writeResult(text)
    }
    return outcome
  }

  /// What a story and an outcome say of the captures as a whole.
  func summary(_ guide: StoryGuide, _ outcome: Outcome) -> SummaryRow {
    SummaryRow(
      guide.summary, packets: outcome.totals.packets, connections: outcome.totals.sessions,
      from: guide.start, to: outcome.lastTime)
  }
}
