package import SCCP
import Wire

/// Makes up values for every field of a message, counts included; the same seed makes the same.
package struct SampleValues {
  /// The header version whose layouts apply.
  private let version: Int
  private let packsText: Bool
  private let selectors: [String: [Item.Case]]
  private var generator: SeededGenerator
  private var numbers: [String: UInt32] = [:]
  /// Counts and sizes that follow from what they count in this message.
  private var derived: Set<String> = []

  package init(_ definition: MessageDefinition, version: Int, seed: UInt64) {
    self.version = version
    packsText = definition.packsText
    selectors = definition.items.selectors
    generator = SeededGenerator(seed: seed &* 1000 + UInt64(definition.identifier))
  }

  /// Values for all items of the longest form.
  package mutating func values(for items: [Item]) -> [String: FieldValue] {
    var values: [String: FieldValue] = [:]
    for item in items { add(item, to: &values) }
    return values
  }

  /// The values without the counts and sizes, which the encoder has to derive.
  package func withoutCounts(_ values: [String: FieldValue]) -> [String: FieldValue] {
    values.filter { !derived.contains($0.key) }.mapValues(withoutCounts)
  }

  private func withoutCounts(_ value: FieldValue) -> FieldValue {
    switch value {
    case .structure(let members): .structure(withoutCounts(members))
    case .list(let entries): .list(entries.map(withoutCounts))
    default: value
    }
  }

  // MARK: - Items

  private mutating func add(_ item: Item, to values: inout [String: FieldValue]) {
    switch item {
    case .versions(let versions, let items):
      if versions.contains(version) { for item in items { add(item, to: &values) } }
    case .leftOver(_, let items):
      // Texts so short that they are no more than padding are not read.
      for case .field(let field) in items { values[field.name] = text(field, byteCount: 9) }
    case .open(.array(let entry, let slots, let count)):
      let more = Bool.random(using: &generator) ? slots + 6 : slots
      add(.array(entry, slots: more, count: count), to: &values)
    case .open: break
    case .over(_, let items):
      for item in items { add(item, to: &values) }
    case .forms(let forms):
      let longest = forms.first { form in
        switch form.condition {
        case .always, .lengthOver: true
        case .lengthUnder, .padded: false
        }
      }
      for item in longest?.items ?? [] { add(item, to: &values) }
    case .field(let field):
      if let (count, number) = field.size(packsText: packsText, using: &generator) {
        values[count] = .number(Int64(number))
        derived.insert(count)
        values[field.name] = text(field, byteCount: number)
      } else {
        values[field.name] = value(of: field)
      }
    case .structure(let name, let items):
      values[name] = .structure(self.values(for: items))
    case .array(let entry, let slots, let count):
      let entries = count == nil ? slots : Int.random(in: 0...slots, using: &generator)
      if let count {
        values[count] = .number(Int64(entries))
        derived.insert(count)
      }
      values[entry.name] = .list(
        (0..<entries).map { _ in
          var one: [String: FieldValue] = [:]
          add(entry, to: &one)
          return one[entry.name] ?? 0
        })
    case .union(let name, let selector, let cases):
      let number = numbers[selector] ?? 0
      let chosen = cases.first { $0.values?.contains(number) ?? true }
      values[name] = .structure(self.values(for: chosen?.items ?? []))
    }
  }

  // MARK: - Fields

  private mutating func value(of field: Field) -> FieldValue {
    switch field.format {
    case .number(let width): return number(width)
    case .signed:
      return .number(Int64(Int32(truncatingIfNeeded: generator.next())))
    case .enumeration(let width, let names):
      let chosen: UInt32
      if let cases = selectors[field.name] {
        let values = cases.compactMap(\.values).flatMap { [$0.lowerBound, $0.upperBound] }
        chosen = (values + [4, 77]).randomElement(using: &generator) ?? 0
        numbers[field.name] = chosen
      } else if Bool.random(using: &generator), width == .uint32 {
        chosen = UInt32(truncatingIfNeeded: generator.next())
      } else {
        chosen = names.entries.randomElement(using: &generator)?.value ?? 0
      }
      return .number(Int64(chosen))
    case .flags(let width, _): return number(width)
    case .text(let size): return text(field, upTo: size)
    case .displayText(let size):
      return Bool.random(using: &generator)
        ? .phrase("From ", then: "2001") : text(field, upTo: size)
    case .xml(let size): return text(field, upTo: size)
    case .ipv4: return .address(ipv4())
    case .ipv6: return .address(ipv6())
    case .typedAddress:
      return .address(Bool.random(using: &generator) ? ipv6() : ipv4())
    case .address:
      return .address(version >= 17 && Bool.random(using: &generator) ? ipv6() : ipv4())
    case .macAddress:
      return .macAddress(MACAddress(bits: generator.next() | 1 << 47))
    case .secret(let slot, _): return .bytes(bytes(slot))
    }
  }

  private mutating func number(_ width: Field.Width) -> FieldValue {
    let highest = Int64(1) << (8 * Int64(width.rawValue)) - 1
    let choices = [0, 1, highest, Int64.random(in: 0...highest, using: &generator)]
    return .number(choices.randomElement(using: &generator) ?? 0)
  }

  private mutating func ipv4() -> IPAddress {
    IPAddress(ipv4: UInt32(truncatingIfNeeded: generator.next()))
  }

  private mutating func ipv6() -> IPAddress {
    IPAddress(ipv6: UInt128(generator.next()) << 64 | UInt128(generator.next()))
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 1...255, using: &generator) }
  }

  private mutating func text(_ field: Field, upTo size: Field.TextSize) -> FieldValue {
    let room =
      switch size {
      case .slot(let slot): slot
      case .directoryNumber: version >= 18 ? 25 : 24
      case .counted(_, let maximum): maximum
      }
    let lengths = [0, 1, room / 2, room]
    return text(field, byteCount: lengths.randomElement(using: &generator) ?? 0)
  }

  /// Text of so many bytes: letters, and characters whose UTF-8 has bytes that begin a phrase.
  private mutating func text(_ field: Field, byteCount: Int) -> FieldValue {
    if case .secret = field.format { return .bytes(bytes(byteCount)) }
    var text = ""
    while text.utf8.count < byteCount {
      let room = byteCount - text.utf8.count
      let choices = ["a", "Z", "7", " ", "\""] + (room >= 3 ? ["À", "\u{1000}"] : [])
      text += choices.randomElement(using: &generator) ?? "a"
    }
    return .text(text)
  }
}

extension Field {
  /// The name of the field that says how many bytes this one has, and a number for it.
  fileprivate func size(
    packsText: Bool, using generator: inout SeededGenerator
  ) -> (name: String, byteCount: Int)? {
    switch format {
    case .text(.counted(let name, let maximum)), .xml(.counted(let name, let maximum)),
      .displayText(.counted(let name, let maximum)), .secret(let maximum, let name):
      (name, [0, 1, maximum / 3, maximum].randomElement(using: &generator) ?? 0)
    default: nil
    }
  }
}

extension [Item] {
  /// The cases of every union, by the name of the field that chooses.
  fileprivate var selectors: [String: [Item.Case]] {
    var found: [String: [Item.Case]] = [:]
    for item in self {
      let inner: [String: [Item.Case]] =
        switch item {
        case .field: [:]
        case .union(_, let selector, let cases): [selector: cases]
        case .array(let entry, _, _), .open(let entry): [entry].selectors
        case .structure(_, let items), .versions(_, let items), .over(_, let items),
          .leftOver(_, let items):
          items.selectors
        case .forms(let forms):
          forms.reduce(into: [:]) { $0.merge($1.items.selectors, uniquingKeysWith: +) }
        }
      found.merge(inner, uniquingKeysWith: +)
    }
    return found
  }
}
