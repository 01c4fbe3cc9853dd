import ArgumentParser
import Checking
import Engine

/// Which devices, calls and messages to show: the same for every command that reads captures.
struct SelectionOptions: ParsableArguments {
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
      """
      Only these calls: call references, or numbers of the list of calls, such as @3 for the whole \
      call with all its legs.
      """, valueName: "call,…"),
    transform: CallList.init(parsing:))
  var call: [CallList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only calls with these parties: directory numbers; * and ? are wildcards.",
      valueName: "number,…"),
    transform: DeviceList.init(parsing:))
  var number: [DeviceList] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      Only what is at this time or later: RFC 3339, or a time of the capture's first day, UTC \
      unless --time is local.
      """,
      valueName: "time"), transform: TimeArgument.init(parsing:))
  var since: TimeArgument?

  @Option(
    name: .long,
    help: ArgumentHelp("Only what is at this time or earlier.", valueName: "time"),
    transform: TimeArgument.init(parsing:))
  var until: TimeArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only connections with one of these IP addresses at one end.", valueName: "address,…"),
    transform: HostList.init(parsing:))
  var host: [HostList] = []

  /// What the options select; times of day are those of the zone in which times are shown.
  func subjects(_ times: TimeOptions) -> StorySelection {
    var selection = subjects
    if times.isLocal { selection.readTimesOfDayAsLocal() }
    return selection
  }

  /// What the options select; times of day are in UTC.
  var subjects: StorySelection {
    var selection = StorySelection()
    selection.devices = device.flatMap(\.patterns)
    for list in call {
      selection.references.formUnion(list.references)
      selection.numbers.formUnion(list.numbers)
    }
    selection.parties = number.flatMap(\.patterns)
    selection.since = since?.bound
    selection.until = until?.bound
    selection.hosts = Set(host.flatMap(\.addresses))
    return selection
  }
}
