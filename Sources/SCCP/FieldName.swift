/// The name of a field, as a small number: names are compared once for every value decoded.
package struct FieldName: Hashable, Sendable {
  /// Index into ``all``.
  package let index: UInt16

  /// Every name that some layout of the catalogue has, in alphabetical order.
  package static let all: [String] = {
    var names: Set<String> = []
    for message in Catalogue.messages { message.items.insertNames(into: &names) }
    return names.sorted()
  }()

  private static let indices: [String: UInt16] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1, UInt16(truncatingIfNeeded: $0)) })

  /// A name that no field has.
  package static let none = FieldName(index: .max)

  private init(index: UInt16) {
    self.index = index
  }

  /// The name as a number; ``none`` for one that no layout has.
  package init(_ name: String) {
    index = Self.indices[name] ?? .max
  }

  /// The name as the catalogue writes it.
  package var spelling: String {
    Int(index) < Self.all.count ? Self.all[Int(index)] : ""
  }
}

extension [Item] {
  /// Inserts the names of all fields, structures, unions and repeated items at any depth.
  fileprivate func insertNames(into names: inout Set<String>) {
    for item in self {
      switch item {
      case .field(let field): names.insert(field.name)
      case .structure(let name, let items):
        names.insert(name)
        items.insertNames(into: &names)
      case .array(let item, _, _), .open(let item): [item].insertNames(into: &names)
      case .union(let name, _, let cases):
        names.insert(name)
        for choice in cases { choice.items.insertNames(into: &names) }
      case .versions(_, let items), .over(_, let items), .leftOver(_, let items):
        items.insertNames(into: &names)
      case .forms(let forms): for form in forms { form.items.insertNames(into: &names) }
      }
    }
  }
}
