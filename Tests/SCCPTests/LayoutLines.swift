import SCCP

/// A definition written out as lines, in the words of ``ReferenceCatalogue``.
extension Item {
  /// Every data length at which the layout of these items changes.
  static func thresholds(_ items: [Item]) -> Set<Int> {
    var found: Set<Int> = []
    for item in items {
      switch item {
      case .field: break
      case .array(let element, _, _), .open(let element):
        found.formUnion(thresholds([element]))
      case .structure(_, let items), .versions(_, let items), .leftOver(_, let items):
        found.formUnion(thresholds(items))
      case .union(_, _, let cases): for c in cases { found.formUnion(thresholds(c.items)) }
      case .over(let length, let items):
        found.insert(length)
        found.formUnion(thresholds(items))
      case .forms(let forms):
        for form in forms {
          switch form.condition {
          case .lengthOver(let length), .lengthUnder(let length), .padded(let length, _, _):
            found.insert(length)
          case .always: break
          }
          found.formUnion(thresholds(form.items))
        }
      }
    }
    return found
  }

  /// One line per item that a message of this header version and data length holds; the bytes of
  /// the body are taken not to be padded.
  static func lines(_ items: [Item], in path: String, version: Int, length: Int) -> [String] {
    items.flatMap { $0.lines(in: path, version: version, length: length) }
  }

  private func lines(in path: String, version: Int, length: Int) -> [String] {
    func inner(_ items: [Item], _ place: String) -> [String] {
      Item.lines(items, in: place, version: version, length: length)
    }
    switch self {
    case .field(let field):
      return ["\(path)/\(field.name) \(field.formatText(version: version))"]
    case .structure(let name, let items):
      let place = "\(path)/\(name)"
      return ["\(place) struct"] + inner(items, place)
    case .array(let element, let slots, let count):
      return ["\(path)/\(element.name) \(slots) slots by \(count ?? "-")"] + inner([element], path)
    case .union(let name, let field, let cases):
      let place = "\(path)/\(name)"
      return ["\(place) union by \(field)"]
        + cases.flatMap {
          let values = $0.values.map { "\($0.lowerBound)...\($0.upperBound)" } ?? "otherwise"
          return ["\(place) case \(values)"] + inner($0.items, place)
        }
    case .versions(let versions, let items):
      return versions.contains(version) ? inner(items, path) : []
    case .open(let element):
      return inner([element], path)
    case .leftOver:
      return []
    case .over(let limit, let items):
      return length > limit ? inner(items, path) : []
    case .forms(let forms):
      let form = forms.first {
        switch $0.condition {
        case .always: true
        case .lengthOver(let limit): length > limit
        case .lengthUnder(let limit): length < limit
        case .padded: false
        }
      }
      return inner(form?.items ?? [], path)
    }
  }

  /// What the item is called; empty for a condition around items.
  var name: String {
    switch self {
    case .field(let field): field.name
    case .structure(let name, _), .union(let name, _, _): name
    case .array(let element, _, _): element.name
    case .open(let element): element.name
    case .versions, .over, .leftOver, .forms: ""
    }
  }
}

extension MessageDefinition {
  /// What the data length says of its layout, beyond what its items say, a line for each rule.
  var lengthRules: Set<String> {
    var found: Set<String> = layoutFollows == .header ? ["\(identifier) by version"] : []
    func collect(_ items: [Item], from version: Int) {
      for item in items {
        switch item {
        case .field(let field):
          if field.runsOn { found.insert("\(identifier) \(field.name) runs on") }
        case .open(let array): found.insert("\(identifier) more \(array.name)")
        case .leftOver(let count, let items):
          let lines = Item.lines(items, in: "", version: 22, length: 2000)
          found.insert("\(identifier) from \(version), over \(count) left: \(lines)")
        case .versions(let versions, let items): collect(items, from: versions.lowerBound)
        case .structure(_, let items), .over(_, let items): collect(items, from: version)
        case .array(let element, _, _): collect([element], from: version)
        case .union(_, _, let cases): for one in cases { collect(one.items, from: version) }
        case .forms(let forms):
          for form in forms {
            collect(form.items, from: version)
            guard case .padded(let length, let word, let gap) = form.condition else { continue }
            let zero = [gap.lowerBound, gap.upperBound]
            let lines = Item.lines(form.items, in: "", version: 22, length: 2000)
            found.insert(
              "\(identifier) from \(version), length \(length), \(zero) 0, "
                + "\([word, word + 4]) not: \(lines)")
          }
        }
      }
    }
    collect(items, from: 0)
    return found
  }
}

extension Field {
  fileprivate func formatText(version: Int) -> String {
    let text =
      switch format {
      case .number(let width): "\(width)"
      case .signed: "int32"
      case .enumeration(let width, let names): "enum \(width) \(names.name)"
      case .flags(let width, let names):
        "flags \(width) "
          + names.entries.map { "\($0.mask)=\($0.label)" }.joined(separator: " ")
      case .text(let size): "text \(size.text(version: version))"
      case .displayText(let size): "displayText \(size.text(version: version))"
      case .xml(let size): "xml \(size.text(version: version))"
      case .ipv4: "ipv4"
      case .ipv6: "ipv6"
      case .address, .typedAddress: "address"
      case .macAddress(let slot): "macAddress \(slot)"
      case .secret(let slot, let count): "secret \(slot) by \(count)"
      }
    return isMatchKey ? text + " key" : text
  }
}

extension Field.TextSize {
  fileprivate func text(version: Int) -> String {
    switch self {
    case .slot(let count): "\(count)"
    case .directoryNumber: version < 18 ? "24" : "25"
    case .counted(let field, let maximum): "by \(field) up to \(maximum)"
    }
  }
}
