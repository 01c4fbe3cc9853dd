import CallAnalysis
import NetworkLayers
import Redaction
import Story
import Wire

/// Notes which connections carry SCCP, or TLS to a server of SCCP, and the addresses at their ends.
final class SCCPConnections: Listener {
  private(set) var connections = ConnectionSet()
  /// Whether segments came in fragments of IP packets.
  var hasFragments = false
  private let pseudonyms: Pseudonyms
  /// Whether the ends of a connection were noted, by its number.
  private var isNoted: [Bool] = []

  init(_ pseudonyms: Pseudonyms) {
    self.pseudonyms = pseudonyms
  }

  func hear(_ record: borrowing Record, _ replies: inout Replies) {
    if record.stream < isNoted.count, isNoted[record.stream] { return }
    while isNoted.count <= record.stream { isNoted.append(false) }
    isNoted[record.stream] = true
    note(record.source, record.destination)
  }

  func hear(_ event: Event, _ replies: inout Replies) {
    switch event {
    case .connection(let event): note(event.source, event.destination)
    case .transport(let event) where event.kind == .tlsBegan: note(event.device, event.server)
    default: break
    }
  }

  private func note(_ source: Endpoint, _ destination: Endpoint) {
    guard connections.insert(source, destination) else { return }
    for end in [source, destination] { _ = pseudonyms.address(end.address) }
  }
}
