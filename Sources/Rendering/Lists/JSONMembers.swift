import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Writes the members of a JSON object that have a value, in their order, straight into the text.
///
/// Keys are names of ours, without anything to escape.
struct JSONMembers: ~Copyable {
  private var text = TextBuffer(capacity: 1 << 12)
  private let context: ListContext

  init(_ context: ListContext) {
    self.context = context
    text.append("{")
  }

  /// The object of the members so far.
  var document: JSONDocument { .written(String(text) + "}") }

  /// Appends the object to a text.
  consuming func end(in other: inout TextBuffer) {
    text.append("}")
    other.append(text.span)
  }

  /// Separates what comes next from what stands before it in the same object or list.
  private mutating func separate() {
    let last = text.span[text.count - 1]
    if last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { text.append(",") }
  }

  private mutating func begin(_ key: StaticString) {
    separate()
    text.append("\"")
    text.append(key)
    text.append("\":")
  }

  /// Adds an object with members of its own.
  mutating func add(_ key: StaticString, object append: (inout JSONMembers) -> Void) {
    begin(key)
    add(object: append)
  }

  private mutating func add(object append: (inout JSONMembers) -> Void) {
    text.append("{")
    append(&self)
    text.append("}")
  }

  /// Adds a list of objects, unless it is empty.
  mutating func add<Element>(
    _ key: StaticString, objects elements: [Element],
    _ append: (inout JSONMembers, Element) -> Void
  ) {
    if elements.isEmpty { return }
    begin(key)
    text.append("[")
    for element in elements {
      separate()
      add { append(&$0, element) }
    }
    text.append("]")
  }

  /// Adds a list of texts, unless it is empty.
  mutating func add(_ key: StaticString, texts: [String]) {
    if texts.isEmpty { return }
    begin(key)
    text.append("[")
    for string in texts {
      separate()
      text.append(jsonString: string)
    }
    text.append("]")
  }

  /// Adds a list of numbers.
  mutating func add(_ key: StaticString, numbers: some Sequence<Int>) {
    begin(key)
    text.append("[")
    for number in numbers {
      separate()
      text.append(decimal: number)
    }
    text.append("]")
  }

  mutating func add(_ key: StaticString, _ value: JSONDocument?) {
    guard let value else { return }
    begin(key)
    text.append(value, as: .dense)
  }

  mutating func add(_ key: StaticString, _ string: String?) {
    guard let string else { return }
    begin(key)
    text.append(jsonString: string)
  }

  mutating func add(_ key: StaticString, _ number: Int?) {
    guard let number else { return }
    begin(key)
    text.append(decimal: number)
  }

  mutating func add(_ key: StaticString, _ number: UInt32?) {
    guard let number else { return }
    begin(key)
    text.append(decimal: number)
  }

  mutating func add(_ key: StaticString, _ flag: Bool) {
    begin(key)
    text.append(flag ? "true" : "false")
  }

  /// Adds a number that is not negative, with so many decimals.
  mutating func add(_ key: StaticString, _ number: Double, digits: Int) {
    begin(key)
    text.append(rounded: number, digits: digits)
  }

  /// Begins a member with one of our names that is chosen when the program runs.
  private mutating func begin(named key: String) {
    separate()
    text.append(key, between: UInt8(ascii: "\""))
    text.append(":")
  }

  /// Adds a number by its text.
  mutating func add(named key: String, number: String) {
    begin(named: key)
    text.append(number)
  }

  mutating func add(named key: String, number: UInt32) {
    begin(named: key)
    text.append(decimal: number)
  }

  mutating func add(_ key: StaticString, _ endpoint: Endpoint?) {
    guard let endpoint else { return }
    begin(key)
    text.append("\"")
    text.append(endpoint)
    text.append("\"")
  }

  mutating func add(_ key: StaticString, _ connection: ConnectionKey) {
    begin(key)
    text.append("\"")
    connection.append(to: &text)
    text.append("\"")
  }

  mutating func add(_ key: StaticString, _ address: IPAddress?) {
    guard let address else { return }
    begin(key)
    text.append("\"")
    text.append(address)
    text.append("\"")
  }

  /// Adds the label of a value; the number where it has none.
  mutating func add(_ key: StaticString, _ value: UInt32?, named names: ValueNames) {
    guard let value else { return }
    if let entry = names.entry(for: value) { add(key, entry.label) } else { add(key, value) }
  }

  /// Adds what the object is, and its capture where each has a list of its own.
  mutating func add(type: String) {
    add("type", type)
    add("file", context.capture)
  }

  /// Adds a frame's number as `frame`, and its file where there are several.
  mutating func add(frame stamp: FrameStamp) {
    add("frame", stamp.number)
    add("file", context.name(ofFile: stamp))
  }

  /// Adds a frame's number, and its file where there are several.
  mutating func add(frame key: StaticString, _ stamp: FrameStamp?) {
    guard let stamp else { return }
    add(key, stamp.number)
    guard let name = context.name(ofFile: stamp) else { return }
    separate()
    text.append("\"")
    text.append(key)
    text.append("File\":")
    text.append(jsonString: name)
  }

  /// Adds a time as RFC 3339.
  mutating func add(time key: StaticString, _ stamp: FrameStamp?) {
    guard let stamp, let time = stamp.time else { return }
    begin(key)
    text.append("\"")
    text.append(time: time, digits: stamp.timeDigits)
    text.append("\"")
  }

  /// Adds seconds, with as many decimals as times of the capture have.
  mutating func add(seconds key: StaticString, _ nanoseconds: Int64?, like stamp: FrameStamp?) {
    guard let nanoseconds else { return }
    begin(key)
    text.append(seconds: nanoseconds, digits: stamp?.timeDigits ?? 6)
  }

  /// Adds the seconds between two frames.
  mutating func add(seconds key: StaticString, from start: FrameStamp?, to end: FrameStamp?) {
    guard let start, let end else { return }
    add(seconds: key, end.nanoseconds(since: start), like: start)
  }
}
