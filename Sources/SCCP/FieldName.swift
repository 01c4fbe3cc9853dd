/// The name of a field, as a small number: names are compared once for every value decoded.
package struct FieldName: Hashable, Sendable {
  /// Index into ``all``.
  package let index: UInt16

  /// Every name that some layout of the catalogue has, in alphabetical order.
  package static let all: [String] = Set(Catalogue.messages.flatMap { $0.items.names }).sorted()

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
  /// The names of all fields, structures, unions and repeated items at any depth.
  fileprivate var names: [String] {
    flatMap { (item: Item) -> [String] in
      switch item {
      case .field(let field): [field.name]
      case .structure(let name, let items): [name] + items.names
      case .array(let item, _, _): [item].names
      case .union(let name, _, let cases): [name] + cases.flatMap { $0.items.names }
      case .versions(_, let items), .over(_, let items): items.names
      case .forms(let forms): forms.flatMap { $0.items.names }
      }
    }
  }
}
