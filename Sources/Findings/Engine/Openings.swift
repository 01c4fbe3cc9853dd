import CallAnalysis
import Wire

/// What is known of connections before their first message: who opened and who accepted them.
struct Openings {
  private var all: [Ends: State] = [:]

  /// Connections remembered; beyond, those that come later count as begun before the capture.
  private static let maximumCount = 1 << 16

  private struct Ends: Hashable {
    let device: Endpoint
    let server: Endpoint
  }

  private struct State {
    var isAccepted = false
  }

  mutating func note(_ event: ConnectionEvent) {
    guard event.stream == nil else { return }
    let ends =
      event.isFromDevice
      ? Ends(device: event.source, server: event.destination)
      : Ends(device: event.destination, server: event.source)
    switch event.kind {
    case .opened:
      if all.count < Self.maximumCount { all[ends] = State() }
    case .accepted: all[ends]?.isAccepted = true
    case .closed, .reset: all[ends] = nil
    case .unreachable: break
    }
  }

  /// Fills in what is known of a connection that carries its first message.
  mutating func describe(_ link: LinkState) {
    guard let state = all.removeValue(forKey: Ends(device: link.device, server: link.server)) else {
      return
    }
    link.isFromStart = true
    if state.isAccepted { link.heard.insert(.server) }
  }
}
