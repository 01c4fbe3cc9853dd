import SCCP
package import Wire

/// What is known of the device at one end of a connection.
package final class Session {
  /// Number of the connection, from 0, in the order of their first messages.
  package let stream: Int
  package let device: Endpoint
  package let server: Endpoint

  /// The name it registered with.
  package internal(set) var deviceName: String?
  /// Its model, as a number of the enumeration DeviceType.
  package internal(set) var deviceType: UInt32?
  /// Whether the capture holds its RegisterReq.
  package internal(set) var hasRegisterRequest = false
  /// Whether its RegisterReq waits for an answer.
  var isRegistering = false
  /// When the server accepted it.
  package internal(set) var registeredAt: FrameStamp?
  /// What RegisterReq offered.
  package internal(set) var offeredVersion: UInt32?
  package internal(set) var firmwareLoad: String?
  /// Seconds between the keepalives that RegisterAck asked for.
  package internal(set) var keepAliveInterval: UInt32?
  /// The calls it takes part in, by call reference.
  package internal(set) var calls = CallTable()
  /// The soft keys that the server described to it.
  package internal(set) var softKeys = SoftKeyLabels()
  /// Requests that wait for their answers.
  var requests = RequestMatcher()
  /// How it rings, a value of RingMode; older servers tell of a call in no other way.
  var ringMode: UInt32?
  /// Lamp modes by stimulus and instance, to tell a change from a repetition.
  var lamps = LampTable()

  package init(stream: Int, device: Endpoint, server: Endpoint) {
    self.stream = stream
    self.device = device
    self.server = server
  }

  /// What it is called in a sentence.
  var noun: String { DeviceRole(type: deviceType).noun }
}

/// What a device is, as far as sentences care.
enum DeviceRole {
  case phone, gateway, bridge, mediaResource

  init(type: UInt32?) {
    self =
      switch type ?? 0 {
      case 30, 40...43, 47, 48, 62, 120...122, 125, 131...134: .gateway
      case 50...53, 85...88: .bridge
      case 70, 83, 84, 110...113, 126...129: .mediaResource
      default: .phone
      }
  }

  var noun: String {
    switch self {
    case .phone: "phone"
    case .gateway: "gateway"
    case .bridge: "bridge"
    case .mediaResource: "media resource"
    }
  }
}
