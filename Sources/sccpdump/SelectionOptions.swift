import ArgumentParser
import Engine
import Rendering
import SCCP
import Wire

/// Which messages to show.
struct SelectionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only messages of these devices: names in any case, * and ? are wildcards.",
      valueName: "name,…"),
    transform: DeviceList.init(parsing:))
  var device: [DeviceList] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Only messages about these call references.", valueName: "reference,…"),
    transform: NumberList.init(parsing:))
  var call: [NumberList] = []

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
    completion: .list(MessageList.names), transform: MessageList.init(parsing:))
  var message: [MessageList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave these messages out, named as for --message: --exclude ui,keepalives.",
      valueName: "name,…"),
    completion: .list(MessageList.names), transform: MessageList.init(parsing:))
  var exclude: [MessageList] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Only frames A to B; either may be left out.", valueName: "A-B"))
  var frames: FrameRange?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only frames at this time or later: RFC 3339, or a time of the capture's first day, UTC unless --time is local.",
      valueName: "time"), transform: TimeArgument.init(parsing:))
  var since: TimeArgument?

  @Option(
    name: .long,
    help: ArgumentHelp("Only frames at this time or earlier.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var until: TimeArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only connections with one of these IP addresses at one end.", valueName: "address,…"),
    transform: HostList.init(parsing:))
  var host: [HostList] = []

  /// What the options select.
  var selection: Selection {
    var selection = Selection()
    selection.devices = device.flatMap(\.patterns)
    selection.calls = Set(call.flatMap(\.numbers))
    selection.lines = Set(line.flatMap(\.numbers))
    for list in message { selection.messages.formUnion(list.identifiers) }
    for list in exclude { selection.excludedMessages.formUnion(list.identifiers) }
    selection.frames = frames?.range
    selection.since = since?.bound
    selection.until = until?.bound
    selection.hosts = Set(host.flatMap(\.addresses))
    return selection
  }
}

/// A range of frame numbers: `4-18`, `4-`, `-18` or `4`.
struct FrameRange: ExpressibleByArgument {
  let range: ClosedRange<Int>

  init?(argument: String) {
    let parts = argument.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let lower = parts.first.map({ $0.isEmpty ? 1 : Int($0) }) ?? nil else { return nil }
    let upper = parts.count == 2 ? (parts[1].isEmpty ? Int.max : Int(parts[1])) : lower
    guard let upper, lower <= upper else { return nil }
    range = lower...upper
  }
}
