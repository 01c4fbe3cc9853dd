import Story
import Wire

/// What a capture hears of the audio between devices: a mirror port hears some of them only, and those
/// elsewhere only while they speak with one of these.
struct Vantage {
  /// How often each device was heard in calls, and how often not.
  private var devices: [String: (heard: Int, unheard: Int)] = [:]
  /// Networks between which audio was heard.
  private var ways: Set<Way> = []
  /// Whether any audio was heard.
  var hasAudio = false

  /// Devices, and pairs of networks, that are remembered.
  private static let maximumCount = 1 << 17

  /// Two networks, or one with itself.
  private struct Way: Hashable {
    let ends: Set<UInt128>

    init(_ one: IPAddress, _ other: IPAddress) {
      ends = [Self.network(of: one), Self.network(of: other)]
    }

    /// The first 24 bits of an IPv4 address, the first 64 of an IPv6 address: what one switch serves.
    private static func network(of address: IPAddress) -> UInt128 {
      address.isIPv6 ? address.bits >> 64 | 1 << 64 : address.bits >> 8
    }
  }

  /// Notes whether a device was heard in a call.
  mutating func note(_ device: String, isHeard: Bool) {
    guard devices[device] != nil || devices.count < Self.maximumCount else { return }
    var counts = devices[device] ?? (0, 0)
    if isHeard { counts.heard += 1 } else { counts.unheard += 1 }
    devices[device] = counts
  }

  /// Notes that audio was heard between two addresses.
  mutating func noteAudio(between one: IPAddress, and other: IPAddress) {
    hasAudio = true
    if ways.count < Self.maximumCount { ways.insert(Way(one, other)) }
  }

  /// Whether audio between two addresses would be heard: it was between others of their networks, and
  /// both devices were heard in all calls but one, so many at least.
  func hears(
    _ devices: [String], at ends: (IPAddress, IPAddress), inCalls count: Int
  ) -> Bool {
    guard ways.contains(Way(ends.0, ends.1)) else { return false }
    return devices.allSatisfy { device in
      guard let counts = self.devices[device] else { return false }
      return counts.heard >= count && counts.unheard == 1
    }
  }
}
