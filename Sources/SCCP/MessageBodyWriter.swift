import Wire

/// Writes one message's identifier and body: the walk of ``MessageEncoder`` over a layout.
struct MessageBodyWriter {
  private let definition: MessageDefinition
  private let items: [Item]
  private let version: Int
  private let dataLength: Int
  /// The names that counts, sizes and selectors have in this message.
  private let references: Set<String>
  private var output = ByteWriter(order: .littleEndian)
  /// The newest number of each name that others refer to.
  private var numbers: [String: UInt32] = [:]

  init(_ definition: MessageDefinition, version: Int, dataLength: Int) {
    self.definition = definition
    items = definition.items
    self.version = version
    self.dataLength = dataLength
    references = Set(items.references)
    output.uint32(definition.identifier)
  }

  /// The identifier and what has been written of the body.
  var bytes: [UInt8] { output.bytes }

  /// Writes the body.
  mutating func write(_ values: [String: FieldValue]) throws(MessageEncodingError) {
    try write(items, values, path: "")
  }

  // MARK: - Items

  /// The items that this version and length have, conditions resolved.
  private func applicable(_ items: [Item], _ values: [String: FieldValue]) -> [Item] {
    items.flatMap { (item: Item) -> [Item] in
      switch item {
      case .field, .structure, .array, .open, .union: [item]
      case .versions(let versions, let items):
        versions.contains(version) ? applicable(items, values) : []
      case .over(let length, let items): dataLength > length ? applicable(items, values) : []
      case .leftOver(_, let items):
        items.contains { values[$0.name] != nil } ? applicable(items, values) : []
      case .forms(let forms):
        forms.first { holds($0.condition) }.map { applicable($0.items, values) } ?? []
      }
    }
  }

  /// Whether a form is written; peers that pad what others pack are not imitated.
  private func holds(_ condition: Condition) -> Bool {
    switch condition {
    case .always: true
    case .lengthOver(let length): dataLength > length
    case .lengthUnder(let length): dataLength < length
    case .padded: false
    }
  }

  private mutating func write(
    _ items: [Item], _ values: [String: FieldValue], path: String
  ) throws(MessageEncodingError) {
    let present = applicable(items, values)
    let names = present.map(\.name)
    if let unknown = values.keys.sorted().first(where: { !names.contains($0) }) {
      throw .unknownField(place(path + unknown), valid: names)
    }
    for item in present {
      var value = values[item.name]
      if value == nil, case .field(let field) = item, references.contains(field.name) {
        value = items.number(of: field.name, from: values).map { .number(Int64($0)) }
      }
      try write(item, value, path: path + item.name)
    }
  }

  private mutating func write(
    _ item: Item, _ value: FieldValue?, path: String
  ) throws(MessageEncodingError) {
    switch item {
    case .field(let field):
      try write(field, value, path: path)
    case .structure(_, let items):
      try write(items, members(value, path: path), path: path + ".")
    case .open(.array(let entry, let slots, let count)):
      let entries = try list(value, path: path)
      try write(
        .array(entry, slots: max(slots, entries.count), count: count), value, path: path)
    case .array(let entry, let slots, _):
      let entries = try list(value, path: path)
      guard entries.count <= slots else {
        throw .tooLong(place(path), count: entries.count, maximum: slots)
      }
      for slot in 0..<slots {
        try write(entry, slot < entries.count ? entries[slot] : nil, path: path)
      }
    case .union(_, let selector, let cases):
      let number = numbers[selector] ?? 0
      let chosen = cases.first { $0.values?.contains(number) ?? true }
      let end = try output.count + width(ofWidest: cases)
      try write(chosen?.items ?? [], members(value, path: path), path: path + ".")
      output.zeros(end - output.count)
    case .open, .versions, .over, .leftOver, .forms:
      break
    }
  }

  /// Bytes of a union: those of its widest case.
  private func width(ofWidest cases: [Item.Case]) throws(MessageEncodingError) -> Int {
    var widest = 0
    for choice in cases {
      var trial = self
      try trial.write(choice.items, [:], path: "")
      widest = max(widest, trial.output.count - output.count)
    }
    return widest
  }

  private func members(
    _ value: FieldValue?, path: String
  ) throws(MessageEncodingError) -> [String: FieldValue] {
    switch value {
    case nil: [:]
    case .structure(let members): members
    default: throw .unsuitable(place(path), expected: "values by name")
    }
  }

  private func list(
    _ value: FieldValue?, path: String
  ) throws(MessageEncodingError) -> [FieldValue] {
    switch value {
    case nil: []
    case .list(let entries): entries
    default: throw .unsuitable(place(path), expected: "a list of entries")
    }
  }

  private func place(_ path: String) -> MessageEncodingError.Place {
    MessageEncodingError.Place(message: definition.name, field: path)
  }

  // MARK: - Fields

  private mutating func write(
    _ field: Field, _ value: FieldValue?, path: String
  ) throws(MessageEncodingError) {
    let place = place(path)
    let value = value ?? field.absent
    switch field.format {
    case .number(let width):
      try write(number: value.integer(at: place), width, field.name, place)
    case .signed:
      let limits = Int64(Int32.min)...Int64(Int32.max)
      let number = try value.integer(at: place)
      guard limits.contains(number) else {
        throw .outOfRange(place, number: number, limits: limits)
      }
      output.uint32(UInt32(truncatingIfNeeded: number))
    case .enumeration(let width, let names):
      try write(number: names.number(value, at: place), width, field.name, place)
    case .flags(let width, let names):
      try write(number: names.number(value, at: place), width, field.name, place)
    case .text(let size), .displayText(let size), .xml(let size):
      try write(text: value.textBytes(at: place), size, runsOn: field.runsOn, place)
    case .ipv4:
      try write(value.addressBytes(isIPv6: false, at: place), slot: 4, place)
    case .ipv6:
      try write(value.addressBytes(isIPv6: true, at: place), slot: 16, place)
    case .address where version < 17:
      try write(value.addressBytes(isIPv6: false, at: place), slot: 4, place)
    case .address, .typedAddress:
      try write(value.typedAddressBytes(at: place), slot: 20, place)
    case .macAddress(let slot):
      try write(value.macAddressBytes(at: place), slot: slot, place)
    case .secret(let slot, _):
      guard case .bytes(let bytes) = value else { throw .unsuitable(place, expected: "bytes") }
      try write(bytes, slot: slot, place)
    }
  }

  private mutating func write(
    number: Int64, _ width: Field.Width, _ name: String, _ place: MessageEncodingError.Place
  ) throws(MessageEncodingError) {
    let limits = 0...(Int64(1) << (8 * Int64(width.rawValue)) - 1)
    guard limits.contains(number) else { throw .outOfRange(place, number: number, limits: limits) }
    if references.contains(name) { numbers[name] = UInt32(truncatingIfNeeded: number) }
    output.number(UInt64(truncatingIfNeeded: number), byteCount: width.rawValue)
  }

  /// Writes text: as wide as its slot, or, where texts are packed, up to a NUL.
  private mutating func write(
    text: [UInt8], _ size: Field.TextSize, runsOn: Bool, _ place: MessageEncodingError.Place
  ) throws(MessageEncodingError) {
    if definition.packsText {
      output.append(text)
      output.uint8(0)
      return
    }
    switch size {
    case .slot(let slot) where runsOn && text.count > slot + Layout.maximumPadding:
      output.append(text)
    case .slot(let slot): try write(text, slot: slot, place)
    case .directoryNumber: try write(text, slot: version >= 18 ? 25 : 24, place)
    case .counted(let name, let maximum):
      try write(text, slot: min(Int(numbers[name] ?? 0), maximum), place)
    }
  }

  private mutating func write(
    _ bytes: [UInt8], slot: Int, _ place: MessageEncodingError.Place
  ) throws(MessageEncodingError) {
    guard bytes.count <= slot else {
      throw .tooLong(place, count: bytes.count, maximum: slot)
    }
    output.append(bytes)
    output.zeros(slot - bytes.count)
  }
}
