import SCCP
package import Text
import Wire

/// Finds the words for a message.
///
/// What a rule says is made ready when its first message comes: most captures hold a
/// few kinds of message.
package struct Annotator: ~Copyable, Sendable {
  /// By the place of the message in the catalogue.
  private let rules: [AnnotationRule?]
  private let groups: [AnnotationGroup]
  /// The rules, made ready.
  private var entries: [Entry]
  private var lists: [Range<Int>] = []
  private var sentences: [Sentence] = []
  private var book = Phrasebook()
  /// What the conditions of all sentences look at.
  private var conditions: [Condition] = []
  private var numbers: [UInt32] = []
  private var questions: [Question] = []

  /// A rule, as far as it was made ready.
  private struct Entry {
    var isReady = false
    /// The field that its sentences ask for most.
    var key = FieldName.none
    /// For each number from 0 on that the field may have, a list of the sentences that can fit; the
    /// last is that of all other numbers.
    var lists = 0..<0
    /// The template of the values that matter, where the rule has one.
    var values: Range<Int>?
  }

  private struct Sentence {
    /// Beside the one that has chosen the list.
    let conditions: Range<Int>
    let template: Range<Int>
  }

  private struct Condition {
    enum Subject: UInt8 {
      case field, formerState, question
    }

    let subject: Subject
    var name = FieldName.none
    /// The numbers that fit, or the question.
    let range: Range<Int>
  }

  /// A function that a list can hold as it is.
  private struct Question {
    let ask: @Sendable (Record) -> Bool
  }

  package init() {
    let found = Dictionary(
      AnnotationRule.all.map { ($0.message.identifier, $0) },
      uniquingKeysWith: { first, _ in first })
    rules = Catalogue.messages.map { found[$0.identifier] }
    groups = rules.map { $0?.group ?? .unknown }
    entries = Array(repeating: Entry(), count: rules.count)
  }

  /// The topic of a message.
  package func group(of record: borrowing Record) -> AnnotationGroup {
    record.message.layout.map { groups[$0.index] } ?? .unknown
  }

  /// Appends the sentence that explains a message, in UTF-8; nothing where there is none to say.
  package mutating func appendSentence(_ record: borrowing Record, to text: inout TextBuffer) {
    guard let place = record.message.layout?.index else {
      text.append(unknown: record)
      return
    }
    if record.message.missingStep != nil, record.message.lacksFields {
      text.append("Only the beginning of the message was captured.")
      return
    }
    if !entries[place].isReady { makeReady(place) }
    for index in candidates(entries[place], record.message) {
      let sentence = sentences[index]
      if fits(sentence.conditions, record), book.append(sentence.template, record, to: &text) {
        return
      }
    }
  }

  /// The sentences of a rule that can fit a message.
  @inline(__always)  // Once per message.
  private func candidates(_ entry: Entry, _ message: Message) -> Range<Int> {
    guard let others = entry.lists.last else { return 0..<0 }
    let number = entry.lists.count > 1 ? message.number(entry.key) : nil
    return lists[min(entry.lists.lowerBound + Int(number ?? .max), others)]
  }

  /// Appends the values that matter for a message, short.
  package mutating func appendValues(_ record: borrowing Record, to text: inout TextBuffer) {
    guard let place = record.message.layout?.index else {
      text.append(valuesOf: record.message)
      return
    }
    if !entries[place].isReady { makeReady(place) }
    if let values = entries[place].values, !record.message.lacksFields {
      _ = book.append(values, record, to: &text)
    } else {
      text.append(valuesOf: record.message)
    }
  }

  /// Whether all conditions of a sentence hold.
  private func fits(_ range: Range<Int>, _ record: Record) -> Bool {
    for index in range {
      let condition = conditions[index]
      let number: UInt32?
      switch condition.subject {
      case .field: number = record.number(condition.name)
      case .formerState: number = record.formerState?.rawValue
      case .question:
        guard questions[condition.range.lowerBound].ask(record) else { return false }
        continue
      }
      guard let number, contains(number, in: condition.range) else { return false }
    }
    return true
  }

  private func contains(_ number: UInt32, in range: Range<Int>) -> Bool {
    for index in range where numbers[index] == number { return true }
    return false
  }

  // MARK: - Making ready

  private mutating func makeReady(_ place: Int) {
    entries[place].isReady = true
    guard let rule = rules[place] else { return }
    let wording = rule.sentences
    let templates = wording.map { book.add($0.template) }
    let (key, count) = wording.key
    let first = lists.count
    for number in 0...count {
      let start = sentences.count
      for (sentence, template) in zip(wording, templates) {
        guard let open = sentence.conditions(where: key, is: number) else { continue }
        sentences.append(Sentence(conditions: add(open), template: template))
      }
      lists.append(start..<sentences.count)
    }
    entries[place].key = key
    entries[place].lists = first..<lists.count
    entries[place].values = rule.values.map { book.add($0) }
  }

  private mutating func add(_ list: [AnnotationRule.Condition]) -> Range<Int> {
    let first = conditions.count
    for condition in list {
      switch condition {
      case .number(let name, let values):
        conditions.append(Condition(subject: .field, name: name, range: add(values)))
      case .formerState(let states):
        conditions.append(Condition(subject: .formerState, range: add(states)))
      case .holds(let question):
        let place = questions.count
        questions.append(Question(ask: question))
        conditions.append(Condition(subject: .question, range: place..<place + 1))
      }
    }
    return first..<conditions.count
  }

  private mutating func add(_ values: [UInt32]) -> Range<Int> {
    let first = numbers.count
    numbers.append(contentsOf: values)
    return first..<numbers.count
  }
}

extension [AnnotationRule.Sentence] {
  /// Fields that are asked for larger numbers are no key.
  private static var keyLimit: UInt32 { 64 }

  /// The field whose number the sentences ask for most, and the number after the highest of those.
  fileprivate var key: (name: FieldName, count: UInt32) {
    var numbers: [FieldName: [UInt32]] = [:]
    for sentence in self {
      for case .number(let name, let some) in sentence.conditions {
        numbers[name, default: []] += some
      }
    }
    let most = numbers.filter { $1.allSatisfy { $0 < Self.keyLimit } }
      .max { ($0.value.count, $0.key.index) < ($1.value.count, $1.key.index) }
    return most.map { ($0.key, ($0.value.max() ?? 0) + 1) } ?? (.none, 0)
  }
}

extension AnnotationRule.Sentence {
  /// The conditions that are open where a field has a number; nil where one does not hold.
  fileprivate func conditions(
    where key: FieldName, is number: UInt32
  ) -> [AnnotationRule.Condition]? {
    var open: [AnnotationRule.Condition] = []
    for condition in conditions {
      if case .number(key, let numbers) = condition {
        if !numbers.contains(number) { return nil }
      } else {
        open.append(condition)
      }
    }
    return open
  }
}

extension TextBuffer {
  fileprivate mutating func append(unknown record: Record) {
    append("Message 0x")
    append(hexadecimal: UInt64(record.message.header.identifier), digits: 4)
    append(" (")
    append(decimal: record.message.header.identifier)
    append(") is not in the catalogue: ")
    let byteCount = max(record.message.bytes.count - MessageHeader.byteCount, 0)
    append(decimal: byteCount)
    append(byteCount == 1 ? " byte from the " : " bytes from the ")
    append(record.isFromDevice ? "device." : "server.")
  }

  /// Appends the values that are set, in wire order: words as they are, numbers with their names.
  fileprivate mutating func append(valuesOf message: Message) {
    let maximumValues = 6
    let first = count
    var shown = 0
    var index = 0
    while index < message.fields.count, shown < maximumValues {
      let field = message.fields[index]
      index = field.kind == .array ? max(Int(field.end), index + 1) : index + 1
      let start = count
      if start > first { append("  ") }
      if message.appendNamed(field, to: &self) { shown += 1 } else { truncate(to: start) }
    }
  }
}

extension Message {
  /// Appends a value, with its name where it would not speak for itself; false where it says
  /// nothing.
  fileprivate func appendNamed(_ field: DecodedField, to text: inout TextBuffer) -> Bool {
    switch field.kind {
    case .number, .signed:
      guard number(of: field) != 0, isPossible(field) else { return false }
      switch field.name {
      case .callReference: text.append("call ")
      case .lineInstance, .lineNumber: text.append("line ")
      default:
        text.append(field.name.spelling)
        text.append(" ")
      }
    case .flags: return false
    case .enumeration, .text:
      guard isPossible(field) else { return false }
    default: break
    }
    return appendSpoken(field, to: &text)
  }
}
