import CallAnalysis
import Text
import Wire

/// Lines about connections: who is at their ends, and how they begin and end.
extension TimelineRenderer {
  /// Segments of a handshake that are held back: repeated SYNs of a server that does not answer.
  private static let maximumHandshake = 16

  mutating func take(_ event: ConnectionEvent) {
    naming = event.naming
    let isHandshake = event.kind == .opened || event.kind == .accepted
    if isHandshake, !connections.contains(event.device, event.server) {
      if let first = handshake.first, first.device != event.device { writeHandshake() }
      if handshake.count < Self.maximumHandshake {
        handshake.append(event)
        return
      }
    }
    let unanswered = event.stream.map { keepAlives.end($0) } ?? 0
    writeKeepAlives()
    introduce(event.device, event.server, as: event.deviceName)
    write(event, unanswered: unanswered)
  }

  mutating func introduce(_ record: borrowing Record) {
    if !connections.meets(stream: record.stream) || !handshake.isEmpty {
      introduce(record.device, record.server, as: record.deviceName)
    }
  }

  /// Says who is at the ends of a connection, before the first line about it.
  private mutating func introduce(
    _ device: Endpoint, _ server: Endpoint, as name: String?
  ) {
    if let first = handshake.first, first.device != device || first.server != server {
      writeHandshake()
    }
    if connections.insert(device, server) {
      text.append("\n")
      headed = nil
      paragraph.begin(indent: 0, hanging: 2, in: &text)
      let given = options.names[device.address]
      if let name, name != given {
        text.append(visible: name.utf8.span)
        text.append("  ")
      } else if given == nil {
        text.append("device ")
      }
      if let given { text.append(given + "  ") }
      text.append(device)
      text.append("  ⇄  server ")
      if let given = options.names[server.address] { text.append(given + "  ") }
      text.append(server)
      paragraph.arrange(.faint, in: &text)
      paragraph.end(in: &text)
    }
    writeHandshake()
  }

  /// Writes the handshake that was held back.
  mutating func writeHandshake() {
    guard let first = handshake.first else { return }
    let events = handshake
    handshake.removeAll()
    introduce(first.device, first.server, as: first.deviceName)
    for event in events { write(event) }
  }

  /// Writes what happened to a connection, and how many keepalives had no answer before that.
  private mutating func write(_ event: ConnectionEvent, unanswered: Int = 0) {
    writeHeading(event.stamp)
    let mishap = mishaps.note(event)
    begin(mark: "○", mishap == nil ? .faint : .problem)
    // The line has both ends: only a name can add to that.
    if namesDevice(event.naming), let name = options.names[event.device.address] ?? event.deviceName
    {
      write(visible: name)
      text.append("  ")
    }
    paragraph.write(event.flagNames, mishap == nil ? .heading : .problem, to: &text)
    text.append("  ")
    text.append(event.source)
    text.append(" → ")
    text.append(event.destination)
    paragraph.arrange(mishap == nil ? .plain : .problem, in: &text)
    if unanswered > 0 {
      text.append(unanswered == 1 ? "  (the keepalive" : "  (the ")
      if unanswered > 1 {
        text.append(decimal: unanswered)
        text.append(" keepalives")
      }
      text.append(" before it had no answer)")
      paragraph.arrange(.problem, in: &text)
    }
    paragraph.end(in: &text)
    guard options.annotations != .none else { return }
    begin(mark: "💡", .annotation, hanging: 3)
    paragraph.write(event.sentence, .annotation, to: &text)
    paragraph.end(in: &text)
  }

  /// Whether lines say their device, unless only one was asked for.
  private func namesDevice(_ naming: Naming) -> Bool {
    naming.contains(options.isOneDevice ? .address : .device)
  }

  /// Writes whose a line is, as far as it does not go without saying.
  mutating func writeParties(
    _ naming: Naming, _ name: String?, _ device: Endpoint, _ server: Endpoint
  ) {
    if namesDevice(naming) {
      if let name = options.names[device.address] ?? name {
        write(visible: name)
        if naming.contains(.address) {
          text.append(" at ")
          text.append(device.address)
        }
      } else {
        text.append(device)
      }
      text.append("  ")
    }
    if naming.contains(.server) {
      text.append("server ")
      if let given = options.names[server.address] {
        text.append(given)
      } else if server.port == Self.usualPort {
        text.append(server.address)
      } else {
        text.append(server)
      }
      text.append("  ")
    }
    paragraph.arrange(in: &text)
  }

  /// The port that goes without saying.
  private static var usualPort: UInt16 { 2000 }
}
