import SCCP
import Story
import Wire

/// The members of a JSON object that have a value, in their order.
struct JSONMembers {
  private(set) var members: [(key: String, value: JSONDocument)] = []
  private let context: ListContext

  init(_ context: ListContext) {
    self.context = context
  }

  var document: JSONDocument { .object(members) }

  mutating func add(_ key: String, _ value: JSONDocument?) {
    if let value { members.append((key, value)) }
  }

  mutating func add(_ key: String, _ text: String?) {
    if let text { members.append((key, .string(text))) }
  }

  mutating func add(_ key: String, _ number: Int?) {
    if let number { members.append((key, .integer(number))) }
  }

  mutating func add(_ key: String, _ number: UInt32?) {
    if let number { members.append((key, .integer(Int(number)))) }
  }

  mutating func add(_ key: String, _ endpoint: Endpoint?) {
    if let endpoint { members.append((key, .string("\(endpoint)"))) }
  }

  mutating func add(_ key: String, _ address: IPAddress?) {
    if let address { members.append((key, .string("\(address)"))) }
  }

  /// Adds a list, unless it is empty.
  mutating func add(_ key: String, nonEmpty values: [JSONDocument]) {
    if !values.isEmpty { members.append((key, .array(values))) }
  }

  /// Adds the label of a value; the number where it has none.
  mutating func add(_ key: String, _ value: UInt32?, named names: ValueNames) {
    guard let value else { return }
    members.append((key, names.entry(for: value).map { .string($0.label) } ?? .integer(Int(value))))
  }

  /// Adds a frame's number, and its file where there are several.
  mutating func add(frame key: String, _ stamp: FrameStamp?) {
    guard let stamp else { return }
    members.append((key, .integer(stamp.number)))
    add(key == "frame" ? "file" : key + "File", context.name(ofFile: stamp))
  }

  /// Adds a time as RFC 3339.
  mutating func add(time key: String, _ stamp: FrameStamp?) {
    guard let stamp, let time = stamp.time else { return }
    var text = TextBuffer()
    text.append(time: time, digits: stamp.timeDigits)
    members.append((key, .string(String(text))))
  }

  /// Adds seconds, with as many decimals as times of the capture have.
  mutating func add(seconds key: String, _ nanoseconds: Int64?, like stamp: FrameStamp?) {
    guard let nanoseconds else { return }
    var text = TextBuffer()
    text.append(seconds: nanoseconds, digits: stamp?.timeDigits ?? 6)
    members.append((key, .number(String(text))))
  }

  /// Adds the seconds between two frames.
  mutating func add(seconds key: String, from start: FrameStamp?, to end: FrameStamp?) {
    guard let start, let end else { return }
    add(seconds: key, end.nanoseconds(since: start), like: start)
  }
}
