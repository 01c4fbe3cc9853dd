package import CallAnalysis
import NetworkLayers
import Text
import Wire

extension ConnectionEvent {
  var device: Endpoint { isFromDevice ? source : destination }
  var server: Endpoint { isFromDevice ? destination : source }

  /// Whether it says that a connection is cut, or that an end is not reached.
  var isTrouble: Bool {
    switch kind {
    case .reset, .unreachable: true
    case .opened, .accepted, .closed: false
    }
  }

  var flagNames: String {
    switch kind {
    case .opened: "SYN"
    case .accepted: "SYN-ACK"
    case .closed: "FIN"
    case .reset: "RST"
    case .unreachable: "ICMP"
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
    case (.unreachable(let reporter, let reason), _):
      "The network says that the \(isFromDevice ? "device" : "server") is unreachable: "
        + "\(reason.clause) (from \(reporter))."
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

extension Unreachable.Reason {
  /// Why a segment was not delivered.
  fileprivate var clause: String {
    switch self {
    case .network: "there is no route to its network"
    case .host: "no host answers at its address"
    case .port: "nothing listens on its port"
    case .transport: "it does not take TCP"
    case .prohibited: "a filter on the way forbids it"
    case .other(let code): "ICMP code \(code)"
    }
  }
}
