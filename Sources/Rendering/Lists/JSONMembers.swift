import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Writes the members of a JSON object that have a value, in their order.
struct JSONMembers: ~Copyable {
  private var text = TextBuffer()
  private let context: ListContext

  init(_ context: ListContext) {
    self.context = context
  }

  /// The object of the members so far.
  var document: JSONDocument { .written(text.count == 0 ? "{}" : String(text) + "}") }

  /// Begins a member; keys are names of ours, without anything to escape.
  private mutating func begin(_ key: String) {
    text.append(text.count == 0 ? "{\"" : ",\"")
    text.append(key)
    text.append("\":")
  }

  mutating func add(_ key: String, _ value: JSONDocument?) {
    guard let value else { return }
    begin(key)
    text.append(value, as: .dense)
  }

  mutating func add(_ key: String, _ string: String?) {
    guard let string else { return }
    begin(key)
    text.append(jsonString: string)
  }

  mutating func add(_ key: String, _ number: Int?) {
    guard let number else { return }
    begin(key)
    text.append(decimal: number)
  }

  mutating func add(_ key: String, _ number: UInt32?) {
    guard let number else { return }
    begin(key)
    text.append(decimal: number)
  }

  mutating func add(_ key: String, _ endpoint: Endpoint?) {
    guard let endpoint else { return }
    begin(key)
    text.append("\"")
    text.append("\(endpoint)")
    text.append("\"")
  }

  mutating func add(_ key: String, _ connection: ConnectionKey) {
    begin(key)
    text.append("\"")
    connection.append(to: &text)
    text.append("\"")
  }

  mutating func add(_ key: String, _ address: IPAddress?) {
    guard let address else { return }
    begin(key)
    text.append("\"")
    text.append("\(address)")
    text.append("\"")
  }

  /// Adds a list, unless it is empty.
  mutating func add(_ key: String, nonEmpty values: [JSONDocument]) {
    if values.isEmpty { return }
    begin(key)
    for (index, value) in values.enumerated() {
      text.append(index == 0 ? "[" : ",")
      text.append(value, as: .dense)
    }
    text.append("]")
  }

  /// Adds the label of a value; the number where it has none.
  mutating func add(_ key: String, _ value: UInt32?, named names: ValueNames) {
    guard let value else { return }
    if let entry = names.entry(for: value) { add(key, entry.label) } else { add(key, value) }
  }

  /// Adds a frame's number, and its file where there are several.
  mutating func add(frame key: String, _ stamp: FrameStamp?) {
    guard let stamp else { return }
    add(key, stamp.number)
    if let name = context.name(ofFile: stamp) { add(key == "frame" ? "file" : key + "File", name) }
  }

  /// Adds a time as RFC 3339.
  mutating func add(time key: String, _ stamp: FrameStamp?) {
    guard let stamp, let time = stamp.time else { return }
    begin(key)
    text.append("\"")
    text.append(time: time, digits: stamp.timeDigits)
    text.append("\"")
  }

  /// Adds seconds, with as many decimals as times of the capture have.
  mutating func add(seconds key: String, _ nanoseconds: Int64?, like stamp: FrameStamp?) {
    guard let nanoseconds else { return }
    begin(key)
    text.append(seconds: nanoseconds, digits: stamp?.timeDigits ?? 6)
  }

  /// Adds the seconds between two frames.
  mutating func add(seconds key: String, from start: FrameStamp?, to end: FrameStamp?) {
    guard let start, let end else { return }
    add(seconds: key, end.nanoseconds(since: start), like: start)
  }
}
