import CallAnalysis
import NetworkLayers
import Redaction
import Wire

/// Notes which connections carry SCCP, and the addresses at their ends.
final class SCCPConnections: RunOutput {
  private(set) var messageCount = 0
  private(set) var connections = ConnectionSet()
  /// Whether segments came in fragments of IP packets.
  var hasFragments = false
  private let pseudonyms: Pseudonyms
  private var record = Record()

  init(_ pseudonyms: Pseudonyms) {
    self.pseudonyms = pseudonyms
  }

  func receive(filledBy fill: (inout Record) -> Bool) {
    if fill(&record) { take(record) }
  }

  func receive(_ record: inout Record) {
    take(record)
  }

  func receive(_ event: ConnectionEvent) {
    note(event.source, event.destination)
  }

  private func take(_ record: borrowing Record) {
    messageCount += 1
    note(record.source, record.destination)
  }

  private func note(_ source: Endpoint, _ destination: Endpoint) {
    guard connections.insert(source, destination) else { return }
    for end in [source, destination] { _ = pseudonyms.address(end.address) }
  }
}
