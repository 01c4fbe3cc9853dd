import SCCP

/// The types of values: as lines have them, or with number and place as `--detail` has them.
struct JSONSchemaTypes: Sendable {
  private let options: JSONSchema.Options

  init(_ options: JSONSchema.Options) {
    self.options = options
  }

  static func reference(_ definition: String) -> JSONDocument {
    ["$ref": .string("#/$defs/\(definition)")]
  }

  /// An IPv4 or IPv6 address as text.
  static func address(_ description: String) -> JSONDocument {
    [
      "description": .string(description), "type": "string",
      "anyOf": [["format": "ipv4"], ["format": "ipv6"]],
    ]
  }

  /// An object of these members; it may have others too, unless the schema is strict.
  func object(
    heading: KeyValuePairs<String, JSONDocument> = [:],
    properties: [(key: String, value: JSONDocument)], required: [String] = []
  ) -> JSONDocument {
    var members = heading.map { (key: $0.key, value: $0.value) }
    members.append(("type", "object"))
    members.append(("properties", .object(properties)))
    if !required.isEmpty { members.append(("required", .strings(required))) }
    if options.isStrict { members.append(("additionalProperties", false)) }
    return .object(members)
  }

  // MARK: - Values without names

  /// What stands for the values of these types.
  var definitions: [(key: String, value: JSONDocument)] {
    let types: [(key: String, value: JSONDocument)] = [
      ("uint8", Self.number(0...Int(UInt8.max))),
      ("uint16", Self.number(0...Int(UInt16.max))),
      ("uint32", Self.number(0...Int(UInt32.max))),
      ("int32", Self.number(Int(Int32.min)...Int(Int32.max))),
      ("text", ["type": "string"]),
      ("ipv4", ["type": "string", "format": "ipv4"]),
      ("ipv6", ["type": "string", "format": "ipv6"]),
      ("address", Self.address("IPv4 or IPv6.")),
      ("macAddress", ["type": "string", "pattern": "^[0-9a-f]{2}(:[0-9a-f]{2}){5}$"]),
      (
        "secret",
        [
          "description": "A key or salt: hidden, or in hexadecimal digits with --show-secrets.",
          "type": "string", "pattern": "^(hidden|([0-9a-f]{2})*)$",
        ]
      ),
    ]
    return types.map { name, type in
      // The type of an address may be one that is not known; then only its place is told.
      (name, leaf(type, isValueRequired: name != "address"))
    }
  }

  private static func number(_ range: ClosedRange<Int>) -> JSONDocument {
    [
      "type": "integer", "minimum": .integer(range.lowerBound),
      "maximum": .integer(range.upperBound),
    ]
  }

  // MARK: - Values with names

  /// A value of an enumeration: its label, or the number where it has none.
  func enumeration(_ names: ValueNames) -> JSONDocument {
    let labels: JSONDocument = ["enum": .strings(Self.unique(names.entries.map(\.label)))]
    let number = Self.number(0...Int(UInt32.max))
    if options.isDetailed { return leaf(number, [("label", labels)]) }
    return ["anyOf": [labels, number]]
  }

  /// The labels of the bits that are set, and the numbers of those that have none.
  func flags(_ names: FlagNames) -> JSONDocument {
    let labels: JSONDocument = ["enum": .strings(Self.unique(names.entries.map(\.label)))]
    let bit = Self.number(1...Int(UInt32.max))
    let list: JSONDocument = ["type": "array", "items": ["anyOf": [labels, bit]]]
    if options.isDetailed {
      return leaf(Self.number(0...Int(UInt32.max)), [("labels", list)], ["labels"])
    }
    return list
  }

  private static func unique(_ labels: [String]) -> [String] {
    var seen: Set<String> = []
    return labels.filter { seen.insert($0).inserted }
  }

  // MARK: - Detail

  /// A value, or in detail the object that holds it with its place in the message's bytes.
  private func leaf(
    _ value: JSONDocument, isValueRequired: Bool = true,
    _ names: [(key: String, value: JSONDocument)] = [], _ requiredNames: [String] = []
  ) -> JSONDocument {
    guard options.isDetailed else { return value }
    let place: [(key: String, value: JSONDocument)] = [
      ("offset", ["type": "integer", "minimum": .integer(MessageHeader.byteCount)]),
      ("length", ["type": "integer", "minimum": 0]),
    ]
    return object(
      properties: [("value", value)] + names + place,
      required: (isValueRequired ? ["value"] : []) + requiredNames + ["offset", "length"])
  }
}
