package import CallAnalysis
import Wire

extension ConnectionEvent {
  var device: Endpoint { isFromDevice ? source : destination }
  var server: Endpoint { isFromDevice ? destination : source }

  var flagNames: String {
    switch kind {
    case .opened: "SYN"
    case .accepted: "SYN-ACK"
    case .closed: "FIN"
    case .reset: "RST"
    }
  }

  package var sentence: String {
    switch (kind, isFromDevice) {
    case (.opened, true) where attempt > 1:
      "The device asks the server again for a TCP connection, try \(attempt)."
    case (.opened, true): "The device asks the server for a TCP connection."
    case (.opened, false): "The server asks the device for a TCP connection, which is unusual."
    case (.accepted, _): "The connection stands; SCCP can begin."
    case (.closed, true): "The device ends its side of the connection\(last)."
    case (.closed, false): "The server ends its side of the connection\(last)."
    case (.reset, true): "The device cuts the connection at once\(last)."
    case (.reset, false) where isRefusal:
      "The server refuses the connection: nothing listens on port \(server.port), "
        + "or a firewall answers for it."
    case (.reset, false): "The server cuts the connection at once\(last)."
    }
  }

  /// What came last before a connection's end, as a part of its sentence.
  private var last: String {
    guard let lastMessage else { return "" }
    var text = TextBuffer()
    text.append(", ")
    if text.append(duration: lastMessage.nanoseconds) { text.append(" ") }
    text.append("after \(lastMessage.name) of frame \(lastMessage.frame.number)")
    return String(text)
  }
}
