import SCCP

/// Items of a layout in which nothing is left to decide by header version or by form.
struct ReferenceVariant {
  var condition = ReferenceCondition.none
  var items: [Item] = []

  /// The variants that messages of one header version have, each with its condition.
  static func all(of items: [Item], version: Int) -> [ReferenceVariant] {
    var variants = [ReferenceVariant()]
    for item in items {
      let choices = all(of: item, version: version)
      variants = variants.flatMap { variant in
        choices.compactMap { choice in variant.followed(by: choice) }
      }
    }
    return variants
  }

  private static func all(of item: Item, version: Int) -> [ReferenceVariant] {
    switch item {
    case .field:
      [ReferenceVariant(items: [item])]
    case .structure(let name, let items):
      all(of: items, version: version).map { $0.wrapped { .structure(name, $0) } }
    case .array(let element, let slots, let count):
      all(of: element, version: version).map {
        ReferenceVariant(
          condition: $0.condition, items: $0.items.map { .array($0, slots: slots, count: count) })
      }
    case .union(let name, let selector, let cases):
      all(of: cases, version: version).map { choice in
        choice.variant.wrapped { _ in .union(name, by: selector, choice.cases) }
      }
    case .versions(let versions, let items):
      versions.contains(version) ? all(of: items, version: version) : [ReferenceVariant()]
    case .open(let array):
      all(of: array, version: version).map {
        ReferenceVariant(condition: $0.condition, items: $0.items.map { .open($0) })
      }
    case .leftOver(let count, let items):
      all(of: items, version: version).map { $0.wrapped { .leftOver(count, $0) } }
    case .over(let length, let items):
      all(of: items, version: version).map { $0.wrapped { .over(length, $0) } }
    case .forms(let forms):
      zip(forms, ReferenceCondition.each(of: forms)).flatMap { form, condition in
        all(of: form.items, version: version).compactMap { variant in
          condition.flatMap { ReferenceVariant(condition: $0).followed(by: variant) }
        }
      }
    }
  }

  /// Every way to choose a variant for each case of a union.
  private static func all(
    of cases: [Item.Case], version: Int
  ) -> [(variant: ReferenceVariant, cases: [Item.Case])] {
    var combinations: [(variant: ReferenceVariant, cases: [Item.Case])] = [(ReferenceVariant(), [])]
    for unionCase in cases {
      let choices = all(of: unionCase.items, version: version)
      combinations = combinations.flatMap { combination in
        choices.compactMap { choice in
          combination.variant.followed(by: choice).map {
            let items = choice.items
            let chosen = unionCase.values.map { .when($0, items) } ?? Item.Case.otherwise(items)
            return ($0, combination.cases + [chosen])
          }
        }
      }
    }
    return combinations
  }

  private func followed(by other: ReferenceVariant) -> ReferenceVariant? {
    condition.and(other.condition).map {
      ReferenceVariant(condition: $0, items: items + other.items)
    }
  }

  private func wrapped(_ wrap: ([Item]) -> Item) -> ReferenceVariant {
    ReferenceVariant(condition: condition, items: [wrap(items)])
  }
}
