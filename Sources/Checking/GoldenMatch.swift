package import CallAnalysis
import Text

/// Holds messages, as they come, against the lines of a golden file, and keeps neither.
///
/// It knows only whether all is the same, which is what most checks are about: what differs, a
/// ``Comparison`` finds in another reading. The connections have to come in the file's order.
package final class GoldenMatch {
  private let normalization: Normalization
  private let index: GoldenIndex
  private var golden: PagedFile
  private var lines: NormalLines
  private var connections = NormalConnections()
  /// Where the next line of each connection begins.
  private var places: [Int] = []
  private var pairs = PlaceholderPairs()
  private var text = TextBuffer(capacity: 1024)
  private var line: [UInt8] = []
  /// Whether all was the same so far.
  private var holds: Bool

  /// The golden file's lines are found by an index of all of it; `read` fills room with the bytes at an
  /// offset, and says how many there are.
  package init(
    _ normalization: Normalization, _ index: GoldenIndex,
    read: @escaping (inout MutableSpan<UInt8>, Int) -> Int
  ) {
    self.normalization = normalization
    self.index = index
    golden = PagedFile(read: read)
    lines = NormalLines(normalization)
    holds = index.isWhole
  }

  /// Takes a message.
  package func append(_ record: borrowing Record) {
    guard lines.takes(record), holds else { return }
    let place = connections.note(
      stream: record.stream, record.deviceName, device: record.device, server: record.server)
    if place == places.count {
      guard place < index.starts.count, let next = line(at: index.starts[place]) else {
        holds = false
        return
      }
      places.append(next)
    }
    text.removeAll()
    lines.append(record, to: &text)
    take(ofConnection: place)
  }

  /// Holds the line at hand against the next of its connection.
  private func take(ofConnection place: Int) {
    guard places[place] < end(of: place), let next = line(at: places[place]), isSameAsLine() else {
      holds = false
      return
    }
    places[place] = next
  }

  /// Whether the text at hand says what the line at hand says.
  private func isSameAsLine() -> Bool {
    pairs.areSame(text, line)
  }

  /// The capture is over; whether it says what the golden file says.
  package func isSame() -> Bool {
    holds = holds && places.count == index.starts.count
    for place in places.indices where holds {
      text.removeAll()
      text.append("{\"connection\":")
      text.append(decimal: place + 1)
      connections.append(headOf: place, &lines.fields, normalization, to: &text)
      holds =
        places[place] == end(of: place) && line(at: index.starts[place]) != nil
        && isSameAsLine()
    }
    return holds
  }

  /// Where the lines of a connection end.
  private func end(of place: Int) -> Int {
    place + 1 < index.starts.count ? index.starts[place + 1] : index.end ?? 0
  }

  /// Reads the line at an offset; returns where the next one begins.
  private func line(at offset: Int) -> Int? {
    golden.readLine(at: offset, upTo: Self.maximumLineByteCount, into: &line)
  }

  /// Bytes of a line: more than the longest message has as JSON.
  private static let maximumLineByteCount = 1 << 24
}
