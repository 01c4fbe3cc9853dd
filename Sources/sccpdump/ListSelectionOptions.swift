import ArgumentParser
import Checking
import Engine

/// Which rows of a list to show.
struct ListSelectionOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these devices and their calls: names in any case, * and ? are wildcards.",
      valueName: "name,…"),
    transform: DeviceList.init(parsing:))
  var device: [DeviceList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only parties with these directory numbers; * and ? are wildcards.", valueName: "number,…"),
    transform: DeviceList.init(parsing:))
  var number: [DeviceList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only what goes on at this time or later: RFC 3339, or a time of the capture's first day.",
      valueName: "time"), transform: TimeArgument.init(parsing:))
  var since: TimeArgument?

  @Option(
    name: .long,
    help: ArgumentHelp("Only what goes on at this time or earlier.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var until: TimeArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only devices and servers with one of these IP addresses.", valueName: "address,…"),
    transform: HostList.init(parsing:))
  var host: [HostList] = []

  /// What the options select.
  var selection: StorySelection {
    var selection = StorySelection()
    selection.devices = device.flatMap(\.patterns)
    selection.parties = number.flatMap(\.patterns)
    selection.since = since?.bound
    selection.until = until?.bound
    selection.hosts = Set(host.flatMap(\.addresses))
    return selection
  }
}
