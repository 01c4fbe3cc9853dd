import SCCP
import Wire

/// What is known of the device at one end of a connection.
///
/// Seen in this module only, for then the compiler knows all uses of a property, and need not check
/// while the program runs that they do not overlap.
final class Session {
  /// Number of the connection, from 0, in the order of their first messages.
  let stream: Int
  let device: Endpoint
  let server: Endpoint

  /// The name it registered with.
  var deviceName: String?
  /// Its model, as a number of the enumeration DeviceType.
  var deviceType: UInt32?
  /// Whether the capture holds its RegisterReq.
  var hasRegisterRequest = false
  /// Whether its RegisterReq waits for an answer.
  var isRegistering = false
  /// When the server accepted it.
  var registeredAt: FrameStamp?
  /// What RegisterReq offered.
  var offeredVersion: UInt32?
  var firmwareLoad: String?
  /// Seconds between the keepalives that RegisterAck asked for.
  var keepAliveInterval: UInt32?
  /// The calls it takes part in, by call reference.
  var calls = CallTable()
  /// The soft keys that the server described to it.
  var softKeys = SoftKeyLabels()
  /// Requests that wait for their answers.
  var requests = RequestMatcher()
  /// How it rings, a value of RingMode; older servers tell of a call in no other way.
  var ringMode: UInt32?
  /// Lamp modes by stimulus and instance, to tell a change from a repetition.
  var lamps = LampTable()

  init(stream: Int, device: Endpoint, server: Endpoint) {
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
