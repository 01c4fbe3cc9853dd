import CallAnalysis
import Rendering
import Wire

/// Collects the lines of a capture under its connections, as many as are held.
struct LineCollector {
  private var capture = NormalCapture()
  /// The connections by their numbers.
  private var places: [Int: Int] = [:]
  private var ends: [Int: Ends] = [:]
  private var byteCount = 0
  private var lineCount = 0

  private struct Ends {
    let name: String?
    let device: Endpoint
    let server: Endpoint
  }

  /// Whether there were more lines than are held.
  var isFull: Bool { capture.isFull }

  /// Takes note of who is at the ends of a connection; a name, once known, stays until another is.
  mutating func note(stream: Int, _ name: String?, device: Endpoint, server: Endpoint) {
    if ends[stream]?.name == nil || name != nil {
      ends[stream] = Ends(name: name, device: device, server: server)
    }
    if places[stream] != nil { return }
    places[stream] = capture.connections.count
    capture.connections.append(NormalCapture.Connection(head: ""))
  }

  /// Takes a line of a connection that was noted.
  mutating func append(_ line: NormalLine, ofStream stream: Int) {
    guard let place = places[stream], !isFull else { return }
    lineCount += 1
    byteCount += line.text.utf8.count
    if lineCount > NormalCapture.maximumLineCount || byteCount > NormalCapture.maximumByteCount {
      capture.isFull = true
      return
    }
    capture.connections[place].lines.append(line)
  }

  /// Puts the lines of each connection into the order of their frames.
  mutating func sortByFrame() {
    for place in capture.connections.indices {
      capture.connections[place].lines.sort { ($0.frame ?? 0) < ($1.frame ?? 0) }
    }
  }

  /// All that was taken, numbered in the order of the lines; `fields` has the numbers so far.
  consuming func finish(
    _ fields: inout NormalFields, _ normalization: Normalization
  ) -> NormalCapture {
    for (stream, place) in places.sorted(by: { $0.key < $1.key }) {
      guard let ends = ends[stream] else { continue }
      capture.connections[place].head = Self.head(
        ends, &fields, withPorts: normalization.kept.contains(.ports))
      var title = TextBuffer()
      title.append(visible: (ends.name ?? "\(ends.device)").utf8.span)
      capture.connections[place].title = String(title)
    }
    return capture.renumbered(order: Array(capture.connections.indices))
  }

  /// Who is at the ends of a connection, after the number of its line.
  private static func head(
    _ ends: Ends, _ fields: inout NormalFields, withPorts: Bool
  ) -> String {
    var text = TextBuffer()
    if let name = ends.name {
      text.append(",\"device\":")
      text.append(jsonString: fields.normalized(Array(name.utf8)))
    }
    text.append(",\"address\":")
    text.append(jsonString: fields.normalized(ends.device.address))
    if withPorts { append(port: ends.device, "port", to: &text) }
    text.append(",\"server\":")
    text.append(jsonString: fields.normalized(ends.server.address))
    if withPorts { append(port: ends.server, "serverPort", to: &text) }
    text.append("}")
    return String(text)
  }

  private static func append(port endpoint: Endpoint, _ key: String, to text: inout TextBuffer) {
    text.append(",\"\(key)\":")
    text.append(decimal: endpoint.port)
  }
}
