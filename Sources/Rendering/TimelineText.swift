import CallAnalysis
import Wire

extension TextBuffer {
  /// Appends what a run of keepalives comes to. Where something else came after it, an answer to
  /// its last request may still follow.
  mutating func append(keepAlives run: KeepAliveRuns.Run, isInterrupted: Bool) {
    append("KeepAlive")
    if run.requestCount > 1 {
      append(" × ")
      append(decimal: run.requestCount)
      let start = count
      append(", every ")
      if !append(duration: run.interval) { truncate(to: start) }
    }
    if run.requestCount == 0, let request = run.earlierRequest {
      append(" of frame ")
      append(decimal: request)
      append(", answered in ")
      _ = append(duration: run.slowest)
    } else if run.requestCount == 0 {
      append(": answers to requests that are not in the capture")
    } else if run.answerCount >= run.requestCount {
      append(run.requestCount > 1 ? ", all answered within " : ", answered in ")
      _ = append(duration: run.slowest)
    } else if run.answerCount == 0 {
      append(run.requestCount > 1 ? ", none answered" : ", not answered")
      if run.requestCount == 1, isInterrupted { append(" yet") }
    } else {
      append(", ")
      append(decimal: run.requestCount - run.answerCount)
      append(" not answered")
      if isInterrupted { append(" yet") }
    }
  }
}

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

  var sentence: String {
    switch (kind, isFromDevice) {
    case (.opened, true): "The device asks the server for a TCP connection."
    case (.opened, false): "The server asks the device for a TCP connection, which is unusual."
    case (.accepted, _): "The connection stands; SCCP can begin."
    case (.closed, true): "The device ends its side of the connection\(last)."
    case (.closed, false): "The server ends its side of the connection\(last)."
    case (.reset, true): "The device cuts the connection at once\(last)."
    case (.reset, false) where lastMessage == nil:
      "The server cuts or refuses the connection at once."
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
