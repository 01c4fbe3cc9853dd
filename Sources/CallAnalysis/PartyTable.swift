import SCCP
import Wire

/// Who is at the ends of the connections met so far, to tell whose a line is.
///
/// A name or an address stands for a device. Two names or two addresses are several devices, and so
/// are two connections of one address that are open to one server at a time: phones behind address
/// translation, or soft phones on one computer. As long as one of two such connections has not
/// named its device, they may also be an old and a new connection of one phone: if both turn out to
/// have the same name, they count as one device again.
struct PartyTable {
  /// What is known of a name or of an address.
  private struct Party {
    /// Where it was met first.
    let address: IPAddress
    let server: Endpoint
    var naming: Naming = []
    /// Seconds between keepalives that a server asked for as a backup; 0 where none did.
    var backupKeepAliveInterval: UInt32 = 0
  }

  private struct Ends: Hashable {
    let device: IPAddress
    let server: Endpoint
  }

  /// The first stands for all that there is no room for: everything is named then.
  private var parties = [
    Party(address: IPAddress(ipv4: 0), server: .nowhere, naming: [.address, .server])
  ]
  private var byName: [String: Int] = [:]
  private var byAddress: [IPAddress: Int] = [:]
  /// Whether there are several devices for certain.
  private var isSeveral = false
  private var firstName: String?
  private var firstAddress: IPAddress?
  /// The connections between an address and a server that are open, until there are several devices.
  private var groups: [Ends: ConnectionGroup] = [:]
  private var doubtfulGroups = 0

  /// Names and addresses that are remembered, together.
  static let maximumParties = 1 << 16

  /// What lines of a connection have to name.
  @inline(__always)  // Else the table is copied to be asked.
  func naming(of standing: PartyStanding) -> Naming {
    var naming = parties[standing.address].naming.intersection(.server)
    if standing.name != PartyStanding.none { naming.formUnion(parties[standing.name].naming) }
    if isSeveral || doubtfulGroups > 0 { naming.insert(.device) }
    return naming
  }

  // MARK: - Connections

  /// Notes that a device asks for a connection.
  mutating func open(_ standing: inout PartyStanding, _ device: Endpoint, _ server: Endpoint) {
    guard standing.phase == .unmet else { return }
    meet(&standing, device, server)
    standing.phase = .asked
    change(device, server) { $0.asking = device.port }
  }

  /// Notes that a connection stands: it was accepted, or carries a message.
  mutating func establish(
    _ standing: inout PartyStanding, _ device: Endpoint, _ server: Endpoint
  ) {
    guard standing.phase == .unmet || standing.phase == .asked else { return }
    if standing.phase == .unmet { meet(&standing, device, server) }
    standing.phase = .open
    change(device, server) { group in
      if group.asking == device.port { group.asking = nil }
      group.unnamedCount += 1
    }
  }

  /// Notes the name of a connection's device.
  mutating func name(
    _ name: String, _ standing: inout PartyStanding, _ device: Endpoint, _ server: Endpoint
  ) {
    if let firstName, firstName != name { becomeSeveral() }
    firstName = firstName ?? name
    let isFirst = standing.name == PartyStanding.none
    standing.name = party(byName[name], of: device.address, server)
    if standing.name != PartyStanding.none { byName[name] = standing.name }
    if parties[standing.name].address != device.address {
      parties[standing.name].naming.insert(.address)
    }
    guard isFirst, standing.phase == .open else { return }
    change(device, server) { group in
      group.unnamedCount -= 1
      group.namedCount += 1
    }
  }

  /// Notes that a connection is over. One that never named its device, and spoke beside another
  /// one, leaves the certainty that there are several.
  mutating func close(
    _ standing: inout PartyStanding, _ device: Endpoint, _ server: Endpoint, hasSpoken: Bool
  ) {
    let isNamed = standing.name != PartyStanding.none
    switch standing.phase {
    case .unmet, .over: break
    case .asked:
      change(device, server) { if $0.asking == device.port { $0.asking = nil } }
    case .open:
      if !isNamed, hasSpoken,
        groups[Ends(device: device.address, server: server)]?.isDoubtful ?? false
      {
        becomeSeveral()
      }
      change(device, server) { group in
        if isNamed { group.namedCount -= 1 } else { group.unnamedCount -= 1 }
      }
    }
    standing.phase = .over
  }

  // MARK: - Keepalives

  /// Notes how often a server wants keepalives as the backup of another one.
  mutating func noteBackupKeepAliveInterval(_ seconds: UInt32, _ standing: PartyStanding) {
    if standing.address != PartyStanding.none {
      parties[standing.address].backupKeepAliveInterval = seconds
    }
  }

  /// Seconds between keepalives to a backup server, where a server has told a device at this
  /// connection's address.
  func backupKeepAliveInterval(_ standing: PartyStanding) -> UInt32? {
    let seconds = parties[standing.address].backupKeepAliveInterval
    return seconds > 0 ? seconds : nil
  }

  // MARK: - Parties

  private mutating func meet(
    _ standing: inout PartyStanding, _ device: Endpoint, _ server: Endpoint
  ) {
    if let firstAddress, firstAddress != device.address { becomeSeveral() }
    firstAddress = firstAddress ?? device.address
    standing.address = party(byAddress[device.address], of: device.address, server)
    if standing.address != PartyStanding.none { byAddress[device.address] = standing.address }
  }

  /// The place of a party, which is made where there is none.
  private mutating func party(
    _ known: Int?, of address: IPAddress, _ server: Endpoint
  ) -> Int {
    if let known {
      if parties[known].server != server { parties[known].naming.insert(.server) }
      return known
    }
    guard parties.count < Self.maximumParties else { return PartyStanding.none }
    parties.append(Party(address: address, server: server), of: Self.maximumParties)
    return parties.count - 1
  }

  private mutating func becomeSeveral() {
    isSeveral = true
    groups = [:]
    doubtfulGroups = 0
  }

  private mutating func change(
    _ device: Endpoint, _ server: Endpoint, _ body: (inout ConnectionGroup) -> Void
  ) {
    if isSeveral { return }
    let ends = Ends(device: device.address, server: server)
    var group = groups.removeValue(forKey: ends) ?? ConnectionGroup()
    let wasDoubtful = group.isDoubtful
    body(&group)
    if group.isDoubtful != wasDoubtful { doubtfulGroups += wasDoubtful ? -1 : 1 }
    if !group.isEmpty { groups[ends] = group }
  }
}

/// What a connection is in the table of parties.
struct PartyStanding {
  enum Phase {
    case unmet, asked, open, over
  }

  /// The place that stands for no party.
  static let none = 0

  fileprivate var phase = Phase.unmet
  /// The places of its address and of its name.
  fileprivate var address = none
  fileprivate var name = none
}

/// The open connections between an address and a server, as long as all names among them are one.
private struct ConnectionGroup {
  /// The device's port of the last connection that was asked for and is not accepted: those before
  /// it were given up.
  var asking: UInt16?
  var unnamedCount = 0
  var namedCount = 0

  var isEmpty: Bool { asking == nil && unnamedCount <= 0 && namedCount <= 0 }

  /// Whether they may belong to several devices.
  var isDoubtful: Bool {
    let unnamed = unnamedCount + (asking == nil ? 0 : 1)
    return unnamed > 0 && unnamed + namedCount > 1
  }
}

extension PartyTable {
  /// Fills in how often a server wants keepalives on a connection on which none has said so.
  func describe(_ record: inout Record, _ standing: PartyStanding) {
    record.backupKeepAliveInterval =
      record.keepAliveInterval == nil ? backupKeepAliveInterval(standing) : nil
  }

  mutating func learn(from message: Message, _ standing: PartyStanding) {
    guard let seconds = message.number(.secondaryKeepAliveInterval) else { return }
    noteBackupKeepAliveInterval(seconds, standing)
  }
}
