import CallAnalysis
import NetworkLayers
import Redaction
import SCCP
import Wire

/// What a first reading showed of captures that are redacted, with what stands in the place of it.
struct Census: Sendable {
  let table: Pseudonyms.Table
  /// Connections that carry SCCP, or TLS to a server of SCCP.
  let connections: ConnectionSet
  /// The keys and salts that were found.
  let keys: Set<[UInt8]>
}

/// Notes what there is to replace: values in messages, and the addresses of connections that carry SCCP,
/// or TLS to a server of SCCP.
struct CensusTaker: BatchWorker {
  private let pseudonyms: Pseudonyms
  private var changes: MessageChanges
  private var connections = ConnectionSet()
  /// Whether the ends of a connection were noted, by its number.
  private var isNoted: [Bool] = []
  private let result: Handover<Census>

  /// Begins; `result` gets what was found, settled.
  init(
    _ profile: RedactionProfile, _ key: RedactionKey, keepsVendors: Bool,
    for result: Handover<Census>
  ) {
    pseudonyms = Pseudonyms(key, keepsVendors: keepsVendors)
    pseudonyms.beginNoting()
    changes = MessageChanges(profile, pseudonyms)
    self.result = result
  }

  mutating func take(_ batch: inout SelectedBatch) {
    batch.records.changeEachRecord { record in
      changes.make(in: &record.message, stream: record.stream)
      noteEnds(of: record)
    }
    for note in batch.records.notes {
      switch note {
      case .connection(let event): self.note(event.source, event.destination)
      case .transport(let event) where event.kind == .tlsBegan:
        self.note(event.device, event.server)
      default: break
      }
    }
  }

  private mutating func noteEnds(of record: borrowing Record) {
    if record.stream < isNoted.count, isNoted[record.stream] { return }
    while isNoted.count <= record.stream { isNoted.append(false) }
    isNoted[record.stream] = true
    note(record.source, record.destination)
  }

  private mutating func note(_ source: Endpoint, _ destination: Endpoint) {
    guard connections.insert(source, destination) else { return }
    for end in [source, destination] { _ = pseudonyms.address(end.address) }
  }

  func finish(at time: Timestamp?) {
    pseudonyms.settle()
    result.put(Census(table: pseudonyms.table, connections: connections, keys: changes.keys))
  }
}
