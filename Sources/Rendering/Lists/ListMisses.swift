/// What there is to list, while nothing of it is selected, to tell a person who selected nothing.
package struct ListMisses: Sendable {
  private var names: [String] = []
  private var count = 0

  /// Names told in a remark.
  private static let maximumNamed = 6

  package init() {}

  /// Takes note of something that is not selected.
  package mutating func note(_ name: String) {
    count += 1
    if count <= Self.maximumNamed { names.append(name) }
  }

  /// That nothing is selected, and what there is.
  package func sentence(_ noun: String) -> String {
    if count == 0 { return "there is no \(noun)" }
    let others = count - names.count
    return "no \(noun) is selected; there \(count == 1 ? "is" : "are") "
      + names.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
  }
}
