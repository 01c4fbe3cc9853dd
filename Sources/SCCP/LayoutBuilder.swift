/// Flattens items into the steps of a ``Layout``.
struct LayoutBuilder {
  private(set) var steps: [Step] = []
  private(set) var valueNames: [ValueNames] = []
  private(set) var flagNames: [FlagNames] = []
  /// Names that others refer to; their place is their register.
  private let references: [String]

  init(references: [String]) {
    self.references = Array(references.prefix(Layout.maximumRegisters))
  }

  mutating func append(_ items: [Item]) {
    for item in items {
      append(item)
    }
  }

  private mutating func append(_ item: Item) {
    switch item {
    case .field(let field):
      append(field)
    case .structure(let name, let items):
      let step = Step(operation: .structure, name: FieldName(name))
      append(step) { $0.append(items) }
    case .array(let item, let slots, let count):
      var step = Step(operation: .array, name: FieldName(item.name), size: slots)
      step.reference = count.flatMap(references.firstIndex)
      append(step) { $0.append(item) }
    case .union(let name, let selector, let cases):
      var step = Step(operation: .union, name: FieldName(name))
      step.reference = references.firstIndex(of: selector)
      append(step) {
        for choice in cases {
          $0.append(choice)
        }
      }
    case .versions(let versions, let items):
      var step = Step(operation: .versions)
      step.range = UInt32(versions.lowerBound)...UInt32(versions.upperBound)
      append(step) { $0.append(items) }
    case .over(let length, let items):
      append(Step(operation: .over, size: length)) { $0.append(items) }
    case .open(let item):
      let index = steps.count
      append(item)
      steps[index].goesOn = true
    case .leftOver(let count, let items):
      append(Step(operation: .leftOver, size: count)) { $0.append(items) }
    case .forms(let forms):
      append(Step(operation: .forms)) {
        for form in forms {
          $0.append(Step(operation: .form, condition: form.condition)) {
            $0.append(form.items)
          }
        }
      }
    }
  }

  private mutating func append(_ choice: Item.Case) {
    var step = Step(operation: .unionCase)
    step.range = choice.values ?? 0...UInt32.max
    append(step) { $0.append(choice.items) }
  }

  /// Appends a step and its inner steps, and notes where these end.
  private mutating func append(
    _ step: Step, inner: (inout LayoutBuilder) -> Void = { _ in }
  ) {
    let index = steps.count
    steps.append(step)
    inner(&self)
    steps[index].end = steps.count
    steps[index].fixedWidth = fixedWidth(of: index)
  }

  private mutating func append(_ field: Field) {
    var step = Step(operation: .number, name: FieldName(field.name))
    step.isMatchKey = field.isMatchKey
    step.goesOn = field.runsOn
    step.register = references.firstIndex(of: field.name)
    switch field.format {
    case .number(let width):
      step.size = width.rawValue
    case .signed:
      step.operation = .signed
      step.size = 4
    case .enumeration(let width, let names):
      step.operation = .enumeration
      step.size = width.rawValue
      step.table = valueNames.count
      valueNames.append(names)
    case .flags(let width, let names):
      step.operation = .flags
      step.size = width.rawValue
      step.table = flagNames.count
      flagNames.append(names)
    case .text(.directoryNumber):
      step.operation = .directoryNumber
    case .text(let size):
      place(size, in: &step, slot: .text, counted: .countedText)
    case .displayText(let size):
      place(size, in: &step, slot: .displayText, counted: .displayText)
    case .xml(let size):
      place(size, in: &step, slot: .xml, counted: .countedXML)
    case .ipv4:
      step.operation = .ipv4
      step.size = 4
    case .ipv6:
      step.operation = .ipv6
      step.size = 16
    case .address:
      step.operation = .address
    case .typedAddress:
      step.operation = .typedAddress
      step.size = 20
    case .macAddress(let slot):
      step.operation = .macAddress
      step.size = slot
    case .secret(let slot, let count):
      step.operation = .secret
      step.size = slot
      step.reference = references.firstIndex(of: count)
    }
    append(step)
  }

  private func place(
    _ size: Field.TextSize, in step: inout Step, slot: Step.Operation, counted: Step.Operation
  ) {
    switch size {
    case .slot(let bytes):
      step.operation = slot
      step.size = bytes
    case .counted(let name, let maximum):
      step.operation = counted
      step.size = maximum
      step.reference = references.firstIndex(of: name)
    case .directoryNumber:
      step.operation = .directoryNumber
    }
  }

  /// Bytes that a step takes in every message; nil where that depends on the message.
  private func fixedWidth(of index: Int) -> Int? {
    let step = steps[index]
    switch step.operation {
    case .number, .signed, .enumeration, .flags, .ipv4, .ipv6, .typedAddress, .text, .displayText,
      .macAddress, .secret, .xml:
      return step.size
    case .directoryNumber, .address, .countedText, .countedXML, .versions, .over, .leftOver,
      .forms, .form:
      return nil
    case .structure, .unionCase:
      return innerWidths(of: index).reduce(0) { sum, width in
        sum.flatMap { sum in width.map { sum + $0 } }
      }
    case .array:
      return innerWidths(of: index).first?.map { $0 * step.size }
    case .union:
      let widths = innerWidths(of: index)
      return widths.contains(nil) ? nil : widths.compactMap(\.self).max() ?? 0
    }
  }

  private func innerWidths(of index: Int) -> [Int?] {
    var widths: [Int?] = []
    var inner = index + 1
    while inner < steps[index].end {
      widths.append(steps[inner].fixedWidth)
      inner = steps[inner].end
    }
    return widths
  }
}

extension Item {
  /// The name of a field, structure or union; an array has the name of its item.
  package var name: String {
    switch self {
    case .field(let field): field.name
    case .structure(let name, _), .union(let name, _, _): name
    case .array(let item, _, _): item.name
    case .open(let item): item.name
    case .versions, .over, .leftOver, .forms: ""
    }
  }
}

extension [Item] {
  /// The names that counts, sizes and selectors refer to, at any depth, each once.
  var references: [String] {
    var found: [String] = []
    for item in self {
      let names: [String] =
        switch item {
        case .field(let field): field.reference.map { [$0] } ?? []
        case .structure(_, let items), .versions(_, let items), .over(_, let items),
          .leftOver(_, let items):
          items.references
        case .open(let item): [item].references
        case .array(let item, _, let count): (count.map { [$0] } ?? []) + [item].references
        case .union(_, let selector, let cases):
          [selector] + cases.flatMap { $0.items.references }
        case .forms(let forms): forms.flatMap { $0.items.references }
        }
      for name in names where !found.contains(name) { found.append(name) }
    }
    return found
  }
}

extension Field {
  /// The field that says how many bytes this one has.
  var reference: String? {
    switch format {
    case .text(.counted(let name, _)), .displayText(.counted(let name, _)),
      .xml(.counted(let name, _)), .secret(_, let name):
      name
    default: nil
    }
  }
}
