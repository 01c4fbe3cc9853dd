import SCCP

/// What the messages say: a definition for each message, each enumeration and each set of flags.
struct JSONSchemaFields {
  private let types: JSONSchemaTypes
  private(set) var definitions: [(key: String, value: JSONDocument)] = []
  private var names: Set<String> = []

  init(_ types: JSONSchemaTypes) {
    self.types = types
  }

  /// Adds what a message says, and the names that its values have.
  mutating func define(_ message: MessageDefinition) {
    let fields = object(message.items, heading: ["description": .string(message.meaning)])
    definitions.append(("fields.\(message.name)", fields))
  }

  private mutating func object(
    _ items: [Item], heading: KeyValuePairs<String, JSONDocument> = [:]
  ) -> JSONDocument {
    var members = Members()
    collect(items, into: &members)
    return types.object(heading: heading, properties: members.properties)
  }

  // MARK: - Items

  private mutating func collect(_ items: [Item], into members: inout Members) {
    for item in items {
      switch item {
      case .versions(_, let items), .over(_, let items), .leftOver(_, let items):
        // They may be there or not.
        let before = members.last
        collect(items, into: &members)
        members.last.formUnion(before)
      case .forms(let forms):
        let before = members.last
        var after = before
        for form in forms {
          members.last = before
          collect(form.items, into: &members)
          after.formUnion(members.last)
        }
        members.last = after
      case .field, .structure, .array, .open, .union:
        members.add(item.name, value(of: item))
      }
    }
  }

  private mutating func value(of item: Item) -> JSONDocument {
    switch item {
    case .field(let field): return value(of: field)
    case .structure(_, let items): return object(items)
    case .open(.array(let entry, _, _)):
      return ["type": "array", "items": value(of: entry)]
    case .array(let entry, let slots, _):
      return ["type": "array", "items": value(of: entry), "maxItems": .integer(slots)]
    case .union(_, _, let cases):
      var members = Members()
      for choice in cases {
        members.last = []
        collect(choice.items, into: &members)
      }
      return types.object(properties: members.properties)
    case .open, .versions, .over, .leftOver, .forms: return [:]
    }
  }

  private mutating func value(of field: Field) -> JSONDocument {
    switch field.format {
    case .number(.uint8): return JSONSchemaTypes.reference("uint8")
    case .number(.uint16): return JSONSchemaTypes.reference("uint16")
    case .number(.uint32): return JSONSchemaTypes.reference("uint32")
    case .signed: return JSONSchemaTypes.reference("int32")
    case .enumeration(_, let table):
      return define("enumeration.\(table.name)", types.enumeration(table))
    case .flags(_, let table): return define("flags.\(table.name)", types.flags(table))
    case .text, .displayText, .xml: return JSONSchemaTypes.reference("text")
    case .ipv4: return JSONSchemaTypes.reference("ipv4")
    case .ipv6: return JSONSchemaTypes.reference("ipv6")
    case .address, .typedAddress: return JSONSchemaTypes.reference("address")
    case .macAddress: return JSONSchemaTypes.reference("macAddress")
    case .secret: return JSONSchemaTypes.reference("secret")
    }
  }

  /// Adds a definition, once, and refers to it.
  private mutating func define(_ name: String, _ type: JSONDocument) -> JSONDocument {
    if names.insert(name).inserted { definitions.append((name, type)) }
    return JSONSchemaTypes.reference(name)
  }
}

/// The members of an object in the order of their first appearance.
private struct Members {
  private var types: [(key: String, alternatives: [JSONDocument])] = []
  /// The names that may stand right before the next: a second one of the same name is told apart.
  var last: Set<String> = []

  mutating func add(_ name: String, _ type: JSONDocument) {
    if last.contains(name) { put(name + "_2", type) }
    put(name, type)
    last = [name]
  }

  private mutating func put(_ key: String, _ type: JSONDocument) {
    guard let place = types.firstIndex(where: { $0.key == key }) else {
      types.append((key, [type]))
      return
    }
    if !types[place].alternatives.contains(type) { types[place].alternatives.append(type) }
  }

  /// A key that has several types, in one layout and another, may have any of them.
  var properties: [(key: String, value: JSONDocument)] {
    types.map { key, alternatives in
      (key, alternatives.count == 1 ? alternatives[0] : ["anyOf": .array(alternatives)])
    }
  }
}
