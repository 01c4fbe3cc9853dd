import CallAnalysis
import SCCP
import Wire

/// What was selected of connections whose device is not named yet, for `--device`: an Alarm and the
/// handshake come before the RegisterReq that names it.
struct UnnamedConnections {
  /// Kept of one connection; what comes before a name is little, so the oldest is dropped.
  static let maximumPerConnection = 64
  /// Kept of all connections: with a few kilobytes for a record, some megabytes. Beyond it all of
  /// it is forgotten, because what matters came just before a name.
  static let maximumCount = 2048
  /// Bytes of the messages kept of all connections: one message may have 65,536.
  static let maximumByteCount = 1 << 24

  private enum Item {
    case record(Record)
    case event(ConnectionEvent)

    var byteCount: Int {
      if case .record(let record) = self { record.message.bytes.count } else { 0 }
    }
  }

  private struct Ends: Hashable {
    let device: Endpoint
    let server: Endpoint
  }

  private var items: [Ends: [Item]] = [:]
  private var count = 0
  private var byteCount = 0

  /// Keeps a record, and leaves another one for it.
  mutating func keep(_ record: inout Record) {
    var kept = Record()
    swap(&kept, &record)
    append(.record(kept), Ends(device: kept.device, server: kept.server))
  }

  /// Keeps what happened to a connection; a SYN forgets what an earlier one between the ends said.
  mutating func keep(_ event: ConnectionEvent) {
    let ends = ends(of: event)
    if event.kind == .opened, event.attempt == 1 { drop(ends) }
    append(.event(event), ends)
  }

  /// Appends what was kept of the connection of a record that names its device.
  mutating func release(for record: borrowing Record, into batch: inout RecordBatch) {
    let ends = Ends(device: record.device, server: record.server)
    guard !items.isEmpty, let kept = items.removeValue(forKey: ends) else { return }
    count -= kept.count
    byteCount -= kept.reduce(0) { $0 + $1.byteCount }
    for item in kept {
      switch item {
      case .record(var record): batch.append { swap(&$0, &record) }
      case .event(let event): batch.append(.connection(event))
      }
    }
  }

  /// Forgets what was kept of the connection of a record: its device is another one.
  mutating func drop(for record: borrowing Record) {
    drop(Ends(device: record.device, server: record.server))
  }

  private func ends(of event: ConnectionEvent) -> Ends {
    event.isFromDevice
      ? Ends(device: event.source, server: event.destination)
      : Ends(device: event.destination, server: event.source)
  }

  private mutating func append(_ item: Item, _ ends: Ends) {
    if count >= Self.maximumCount || byteCount >= Self.maximumByteCount {
      items.removeAll()
      count = 0
      byteCount = 0
    }
    var kept = items.removeValue(forKey: ends) ?? []
    if kept.count >= Self.maximumPerConnection {
      byteCount -= kept.removeFirst().byteCount
      count -= 1
    }
    kept.append(item)
    count += 1
    byteCount += item.byteCount
    items[ends] = kept
  }

  private mutating func drop(_ ends: Ends) {
    guard !items.isEmpty, let kept = items.removeValue(forKey: ends) else { return }
    count -= kept.count
    byteCount -= kept.reduce(0) { $0 + $1.byteCount }
  }
}
