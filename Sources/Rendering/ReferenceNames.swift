import SCCP

/// The enumerations and flags that a message's fields have, in the order of their first use.
struct ReferenceNames {
  private(set) var enumerations: [ValueNames] = []
  private(set) var flags: [FlagNames] = []
  /// For each set of flags, the bytes of its number.
  private(set) var flagByteCounts: [Int] = []

  init(_ items: [Item]) {
    collect(items)
  }

  private mutating func collect(_ items: [Item]) {
    for item in items {
      switch item {
      case .field(let field): collect(field)
      case .structure(_, let items), .versions(_, let items), .over(_, let items),
        .leftOver(_, let items):
        collect(items)
      case .array(let element, _, _), .open(let element): collect([element])
      case .union(_, _, let cases): for one in cases { collect(one.items) }
      case .forms(let forms): for form in forms { collect(form.items) }
      }
    }
  }

  private mutating func collect(_ field: Field) {
    switch field.format {
    case .enumeration(_, let names) where !enumerations.contains { $0.name == names.name }:
      enumerations.append(names)
    case .flags(let width, let names) where !flags.contains { $0.name == names.name }:
      flags.append(names)
      flagByteCounts.append(width.rawValue)
    default: break
    }
  }
}
