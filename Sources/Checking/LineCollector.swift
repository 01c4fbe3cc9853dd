import Text
import Wire

/// Collects the lines of a capture under its connections, as many as are held.
struct LineCollector {
  private var capture = NormalCapture()
  private var ends = NormalConnections()
  private var byteCount = 0
  private var lineCount = 0

  /// Whether there were more lines than are held.
  var isFull: Bool { capture.isFull }

  /// Takes note of who is at the ends of a connection.
  mutating func note(stream: Int, _ name: String?, device: Endpoint, server: Endpoint) {
    let place = ends.note(stream: stream, name, device: device, server: server)
    if place == capture.connections.count {
      capture.connections.append(NormalCapture.Connection(head: ""))
    }
  }

  /// Takes a line of a connection that was noted.
  mutating func append(_ line: NormalLine, ofStream stream: Int) {
    guard let place = ends.place(of: stream), !isFull else { return }
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
    for place in capture.connections.indices {
      var head = TextBuffer()
      ends.append(headOf: place, &fields, normalization, to: &head)
      capture.connections[place].head = String(head)
      capture.connections[place].title = ends.title(of: place)
    }
    return capture.renumbered(order: Array(capture.connections.indices))
  }
}
