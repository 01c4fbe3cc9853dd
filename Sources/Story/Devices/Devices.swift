import CallAnalysis
import SCCP
import Wire

/// Gathers what the capture tells of each device: one for each name, or for each address where
/// there is no name.
struct Devices: Listener {
  private var links = NumberTable<LinkDevice>()
  private var named: [String: DeviceFacts] = [:]
  /// Devices without a name, whose connections are over.
  private var unnamed: [IPAddress: DeviceFacts] = [:]
  private var callsByName: [String: Int] = [:]
  private var callsByAddress: [IPAddress: Int] = [:]

  /// What is followed of one connection.
  private final class LinkDevice {
    var facts: DeviceFacts
    var lastFromDevice: Timestamp?
    /// What was known of the device when it was named last.
    var profile: Profile?

    init(_ facts: DeviceFacts) {
      self.facts = facts
    }
  }

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    let link = link(of: record)
    if link.profile !== record.profile { identify(link, by: record) }
    let facts = link.facts
    facts.count(record)
    if record.isFromDevice, let time = record.stamp.time {
      if let last = link.lastFromDevice { facts.noteSilence(time.nanoseconds(since: last)) }
      link.lastFromDevice = time
    }
    if let sign = DeviceSign.table.value(for: record.message) { facts.learn(sign, from: record) }
  }

  /// Finds out which device a connection is of; while none has registered on it, by alarms.
  private mutating func identify(_ link: LinkDevice, by record: borrowing Record) {
    if let name = record.knownName, link.facts.device.name != name {
      link.facts = rename(link.facts, name)
    }
    link.profile = record.profile
    link.facts.note(server: record.server)
  }

  private mutating func link(of record: borrowing Record) -> LinkDevice {
    if let link = links[record.stream] { return link }
    let link = LinkDevice(DeviceFacts(record))
    links[record.stream] = link
    return link
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .connection(let event):
      guard event.kind.isEnd, let stream = event.stream,
        let link = links.removeValue(forKey: stream)
      else { return }
      if link.facts.device.name == nil { keep(unnamed: link.facts) }
    case .registration(let registration): note(registration)
    case .call(let call): count(call)
    default: break
    }
  }

  mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    for stream in links.keys.sorted() {
      if let facts = links[stream]?.facts, facts.device.name == nil { keep(unnamed: facts) }
    }
    links.removeAll()
    joinUnnamed()
    let all = Array(named.values) + Array(unnamed.values)
    let ordered = all.map { (facts: $0, place: $0.device.first.place) }
      .sorted { $0.place < $1.place }
    for (facts, _) in ordered {
      var device = facts.finished()
      device.callCount =
        (device.name.flatMap { callsByName[$0] } ?? 0)
        + (callsByAddress.removeValue(forKey: device.seenAddress) ?? 0)
      replies.say(.device(device))
    }
  }
}

extension Devices {
  /// The facts of the device that a connection's device turns out to be.
  private mutating func rename(_ facts: DeviceFacts, _ name: String) -> DeviceFacts {
    if let known = named[name] {
      if known !== facts, facts.device.name == nil { known.absorb(facts) }
      return known
    }
    guard facts.device.name == nil else {
      // Another name on the same connection: another device from here on.
      let other = DeviceFacts(startingAt: facts.device.last, address: facts.device.seenAddress)
      other.device.name = name
      keep(other, name)
      return other
    }
    facts.device.name = name
    keep(facts, name)
    return facts
  }

  private mutating func keep(_ facts: DeviceFacts, _ name: String) {
    guard named.count < StoryLimits.maximumDevices else { return }
    named[name] = facts
  }

  private mutating func keep(unnamed facts: DeviceFacts) {
    let address = facts.device.seenAddress
    if let known = unnamed[address] {
      known.absorb(facts)
    } else if unnamed.count < StoryLimits.maximumDevices {
      unnamed[address] = facts
    }
  }

  /// Adds connections without a name to the one named device at their address.
  private mutating func joinUnnamed() {
    var owners: [IPAddress: [DeviceFacts]] = [:]
    for facts in named.values { owners[facts.device.seenAddress, default: []].append(facts) }
    for (address, facts) in unnamed {
      guard let owner = owners[address], owner.count == 1 else { continue }
      owner[0].absorb(facts)
      unnamed[address] = nil
    }
  }

  private func note(_ registration: Registration) {
    let facts =
      links[registration.link.stream]?.facts
      ?? registration.deviceName.flatMap { named[$0] }
      ?? unnamed[registration.link.device.address]
    facts?.note(registration)
  }

  private mutating func count(_ call: Call) {
    var names: Set<String> = []
    var addresses: Set<IPAddress> = []
    for leg in call.legs {
      if let name = leg.deviceName {
        names.insert(name)
      } else {
        addresses.insert(leg.link.device.address)
      }
    }
    for name in names { callsByName[name, default: 0] += 1 }
    for address in addresses { callsByAddress[address, default: 0] += 1 }
  }
}

extension ConnectionEvent.Kind {
  /// Whether the connection ends with it.
  package var isEnd: Bool { self == .closed || self == .reset }
}
