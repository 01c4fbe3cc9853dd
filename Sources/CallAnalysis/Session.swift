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

  /// What goes with the records of its messages.
  private(set) var profile = Profile.blank
  /// Whether its RegisterReq waits for an answer.
  var isRegistering = false
  /// When the server accepted it.
  var registeredAt: FrameStamp?
  /// The calls it takes part in, by call reference.
  var calls = CallTable()
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

  /// Learns something that later records have to know.
  func learn(_ change: (inout Profile.Facts) -> Void) {
    var facts = profile.facts
    change(&facts)
    profile = Profile(facts)
  }

  /// Whether a call rings at the device.
  var isRinging: Bool {
    calls.contains(state: CallStates.ringIn) || ringMode.map { $0 != RingModes.off } ?? false
  }
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
