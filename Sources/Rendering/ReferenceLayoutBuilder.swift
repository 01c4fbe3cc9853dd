import SCCP

/// Computes where every field of one variant of a layout lies.
struct ReferenceLayoutBuilder {
  private let version: Int
  private let packsText: Bool
  private let lengths: ClosedRange<Int>
  /// What the values of a selecting field are called.
  private let selectors: [String: ValueNames]
  /// Bytes from the start of the body to the next item; nil after texts of varying size.
  private(set) var offset: Int? = 0

  init(version: Int, packsText: Bool, lengths: ClosedRange<Int>, items: [Item]) {
    self.version = version
    self.packsText = packsText
    self.lengths = lengths
    selectors = items.valueNames
  }

  mutating func fields(_ items: [Item], path: String = "") -> [ReferenceField] {
    items.flatMap { fields($0, path: path) }
  }

  private mutating func fields(_ item: Item, path: String) -> [ReferenceField] {
    let start = offset
    switch item {
    case .field(let field):
      var result = ReferenceField(field, path: path, version: version, packsText: packsText)
      result.offset = start
      advance(by: result.size)
      return [result]
    case .structure(let name, let items):
      var result = ReferenceField(name: name, path: path + name, type: .structure)
      result.offset = start
      result.children = fields(items, path: path + name + ".")
      result.size = result.children.byteCount
      return [result]
    case .array(let element, let slots, let count):
      return fields(element, path: path).map { element in
        var result = element
        result.slots = .init(count: slots, countedBy: count, size: element.size)
        result.size = element.size.map { $0 * slots }
        offset = start
        advance(by: result.size)
        return result
      }
    case .union(let name, let selector, let cases):
      var result = ReferenceField(name: name, path: path + name, type: .union)
      result.offset = start
      result.selector = selector
      result.size = 0
      for (index, unionCase) in cases.enumerated() {
        offset = start
        let choice = choice(index, unionCase.values, selector)
        let members = fields(unionCase.items, path: path + name + ".")
        let size = members.byteCount
        result.size = result.size.flatMap { widest in size.map { max(widest, $0) } }
        for member in members {
          var member = member
          member.choice = choice
          result.children.append(member)
        }
      }
      offset = start
      advance(by: result.size)
      return [result]
    case .over(let length, let items):
      guard length < lengths.upperBound else { return [] }
      return fields(items, path: path).map { field in
        var field = field
        if length >= lengths.lowerBound {
          field.minimumLength = max(field.minimumLength ?? 0, length + 1)
        }
        return field
      }
    case .open(let array):
      return fields(array, path: path).map { field in
        var field = field
        field.goesOn = true
        return field
      }
    case .leftOver(let count, let items):
      return fields(items, path: path).map { field in
        var field = field
        field.leftOver = count
        return field
      }
    case .versions, .forms:
      // A variant has neither.
      return []
    }
  }

  private mutating func advance(by size: Int?) {
    offset = offset.flatMap { offset in size.map { offset + $0 } }
  }

  private func choice(
    _ index: Int, _ values: ClosedRange<UInt32>?, _ selector: String
  ) -> ReferenceField.Choice {
    let words: String
    if let values {
      let spoken = selectors[selector]?.entry(for: values.lowerBound)?.spoken
      if values.count == 1 {
        words = "\(selector) \(values.lowerBound)" + (spoken.map { " (\($0))" } ?? "")
      } else if values.upperBound == .max {
        words = "\(selector) from \(values.lowerBound) on"
      } else {
        words = "\(selector) \(values.lowerBound) to \(values.upperBound)"
      }
    } else {
      words = "any other \(selector)"
    }
    return .init(index: index, values: values, words: words)
  }
}

extension ReferenceField {
  /// A value as messages of one header version have it; its place is still to be set.
  fileprivate init(_ field: Field, path: String, version: Int, packsText: Bool) {
    name = field.name
    self.path = path + field.name
    isMatchKey = field.isMatchKey
    goesOn = field.runsOn
    switch field.format {
    case .number(let width):
      type = width == .uint8 ? .uint8 : width == .uint16 ? .uint16 : .uint32
      size = width.rawValue
    case .signed:
      type = .int32
      size = 4
    case .enumeration(let width, let valueNames):
      type = .enumeration
      size = width.rawValue
      names = valueNames.name
    case .flags(let width, let flagNames):
      type = .flags
      size = width.rawValue
      names = flagNames.name
    case .text(let textSize):
      type = .text
      place(textSize, version: version, packsText: packsText)
    case .displayText(let textSize):
      type = .displayText
      place(textSize, version: version, packsText: packsText)
    case .xml(let textSize):
      type = .xml
      place(textSize, version: version, packsText: packsText)
    case .address where version < Self.firstVersionWithTypedAddresses:
      type = .ipv4
      size = 4
    case .ipv4:
      type = .ipv4
      size = 4
    case .ipv6:
      type = .ipv6
      size = 16
    case .address, .typedAddress:
      type = .address
      size = 20
    case .macAddress(let slot):
      type = .macAddress
      size = slot
    case .secret(let slot, let count):
      type = .secret
      size = slot
      countedBy = count
    }
  }

  private static let firstVersionWithTypedAddresses = 17
  private static let firstVersionWithLongDirectoryNumbers = 18

  private mutating func place(_ textSize: Field.TextSize, version: Int, packsText: Bool) {
    switch textSize {
    case .slot(let bytes): size = bytes
    case .directoryNumber: size = version < Self.firstVersionWithLongDirectoryNumbers ? 24 : 25
    case .counted(let name, let maximum):
      countedBy = name
      maximumSize = maximum
    }
    if packsText, countedBy == nil {
      maximumSize = size
      size = nil
    }
  }
}

extension [Item] {
  /// For the name of each enumeration field, what its values are called.
  fileprivate var valueNames: [String: ValueNames] {
    var found: [String: ValueNames] = [:]
    for item in self {
      switch item {
      case .field(let field):
        if case .enumeration(_, let names) = field.format { found[field.name] = names }
      case .structure(_, let items), .versions(_, let items), .over(_, let items),
        .leftOver(_, let items):
        found.merge(items.valueNames) { first, _ in first }
      case .array(let element, _, _), .open(let element):
        found.merge([element].valueNames) { first, _ in first }
      case .union(_, _, let cases):
        for one in cases { found.merge(one.items.valueNames) { first, _ in first } }
      case .forms(let forms):
        for form in forms { found.merge(form.items.valueNames) { first, _ in first } }
      }
    }
    return found
  }
}
