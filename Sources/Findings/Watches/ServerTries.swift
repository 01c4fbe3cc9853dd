import CallAnalysis
import Story
import Text
import Wire

/// How devices fare with the ports of servers, before any message.
struct ServerTries {
  private let settings: FindingSettings
  private var tries: [ServerTry: Tries] = [:]

  /// Servers that devices tried to reach, that are remembered.
  private static let maximumCount = 1 << 17

  private struct ServerTry: Hashable {
    let device: IPAddress
    let server: Endpoint
  }

  /// How a device fared with a server's port.
  private struct Tries {
    var refusal: FrameStamp?
    var opened: FrameStamp?
    var attemptCount = 0
    var frames: [Finding.Evidence] = []
  }

  init(_ settings: FindingSettings) {
    self.settings = settings
  }

  /// Notes how devices fare with servers' ports before any message.
  mutating func hear(_ event: ConnectionEvent) {
    guard event.stream == nil else { return }
    let device = event.isFromDevice ? event.source : event.destination
    let server = event.isFromDevice ? event.destination : event.source
    let key = ServerTry(device: device.address, server: server)
    switch event.kind {
    case .opened:
      guard tries[key] != nil || tries.count < Self.maximumCount else { return }
      var state = tries[key] ?? Tries()
      state.opened = state.opened ?? event.stamp
      state.attemptCount += 1
      if state.frames.count < 8 {
        state.frames.append(Finding.Evidence(event.stamp.place, "SYN"))
      }
      tries[key] = state
    case .accepted: tries[key] = nil
    case .reset where event.isRefusal:
      var state = tries[key] ?? Tries()
      state.refusal = state.refusal ?? event.stamp
      if state.frames.count < 8 {
        state.frames.append(Finding.Evidence(event.stamp.place, "RST"))
      }
      tries[key] = state
    case .unreachable:
      // It says why nobody answers; a try without any is no failure yet.
      guard let state = tries[key], state.frames.count < 8 else { return }
      tries[key]?.frames.append(Finding.Evidence(event.stamp.place, "ICMP"))
    case .closed, .reset: break
    }
  }

  /// Judges those whose limits of time are over.
  mutating func judge(at time: Timestamp, _ desk: inout FindingDesk) {
    if tries.isEmpty { return }
    let retry = settings.nanoseconds(.connectionRefused)
    let limit = settings.nanoseconds(.serverUnreachable)
    for (key, state) in tries {
      if let refusal = state.refusal {
        guard let first = refusal.time, (time.nanoseconds(since: first) ?? 0) > retry else {
          continue
        }
        var observation = Observation(
          "\(key.server) refuses TCP: the call manager service is down, or the port is wrong.",
          at: refusal)
        observation.related = state.frames
        desk.say(.connectionRefused, device: "\(key.device)", observation)
        tries[key] = nil
      } else if let opened = state.opened, let first = opened.time,
        (time.nanoseconds(since: first) ?? 0) > limit
      {
        if state.attemptCount >= settings.count(.serverUnreachable, "attempts") {
          var observation = Observation("\(key.server) does not answer TCP.", at: opened)
          observation.related = state.frames
          desk.say(.serverUnreachable, device: "\(key.device)", observation)
        }
        tries[key] = nil
      }
    }
  }
}
