import ArgumentParser
import Engine
import Rendering
import SCCP
import Wire

/// Which messages to show.
struct SelectionOptions: ParsableArguments {
  @Option(name: .long, help: "Only messages of this device, such as SEP001122334455.")
  var device: [String] = []

  @Option(name: .long, help: "Only messages about this call reference.")
  var call: [UInt32] = []

  @Option(name: .long, help: "Only messages about this line instance.")
  var line: [UInt32] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only messages of these names or identifiers, separated by commas.", valueName: "name,…"),
    completion: .list(Catalogue.messages.map(\.name)), transform: MessageList.init(parsing:))
  var message: [MessageList] = []

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp("Only frames A to B; either may be left out.", valueName: "A-B"))
  var frames: FrameRange?

  @Option(
    name: .long,
    help: ArgumentHelp("Only frames at this time or later (RFC 3339).", valueName: "time"))
  var since: TimeArgument?

  @Option(
    name: .long,
    help: ArgumentHelp("Only frames at this time or earlier (RFC 3339).", valueName: "time"))
  var until: TimeArgument?

  @Option(name: .long, help: "Only connections with this IP address at one end.")
  var host: [HostArgument] = []

  /// What the options select.
  var selection: Selection {
    var selection = Selection()
    selection.devices = Set(device)
    selection.calls = Set(call)
    selection.lines = Set(line)
    for list in message { selection.messages.formUnion(list.identifiers) }
    selection.frames = frames?.range
    selection.since = since?.time
    selection.until = until?.time
    selection.hosts = Set(host.map(\.address))
    return selection
  }
}

/// Names and identifiers of messages.
struct MessageList {
  let identifiers: Set<UInt32>

  /// Names in any case and identifiers, separated by commas; an identifier may be one that the
  /// catalogue lacks.
  init(parsing argument: String) throws {
    var identifiers: Set<UInt32> = []
    for part in argument.split(separator: ",") {
      guard let identifier = Self.identifier(String(part)) else {
        throw ValidationError(ReferenceSearch.failure(String(part)))
      }
      identifiers.insert(identifier)
    }
    self.identifiers = identifiers
  }

  private static func identifier(_ text: String) -> UInt32? {
    if text.hasPrefix("0x") { return UInt32(text.dropFirst(2), radix: 16) }
    return UInt32(text) ?? ReferenceSearch.message(text)?.identifier
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

/// A point in time.
struct TimeArgument: ExpressibleByArgument {
  let time: Timestamp

  init?(argument: String) {
    guard let time = Timestamp(rfc3339: argument) else { return nil }
    self.time = time
  }
}

/// An IP address.
struct HostArgument: ExpressibleByArgument {
  let address: IPAddress

  init?(argument: String) {
    guard let address = IPAddress(argument) else { return nil }
    self.address = address
  }
}
