import SCCP
import Text
import Wire

/// The fields of a message that a name stands for, and which values they can have.
struct FieldChoice {
  private let name: String
  private let layout: Layout
  /// Their steps in the layout.
  let steps: [Int32]

  /// A name at any depth, or the end of a path with dots, such as `precedence.precedenceLevel`.
  init(_ name: String, _ place: TextPlace, _ layout: Layout) throws(ExpectationError) {
    let message = layout.definition.name
    let named = layout.paths.indices.filter { index in
      layout.paths[index] == name || layout.paths[index].hasSuffix("." + name)
    }
    let leaves = named.filter { layout.steps[$0].operation.isValue }
    if leaves.isEmpty {
      let names = Self.names(of: layout)
      if named.isEmpty || name.isEmpty {
        throw ExpectationError(
          place,
          "\(message) has no field \(name.quoted)" + NearestName.hint(for: name, among: names))
      }
      throw ExpectationError(
        place, "\(name) of \(message) holds other fields; name one of these")
    }
    if leaves.contains(where: { layout.steps[$0].operation == .secret }) {
      throw ExpectationError(
        place, "\(name) of \(message) is a key or salt, which is never compared")
    }
    self.name = name
    self.layout = layout
    steps = leaves.map { Int32(truncatingIfNeeded: $0) }
  }

  /// The names of a message's values, each once, in the order of the layout.
  static func names(of layout: Layout) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for (step, path) in zip(layout.steps, layout.paths)
    where step.operation.isValue && step.operation != .secret {
      let name = path.split(separator: ".").last.map(String.init) ?? path
      if seen.insert(name).inserted { names.append(name) }
    }
    return names
  }

  /// The labels that a field of this name can have, of all its enumerations and flags.
  static func labels(of name: String, in layout: Layout) -> [String] {
    var labels: [String] = []
    for (step, path) in zip(layout.steps, layout.paths)
    where path == name || path.hasSuffix("." + name) {
      switch step.operation {
      case .enumeration: labels += layout.valueNames[step.table].entries.map(\.label)
      case .flags: labels += layout.flagNames[step.table].entries.map(\.label)
      default: break
      }
    }
    return labels
  }

  /// Throws where no value of the field could ever fit.
  func check(_ value: ValuePattern, _ place: TextPlace) throws(ExpectationError) {
    let operations = steps.map { layout.steps[Int($0)].operation }
    if value.numbers != nil || operations.contains(where: \.isText) { return }
    guard let literal = value.text.literal else { return }
    if operations.contains(where: \.isAddress), IPAddress(literal) != nil { return }
    if operations.contains(.macAddress) { return }
    let labels = Self.labels(of: name, in: layout)
    if labels.contains(literal) { return }
    if !labels.isEmpty {
      throw ExpectationError(
        place,
        "\(name) has no value \(literal.quoted)" + NearestName.hint(for: literal, among: labels))
    }
    let form =
      operations.contains(where: \.isAddress)
      ? "an IP address, such as 10.10.1.* or 10.10.1.21" : "a number, such as 1, 0x10 or 1..4"
    throw ExpectationError(place, "\(name) is \(form), and never \(literal.quoted)")
  }
}

extension Step.Operation {
  /// Whether it is a value, and no container of others or a condition.
  var isValue: Bool {
    switch self {
    case .number, .signed, .enumeration, .flags, .text, .directoryNumber, .countedText,
      .displayText, .xml, .countedXML, .ipv4, .ipv6, .address, .typedAddress, .macAddress, .secret:
      true
    case .structure, .array, .union, .unionCase, .versions, .over, .leftOver, .forms, .form:
      false
    }
  }

  var isText: Bool {
    switch self {
    case .text, .directoryNumber, .countedText, .displayText, .xml, .countedXML: true
    default: false
    }
  }

  var isAddress: Bool {
    switch self {
    case .ipv4, .ipv6, .address, .typedAddress: true
    default: false
    }
  }
}
