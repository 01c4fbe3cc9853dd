import Checking
import Rendering
import Story
import Text
import Wire

/// What there is of what devices and calls are selected by, while none of them is selected, to tell a
/// person who selected nothing.
struct StoryMisses {
  private let selection: StorySelection
  private var devices = Values()
  private var parties = Values()
  private var hosts = Values()
  private var times: ClosedRange<Timestamp>?

  /// Names in the order in which they came first.
  private struct Values {
    private(set) var list: [String] = []
    private var known: Set<String> = []

    /// Values kept of each kind. More are not told, and a capture may hold any number.
    private static let maximumCount = 4096

    mutating func insert(_ value: String?) {
      guard let value, !value.isEmpty, known.count < Self.maximumCount,
        known.insert(value).inserted
      else { return }
      list.append(value)
    }

    func contains(_ fits: (String) -> Bool) -> Bool { known.contains(where: fits) }
  }

  init(_ selection: StorySelection) {
    self.selection = selection
  }

  /// Takes note of a call that is not selected.
  mutating func note(_ call: Call) {
    for number in [call.from.number, call.to.number, call.dialed] { parties.insert(number) }
    for leg in call.legs {
      devices.insert(leg.device)
      hosts.insert("\(leg.link.device.address)")
      hosts.insert("\(leg.link.server.address)")
    }
    note(call.start.time, call.end?.time ?? call.last.time)
  }

  /// Takes note of a device that is not selected.
  mutating func note(_ device: Device) {
    devices.insert(device.title)
    for line in device.lines { parties.insert(line.number) }
    hosts.insert("\(device.seenAddress)")
    for server in device.servers { hosts.insert("\(server.address)") }
    note(device.first.time, device.last.time)
  }

  private mutating func note(_ first: Timestamp?, _ last: Timestamp?) {
    guard let first, let last, first <= last else { return }
    times = min(first, times?.lowerBound ?? first)...max(last, times?.upperBound ?? last)
  }

  /// Whether no party has a number that is asked for.
  private var lacksParties: Bool {
    let wanted = selection.parties
    return !wanted.isEmpty
      && !parties.contains { number in wanted.contains { $0.matches(number) } }
  }

  /// Which numbers there are, where none is asked for; nil otherwise, and where there are none.
  var partyNames: String? {
    guard lacksParties, !parties.list.isEmpty else { return nil }
    let wanted = selection.parties.map(\.source)
    return "the numbers are \(MissWords.list(Self.sorted(parties.list, byLikenessTo: wanted)))"
  }

  /// The criteria that nothing fits, in a capture that begins at a time, each with what would fit; a
  /// list of devices names these itself.
  func reasons(inCaptureFrom start: Timestamp, namingDevices: Bool) -> [String] {
    var reasons: [String] = []
    let wanted = selection.devices
    if namingDevices, !wanted.isEmpty,
      !devices.contains({ name in wanted.contains { $0.matches(name) } })
    {
      reasons.append(
        reason("no device is named", wanted.map(\.source), "the devices are", devices.list))
    }
    if lacksParties {
      reasons.append(
        reason(
          "no party has the number", selection.parties.map(\.source), "the numbers are",
          parties.list))
    }
    let addresses = selection.hosts.map { "\($0)" }.sorted()
    if !addresses.isEmpty, !hosts.contains(addresses.contains) {
      reasons.append(
        reason("no connection has the address", addresses, "the addresses are", hosts.list))
    }
    if let times, !selection.overlaps(times.lowerBound, times.upperBound, start) {
      reasons.append(
        "devices and calls are from \(MissWords.text(times.lowerBound)) to "
          + MissWords.text(times.upperBound))
    }
    return reasons
  }

  /// That nothing is as wanted, and what there is, the likest first.
  private func reason(
    _ fact: String, _ wanted: [String], _ introduction: String, _ values: [String]
  ) -> String {
    MissWords.reason(fact, wanted, introduction, Self.sorted(values, byLikenessTo: wanted))
  }

  private static func sorted(_ values: [String], byLikenessTo wanted: [String]) -> [String] {
    wanted.count == 1 ? NearestName.sorted(values, byLikenessTo: wanted[0]) : values
  }
}
