import ArgumentParser
import Engine

/// Which messages to show of those that the other options select.
struct MessageSelectionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Only messages about these line instances.", valueName: "number,…"),
    transform: NumberList.init(parsing:))
  var line: [NumberList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Only these messages: names with * and ? as wildcards, identifiers, or ui (display, lamps, \
      tones, soft keys) and keepalives.
      """, valueName: "name,…"),
    transform: MessageList.init(parsing:))
  var message: [MessageList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave these messages out, named as for --message: --exclude ui,keepalives.",
      valueName: "name,…"),
    transform: MessageList.init(parsing:))
  var exclude: [MessageList] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Only frames A to B; either may be left out.", valueName: "A-B"),
    transform: FrameRange.init(parsing:))
  var frames: FrameRange?

  /// What the options select, of what is selected by device, call, time and address.
  func selection(of subjects: StorySelection) -> Selection {
    var selection = Selection(subjects)
    selection.lines = Set(line.flatMap(\.numbers))
    for list in message { selection.messages.formUnion(list.identifiers) }
    for list in exclude { selection.excludedMessages.formUnion(list.identifiers) }
    selection.frames = frames?.range
    return selection
  }
}

/// A range of frame numbers: `4-18`, `4-`, `-18` or `4`.
struct FrameRange {
  let range: ClosedRange<Int>

  init(parsing argument: String) throws {
    let parts = argument.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let lower = parts.first.flatMap { $0.isEmpty && parts.count == 2 ? 1 : Int($0) }
    let upper = parts.count == 2 ? (parts[1].isEmpty ? Int.max : Int(parts[1])) : lower
    guard let lower, let upper else {
      throw ValidationError("write 4-18, 4-, -18 or 4")
    }
    guard lower <= upper else {
      throw ValidationError("the range ends before it begins; \(upper)-\(lower) is one")
    }
    range = lower...upper
  }
}
