import SCCP
import Testing

/// Holds what was decoded against what had been encoded.
struct FieldComparison {
  let message: Message
  let context: String

  /// Every value of a decoded message is the one given, and every one given was decoded.
  func expect(_ values: [String: FieldValue]) {
    expect(message.fields.indices, values, path: "")
  }

  private func expect(_ range: Range<Int>, _ values: [String: FieldValue], path: String) {
    var found: Set<String> = []
    for index in siblings(in: range) {
      let name = message.fields[index].name.spelling
      found.insert(name)
      if let value = values[name] {
        expect(index, value, path: path + name)
      } else {
        Issue.record("\(context): \(path)\(name) was decoded but never given")
      }
    }
    for name in values.keys where !found.contains(name) {
      Issue.record("\(context): \(path)\(name) was given but not decoded")
    }
  }

  private func siblings(in range: Range<Int>) -> [Int] {
    var places: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      places.append(index)
      index = Int(message.fields[index].end)
    }
    return places
  }

  private func expect(_ index: Int, _ value: FieldValue, path: String) {
    let field = message.fields[index]
    let inner = index + 1..<Int(field.end)
    switch (field.kind, value) {
    case (.structure, .structure(let members)), (.union, .structure(let members)):
      expect(inner, members, path: path + ".")
    case (.array, .list(let entries)):
      let places = siblings(in: inner)
      #expect(Int(message.number(of: field)) == entries.count, "\(context): \(path)")
      #expect(places.count == entries.count, "\(context): \(path)")
      for (place, entry) in zip(places, entries) { expect(place, entry, path: path) }
    default:
      #expect(decoded(field) == expected(value), "\(context): \(path)")
    }
  }

  private func decoded(_ field: DecodedField) -> FieldValue? {
    switch field.kind {
    case .number, .enumeration, .flags: .number(Int64(message.number(of: field)))
    case .signed: .number(Int64(Int32(bitPattern: message.number(of: field))))
    case .text, .displayText, .xml: .text(message.text(of: field))
    case .ipv4, .ipv6: message.address(of: field).map(FieldValue.address)
    case .macAddress: message.macAddress(of: field).map(FieldValue.macAddress)
    case .secret: .bytes(Array(message.bytes[message.bytes(of: field)]))
    case .unknownAddress, .structure, .array, .union: nil
    }
  }

  private func expected(_ value: FieldValue) -> FieldValue {
    if case .phrase(let label, let text) = value { return .text(label + text) }
    return value
  }
}
