import Story

extension ListColumn {
  /// A column of what is wrong with a row's thing, the worst first; CSV has notes too.
  static func findings(
    of rules: @escaping @Sendable (Row) -> [FoundRule], rank: Int
  ) -> ListColumn {
    ListColumn(
      "findings", "findings", minimumWidth: 12, rank: rank, value: { rules($0).worstFirst.words }
    ) { row in
      let troubles = rules(row).worstFirst.filter { $0.severity > .note }
      return ListCell(troubles.words, troubles.first?.severity.style ?? .plain)
    }
  }
}

extension [FoundRule] {
  fileprivate var worstFirst: [FoundRule] {
    Finding.Severity.allCases.reversed().flatMap { severity in
      filter { $0.severity == severity }
    }
  }

  fileprivate var words: String { map(\.rule).joined(separator: ", ") }

  /// A line for all of each severity, the worst first.
  var details: [ListDetail] {
    Finding.Severity.allCases.reversed().compactMap { severity in
      let rules = filter { $0.severity == severity }
      return rules.isEmpty
        ? nil : ListDetail("\(severity.rawValue): \(rules.words)", severity.style)
    }
  }
}
