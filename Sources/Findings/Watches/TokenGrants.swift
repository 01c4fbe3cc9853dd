import SCCP
import Story
import Wire

/// Tokens that servers granted, until the device registers with them.
struct TokenGrants {
  private var grants: [String: Grant] = [:]
  private let limit: Int64

  /// Devices whose tokens are remembered.
  private static let maximumCount = 1 << 17

  private struct Grant {
    let stamp: FrameStamp
    let link: LinkState
  }

  init(_ settings: FindingSettings) {
    limit = settings.nanoseconds(.tokenUnused)
  }

  mutating func note(_ link: LinkState, at stamp: FrameStamp) {
    guard let name = link.name, grants.count < Self.maximumCount else { return }
    grants[name] = Grant(stamp: stamp, link: link)
  }

  /// Forgets the token of a device that asks to register; returns when it got the token, where it
  /// registers with the server that granted it.
  mutating func use(by link: LinkState) -> FrameStamp? {
    guard let name = link.name, let grant = grants.removeValue(forKey: name),
      grant.link.server == link.server
    else { return nil }
    return grant.stamp
  }

  /// Judges the tokens that are older than the limit; a device in a call waits for its end.
  mutating func judge(
    at time: Timestamp, _ devices: [String: DeviceHistory], _ desk: inout FindingDesk
  ) {
    if grants.isEmpty { return }
    for (name, grant) in grants {
      guard let granted = grant.stamp.time, (time.nanoseconds(since: granted) ?? 0) > limit else {
        continue
      }
      grants[name] = nil
      let isBusy = devices[name]?.links.contains { $0.isInCall } ?? false
      if isBusy || grant.link.hasGap(of: .device, since: grant.stamp) { continue }
      desk.say(
        .tokenUnused, grant.link,
        Observation("\(name) got a token but did not move.", at: grant.stamp)
          .resting(on: (grant.stamp, .name(of: .registerTokenAck))))
    }
  }
}
