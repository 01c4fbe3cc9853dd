import Wire

/// What is known of a device and of its connection, as it was when a message came.
///
/// It goes with the record, to whatever thread: a session that learns more takes another one.
package final class Profile: Sendable {
  /// What a profile says.
  struct Facts: Sendable {
    /// The name it registered with.
    var deviceName: String?
    /// The name that an alarm gave it before that.
    var alarmedName: String?
    /// Its model, as a number of the enumeration DeviceType.
    var deviceType: UInt32?
    /// Whether the capture holds its RegisterReq.
    var hasRegisterRequest = false
    /// What RegisterReq offered.
    var offeredVersion: UInt32?
    var firmwareLoad: String?
    /// Seconds between the keepalives that RegisterAck asked for.
    var keepAliveInterval: UInt32?
    /// The soft keys that the server described to it.
    var softKeys = SoftKeyLabels()
    /// What the server called its feature buttons.
    var features = FeatureLabels()
  }

  let facts: Facts
  let device: Endpoint
  let server: Endpoint
  let connection: ConnectionKey

  init(
    _ facts: Facts = Facts(), device: Endpoint, server: Endpoint,
    connection: ConnectionKey = .none
  ) {
    self.facts = facts
    self.device = device
    self.server = server
    self.connection = connection
  }

  /// Of a device that nothing is known of.
  static let blank = Profile(device: .nowhere, server: .nowhere)

  /// What it is called in a sentence.
  var noun: String { DeviceRole(type: facts.deviceType).noun }
}
