/// What two captures say differently, connection by connection.
///
/// Values that are numbered belong to each other where most of the lines that are the same say so;
/// the right side is then written with the numbers of the left one. So a call more on one side does
/// not make the lines of every later call differ.
package struct Comparison: Sendable {
  /// One line of both sides, or of one.
  package enum Entry: Sendable {
    case same(NormalLine, NormalLine)
    case removed(NormalLine)
    case added(NormalLine)
    case changed(NormalLine, NormalLine)

    var isSame: Bool {
      if case .same = self { true } else { false }
    }

    /// The values that two lines of one message have different.
    package var fields: [FieldDifference] {
      guard case .changed(let before, let after) = self else { return [] }
      return FieldDifference.all(between: before.text, and: after.text)
    }

    /// The values that differ, as people read them.
    var fieldsInWords: [FieldDifference] {
      let isCall = after?.isCall ?? false
      return fields.map { isCall ? $0.inWordsOfCalls : $0.inWordsOfMessages }
    }
  }

  /// A connection of both sides, or of one.
  package struct Connection: Sendable {
    /// Its number, from 1, on each side; nil on the side that lacks it.
    package var leftNumber: Int?
    package var rightNumber: Int?
    package var title: String
    /// The line before its messages first.
    package var entries: [Entry] = []

    package var isSame: Bool { entries.allSatisfy(\.isSame) }
  }

  /// In the order of the left side; those that only the right one has come last.
  package private(set) var connections: [Connection] = []
  /// The order of the right side's connections that is that of ``connections``.
  package private(set) var rightOrder: [Int] = []
  package private(set) var addedCount = 0
  package private(set) var removedCount = 0
  package private(set) var changedCount = 0
  /// Connections that it was too much work to match with each other.
  package private(set) var inOrderCount = 0
  /// Whether it was too much work to find the fewest lines that differ.
  package private(set) var isCoarse = false

  package var isSame: Bool { addedCount + removedCount + changedCount == 0 }

  package init(_ left: NormalCapture, _ right: NormalCapture) {
    var names = LineNumbers()
    let leftContents = left.connections.map { names.content(of: $0) }
    let rightContents = right.connections.map { names.content(of: $0) }
    let matching = ConnectionMatching(leftContents, rightContents)
    let partners = matching.partners
    inOrderCount = matching.inOrderCount
    var effort = ComparisonEffort(ComparisonEffort.maximumAlignmentSteps)
    rightOrder = partners.compactMap(\.self)
    let rest = Set(right.connections.indices).subtracting(rightOrder).sorted()
    rightOrder += rest

    var votes = Correspondence()
    for (place, partner) in partners.enumerated() {
      guard let partner else { continue }
      votes.note(
        left.connections[place], leftContents[place], right.connections[partner],
        rightContents[partner], &effort)
    }
    var translation = votes.translation(beyond: left.connections)
    for (place, partner) in partners.enumerated() {
      let other = partner.map { translation.translated(right.connections[$0]) }
      append(
        left.connections[place], number: place + 1, other, partner.map { $0 + 1 }, &names, &effort)
    }
    for place in rest {
      append(
        nil, number: nil, translation.translated(right.connections[place]), place + 1, &names,
        &effort)
    }
    isCoarse = effort.isExhausted
  }

  private mutating func append(
    _ left: NormalCapture.Connection?, number: Int?, _ right: NormalCapture.Connection?,
    _ rightNumber: Int?, _ names: inout LineNumbers, _ effort: inout ComparisonEffort
  ) {
    let shownNumber = number ?? rightNumber ?? 0
    let before = left.map { [Self.headLine($0, shownNumber)] + $0.lines } ?? []
    let after = right.map { [Self.headLine($0, shownNumber)] + $0.lines } ?? []
    var connection = Connection(
      leftNumber: number, rightNumber: rightNumber, title: right?.title ?? left?.title ?? "")
    let alignment = LineAlignment(
      before.map { names[$0.text] }, after.map { names[$0.text] }, &effort)
    var (one, other) = (0, 0)
    for (leftPlace, rightPlace) in alignment.pairs + [(before.count, after.count)] {
      connection.entries += Self.changes(
        Array(before[one..<leftPlace]), Array(after[other..<rightPlace]), &names, &effort)
      if leftPlace < before.count, rightPlace < after.count {
        connection.entries.append(.same(before[leftPlace], after[rightPlace]))
      }
      (one, other) = (leftPlace + 1, rightPlace + 1)
    }
    for entry in connection.entries {
      switch entry {
      case .same: break
      case .added: addedCount += 1
      case .removed: removedCount += 1
      case .changed: changedCount += 1
      }
    }
    connections.append(connection)
  }

  /// The line before a connection's messages. Both sides have the same number in it: another order
  /// is no difference.
  private static func headLine(
    _ connection: NormalCapture.Connection, _ number: Int
  ) -> NormalLine {
    NormalLine(
      frame: nil, kind: NormalLine.connectionKind,
      text: "{\"connection\":\(number)\(connection.head)")
  }

  /// What became of lines that are not the same: messages of one kind and sender have changed, in
  /// their order, and the others are missing or new.
  private static func changes(
    _ before: [NormalLine], _ after: [NormalLine], _ names: inout LineNumbers,
    _ effort: inout ComparisonEffort
  ) -> [Entry] {
    if before.isEmpty { return after.map { .added($0) } }
    if after.isEmpty { return before.map { .removed($0) } }
    let alignment = LineAlignment(
      before.map { names[$0.kind] }, after.map { names[$0.kind] }, &effort)
    var entries: [Entry] = []
    var (one, other) = (0, 0)
    for (leftPlace, rightPlace) in alignment.pairs + [(before.count, after.count)] {
      entries += before[one..<leftPlace].map { .removed($0) }
      entries += after[other..<rightPlace].map { .added($0) }
      if leftPlace < before.count, rightPlace < after.count {
        entries.append(.changed(before[leftPlace], after[rightPlace]))
      }
      (one, other) = (leftPlace + 1, rightPlace + 1)
    }
    return entries
  }
}

/// Numbers for lines: equal ones for equal lines.
struct LineNumbers {
  private var numbers: [String: Int] = [:]

  subscript(_ line: String) -> Int {
    mutating get {
      let number = numbers[line] ?? numbers.count
      numbers[line] = number
      return number
    }
  }

  /// A connection's lines without the numbers of what is numbered, and their kinds.
  mutating func content(of connection: NormalCapture.Connection) -> ConnectionMatching.Content {
    var lines: [Int] = []
    var kinds: [Int] = []
    for line in connection.lines {
      lines.append(self[PlaceholderText.withoutNumbers(line.text)])
      kinds.append(self[line.kind])
    }
    return ConnectionMatching.Content(lines: lines, kinds: kinds)
  }
}
