import Rendering
package import Story
import Text
package import Wire

/// Makes lines of calls that another run of the same scenario has too.
///
/// A line is the object that `calls --json` prints, cut to the members of ``CallMember``. It stands
/// under the connection of the call's first leg.
package struct CallNormalizer: ~Copyable {
  private let normalization: Normalization
  private var fields: NormalFields
  private var collector = LineCollector()
  private let context = ListContext(fileNames: [])
  private var start: Timestamp?

  package init(_ normalization: Normalization) {
    self.normalization = normalization
    fields = NormalFields(normalization)
  }

  /// The capture begins at `time`.
  package mutating func begin(at time: Timestamp) {
    start = time
  }

  /// Takes a call that is complete.
  package mutating func append(_ call: Call) {
    guard let leg = call.legs.first, !collector.isFull else { return }
    var text = TextBuffer()
    CallRow(call).appendJSON(context, to: &text)
    guard let value = try? JSONValue(parsing: String(text)),
      case .object(var members)? = cut(value, path: "")
    else { return }
    if let time = time(of: call) {
      members.insert(JSONValue.Member(key: "time", value: time), at: min(1, members.count))
    }
    let line = Self.sortingStreams(.object(members))
    text.removeAll()
    text.append(line)
    collector.note(
      stream: leg.link.stream, leg.deviceName, device: leg.link.device, server: leg.link.server)
    collector.append(
      NormalLine(frame: call.start.number, kind: Self.kind(of: line), text: String(text)),
      ofStream: leg.link.stream)
  }

  /// All that was taken, numbered in the order of the lines.
  package consuming func finish() -> NormalCapture {
    collector.sortByFrame()
    return collector.finish(&fields, normalization)
  }

  /// What a call is: calls between the same parties can be compared member by member.
  static func kind(of line: JSONValue) -> String {
    func words(_ party: String, after word: String) -> String {
      let members = line[key: party]
      let name = members?[key: "number"]?.string ?? members?[key: "name"]?.string
      return name.map { " \(word) \($0)" } ?? ""
    }
    return "call" + words("from", after: "from") + words("to", after: "to")
  }

  // MARK: - Members

  /// When a call began, in seconds since the capture did; nil where times are not kept.
  private func time(of call: Call) -> JSONValue? {
    guard normalization.kept.contains(.times), !isIgnored("time"), let start,
      let passed = call.start.time?.nanoseconds(since: start)
    else { return nil }
    var text = TextBuffer()
    text.append(seconds: passed, digits: call.start.timeDigits)
    return .string(String(text))
  }

  private func isIgnored(_ path: String) -> Bool {
    normalization.ignoredFields.contains { CallMember.chooses($0, path: path) }
  }

  /// A value with the members that are compared; nil where it has none of them.
  private mutating func cut(_ value: JSONValue, path: String) -> JSONValue? {
    if isIgnored(path) { return nil }
    if let member = CallMember.all[path] { return treated(value, member) }
    switch value {
    case .object(let members):
      var left: [JSONValue.Member] = []
      for member in members {
        let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
        guard let value = cut(member.value, path: inner) else { continue }
        left.append(JSONValue.Member(key: member.key, value: value))
      }
      return left.isEmpty ? nil : .object(left)
    case .array(let values):
      var left: [JSONValue] = []
      for value in values {
        if let value = cut(value, path: path) { left.append(value) }
      }
      return left.isEmpty ? nil : .array(left)
    default: return nil
    }
  }

  private mutating func treated(_ value: JSONValue, _ member: CallMember) -> JSONValue? {
    switch member {
    case .plain: return value
    case .text: return value.string.map { .string(fields.normalized(Array($0.utf8))) }
    case .call:
      guard let number = value.integer, !normalization.kept.contains(.ids) else { return value }
      return .string(fields.placeholder(ofCall: number))
    case .states:
      let states = value.array?.compactMap { entry -> String? in
        switch entry[key: "state"] {
        case .string(let label), .number(let label): label
        default: nil
        }
      }
      return states.map { .string($0.joined(separator: " → ")) }
    case .kept(let category): return normalization.kept.contains(category) ? value : nil
    }
  }

  /// The line with its streams in the order of its legs: which phone's are ordered first differs
  /// from run to run.
  private static func sortingStreams(_ line: JSONValue) -> JSONValue {
    guard case .object(var members) = line,
      let place = members.firstIndex(where: { $0.key == "streams" }),
      let streams = members[place].value.array
    else { return line }
    let devices = line[key: "legs"]?.array?.map { $0[key: "device"]?.string } ?? []
    let ranked = streams.enumerated().map { index, stream in
      (devices.firstIndex(of: stream[key: "device"]?.string) ?? devices.count, index, stream)
    }
    let sorted = ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    members[place] = JSONValue.Member(key: "streams", value: .array(sorted))
    return .object(members)
  }
}
