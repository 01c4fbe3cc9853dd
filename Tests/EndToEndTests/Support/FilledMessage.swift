import CaptureBuilder
import SCCP

/// Messages of every kind with something in every field: for what has to hold of all of them.
struct FilledMessage {
  var version: UInt32 = 22
  /// The version whose layout the body has; nil for that of the header.
  var layoutVersion: Int?
  /// What stands in every text, as much of it as there is room for.
  var text = Array("Sample".utf8)
  /// What stands in every key and salt.
  var secret: [UInt8] = []
  /// What stands in every count and size; nil for what follows from what they count.
  var count: UInt32?
  /// Which value of enumerations, and so which layout of unions.
  var variant = 0

  /// A whole message; fields that this version's form lacks are left out.
  func unit(_ definition: MessageDefinition) throws -> [UInt8] {
    let chosen = definition.items.selectors.mapValues { $0[variant % $0.count] }
    return try MessageEncoder(version: version, layoutVersion: layoutVersion).encode(
      definition, withKnownOf: members(definition.items, chosen))
  }

  /// A capture of these messages, each sent by the side that usually sends it.
  func capture(_ definitions: [MessageDefinition] = Catalogue.messages) throws -> [UInt8] {
    MadeCapture.file(try conversation(definitions))
  }

  func conversation(_ definitions: [MessageDefinition]) throws -> Conversation {
    var talk = MadeCapture.conversation(version: version)
    for (index, definition) in definitions.enumerated() {
      let side: Conversation.Side = definition.direction == .deviceToServer ? .device : .server
      talk.transmit(side, talk.queue(side, bytes: try unit(definition)), at: 1000 * (index + 1))
    }
    return talk
  }

  private func members(
    _ items: [Item], _ chosen: [String: UInt32]
  ) -> [String: FieldValue] {
    var values: [String: FieldValue] = [:]
    for item in items {
      switch item {
      case .field(let field):
        values[field.name] = chosen[field.name].map(FieldValue.init) ?? value(field)
      case .structure(let name, let inner): values[name] = .structure(members(inner, chosen))
      case .array(.structure(let name, let inner), let slots, _):
        let entry = FieldValue.structure(members(inner, chosen))
        values[name] = .list(Array(repeating: entry, count: min(slots, 2)))
      case .array(.field(let field), let slots, _):
        values[field.name] = value(field).map {
          .list(Array(repeating: $0, count: min(slots, 2)))
        }
      case .open(let array):
        values.merge(members([array], chosen)) { first, _ in first }
      case .array: break
      case .union(let name, let selector, let cases):
        let number = chosen[selector] ?? 0
        let choice = cases.first { $0.values?.contains(number) ?? true }
        values[name] = .structure(members(choice?.items ?? [], chosen))
      case .versions(_, let inner), .over(_, let inner), .leftOver(_, let inner):
        values.merge(members(inner, chosen)) { first, _ in first }
      case .forms(let forms):
        for form in forms { values.merge(members(form.items, chosen)) { first, _ in first } }
      }
    }
    return values
  }

  /// A value; nil where it follows from others.
  private func value(_ field: Field) -> FieldValue? {
    switch field.format {
    case .number(let width) where field.name.isCount:
      count.map {
        .number(Int64(width == .uint32 ? $0 : min($0, width == .uint16 ? 0xffff : 0xff)))
      }
    case .number, .signed: 3
    case .enumeration(_, let names):
      .number(Int64(names.entries[variant % names.entries.count].value))
    case .flags: .number(0x7f)
    case .text(let size), .displayText(let size), .xml(let size): .bytes(text(in: size))
    case .ipv4, .address, .typedAddress: .ipv4(192, 168, 195, 158)
    case .ipv6: .bytes([0x20, 0x01, 0x0d, 0xb8] + Array(repeating: 0, count: 11) + [1])
    case .macAddress: .bytes([0, 0x11, 0x22, 0x33, 0x44, 0x55])
    case .secret(let slot, _): .bytes(Array(secret.prefix(slot)))
    }
  }

  private func text(in size: Field.TextSize) -> [UInt8] {
    switch size {
    case .slot(let room), .counted(_, let room): Array(text.prefix(room))
    case .directoryNumber: Array(text.prefix(24))
    }
  }
}

extension String {
  /// Whether a number of this name counts entries or bytes that follow.
  fileprivate var isCount: Bool {
    hasSuffix("Count") || hasSuffix("Length") || hasSuffix("Entries")
      || ["dataSize", "keylen", "saltlen"].contains(self)
  }
}

extension [Item] {
  /// For each field that decides about a union, a number for each of its layouts.
  fileprivate var selectors: [String: [UInt32]] {
    reduce(into: [:]) { found, item in
      switch item {
      case .field: break
      case .structure(_, let items), .versions(_, let items), .over(_, let items),
        .leftOver(_, let items):
        found.merge(items.selectors) { $0 + $1 }
      case .array(let item, _, _), .open(let item): found.merge([item].selectors) { $0 + $1 }
      case .forms(let forms):
        for form in forms { found.merge(form.items.selectors) { $0 + $1 } }
      case .union(_, let selector, let cases):
        found[selector, default: []] += cases.map { $0.values?.lowerBound ?? 4242 }
        for choice in cases { found.merge(choice.items.selectors) { $0 + $1 } }
      }
    }
  }
}
