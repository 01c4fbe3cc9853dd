import NetworkLayers
import SCCP
import Wire

/// On which connection each device registered last; bounded.
struct DeviceDirectory {
  /// A connection on which a device registered.
  struct Entry {
    /// Number of the connection, and its slot while it is open.
    let stream: Int
    let slot: Int
    let address: IPAddress
    var isOpen = true
    /// Whether it ended in a call, without a sign-off.
    var endedInCall = false
  }

  private var entries: [String: Entry] = [:]

  /// Devices that are remembered; beyond, new ones are not.
  static let maximumDevices = 1 << 14

  subscript(name: String) -> Entry? { entries[name] }

  mutating func register(_ name: String, _ entry: Entry) {
    guard entries.count < Self.maximumDevices || entries[name] != nil else { return }
    entries[name] = entry
  }

  /// Takes note that a connection is over.
  mutating func end(_ name: String, stream: Int, inCall: Bool) {
    guard var entry = entries[name], entry.stream == stream, entry.isOpen else { return }
    entry.isOpen = false
    entry.endedInCall = inCall
    entries[name] = entry
  }
}

extension Session {
  /// Has noted that the connection is over. It changes nothing: a session that is changed in its place
  /// is not copied to be asked.
  mutating func tellEnd(to devices: inout DeviceDirectory) {
    guard let name = profile.facts.deviceName else { return }
    devices.end(name, stream: stream, inCall: isInCall)
  }

  /// Whether the device has a call that nobody ended, and has not signed off.
  var isInCall: Bool {
    !watch.hasSignedOff
      && (calls.contains(state: .connected) || calls.contains(state: .hold))
  }
}
