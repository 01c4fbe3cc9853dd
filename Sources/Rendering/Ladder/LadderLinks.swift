import CallAnalysis
import Text
import Wire

/// The connections of the ladder, and the columns that their ends get.
struct LadderLinks: Sendable {
  private struct Ends: Hashable {
    let device: Endpoint
    let server: Endpoint
  }

  private struct Link {
    let ends: Ends
    var name: String?
  }

  private var links: [Link] = []
  private var places: [Ends: Int] = [:]

  /// Connections told apart; those beyond share the column of the last.
  private static let maximumLinks = 1 << 17

  /// The place of a connection. One whose device turns out to have another name is another one.
  mutating func place(_ device: Endpoint, _ server: Endpoint, named name: String?) -> Int {
    let ends = Ends(device: device, server: server)
    if let place = places[ends] {
      if links[place].name == nil { links[place].name = name }
      if name == nil || links[place].name == name { return place }
    }
    if links.count < Self.maximumLinks { links.append(Link(ends: ends, name: name)) }
    places[ends] = links.count - 1
    return links.count - 1
  }

  /// The name of a connection's device, as far as it is known by now.
  func name(of place: Int) -> String? { links[place].name }

  func ends(of place: Int) -> (device: Endpoint, server: Endpoint) {
    (links[place].ends.device, links[place].ends.server)
  }

  /// What the columns are called, each by the user's names, the device's own name or its address.
  func columns(named names: PartyNames) -> LadderColumns {
    LadderColumns(self, named: names)
  }

  /// The only name met at each address; nil for one with several.
  fileprivate var namesByAddress: [IPAddress: String?] {
    var found: [IPAddress: String?] = [:]
    for link in links {
      guard let name = link.name else { continue }
      let address = link.ends.device.address
      if let other = found[address], other != name {
        found[address] = .some(nil)
      } else {
        found[address] = name
      }
    }
    return found
  }

  fileprivate var hasSeveralServers: Bool {
    guard let first = links.first?.ends.server else { return false }
    return links.contains { $0.ends.server != first }
  }
}

/// The columns of a ladder, in the order in which they are first asked for.
struct LadderColumns {
  private enum Key: Hashable {
    case device(String)
    case address(IPAddress)
    case server(Endpoint)
  }

  private let links: LadderLinks
  private let names: PartyNames
  private let namesByAddress: [IPAddress: String?]
  private let hasSeveralServers: Bool
  private var places: [Key: Int] = [:]
  private var placesOfAddresses: [IPAddress: Int] = [:]
  private(set) var parties: [LadderParty] = []

  fileprivate init(_ links: LadderLinks, named names: PartyNames) {
    self.links = links
    self.names = names
    namesByAddress = links.namesByAddress
    hasSeveralServers = links.hasSeveralServers
  }

  /// The columns of a connection's device and server.
  mutating func columns(of link: Int) -> (device: Int, server: Int) {
    let (device, server) = links.ends(of: link)
    return (column(ofDevice: device, link), column(ofServer: server))
  }

  /// The column of an address at which a device or a server was met, or of a new far end of media.
  mutating func column(ofMedia address: IPAddress) -> Int {
    if let place = placesOfAddresses[address] { return place }
    if let name = namesByAddress[address] ?? nil, let place = places[.device(name)] {
      return place
    }
    let name = names[address] ?? "\(address)"
    return add(
      .address(address), at: address,
      LadderParty(
        name: name, detail: names[address] == nil ? "media" : "\(address)", role: .media))
  }

  /// The column of a device by its name or its address; nil where it has none.
  func column(ofDeviceNamed name: String) -> Int? {
    places[.device(name)] ?? IPAddress(name).flatMap { placesOfAddresses[$0] }
  }

  private mutating func column(ofDevice device: Endpoint, _ link: Int) -> Int {
    let name = links.name(of: link) ?? namesByAddress[device.address] ?? nil
    let key = name.map(Key.device) ?? .address(device.address)
    if let place = places[key] {
      placesOfAddresses[device.address] = placesOfAddresses[device.address] ?? place
      return place
    }
    let address = "\(device.address)"
    let shown = names[device.address] ?? name.map(PartyNames.shown) ?? address
    return add(
      key, at: device.address,
      LadderParty(name: shown, detail: shown == address ? "device" : address, role: .device))
  }

  private mutating func column(ofServer server: Endpoint) -> Int {
    if let place = places[.server(server)] { return place }
    let address = server.port == Self.usualPort ? "\(server.address)" : "\(server)"
    let shown = names[server.address] ?? (hasSeveralServers ? address : "server")
    return add(
      .server(server), at: server.address,
      LadderParty(name: shown, detail: shown == address ? "server" : address, role: .server))
  }

  private mutating func add(_ key: Key, at address: IPAddress, _ party: LadderParty) -> Int {
    let place = parties.count
    parties.append(party)
    places[key] = place
    placesOfAddresses[address] = placesOfAddresses[address] ?? place
    return place
  }

  /// The port that goes without saying.
  private static let usualPort: UInt16 = 2000
}
