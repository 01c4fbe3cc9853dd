import SCCP
import Testing

@Suite struct CatalogueTests {
  @Test func `identifiers ascend, and names are unique`() {
    let messages = Catalogue.messages
    #expect(messages.count == 175)
    #expect(zip(messages, messages.dropFirst()).allSatisfy { $0.identifier < $1.identifier })
    #expect(Set(messages.map(\.name)).count == messages.count)
  }

  @Test func `every answer belongs to a request from the other side`() {
    let requests = Dictionary(
      uniqueKeysWithValues: Catalogue.messages.filter { $0.kind == .request }
        .map { ($0.identifier, $0) })
    for message in Catalogue.messages {
      guard case .response(let identifier) = message.kind else { continue }
      #expect(requests[identifier]?.direction == message.direction.opposite, "\(message.name)")
    }
  }

  @Test func `every message says what it is for, in one sentence`() {
    for message in Catalogue.messages {
      #expect(message.meaning.hasSuffix("."), "\(message.name)")
      #expect((10...110).contains(message.meaning.count), "\(message.name)")
    }
    #expect(Set(Catalogue.messages.map(\.meaning)).count == Catalogue.messages.count)
  }

  @Test func `the names of fields are those of all layouts, in alphabetical order`() {
    var names: Set<String> = []
    for message in Catalogue.messages { message.items.insertNames(into: &names) }
    #expect(FieldName.all == names.sorted())
    for name in names { #expect(FieldName(name).spelling == name) }
    for stranger in ["", "a", "callstate", "zzz"] { #expect(FieldName(stranger) == .none) }
  }

  @Test func `what counts or decides stands before what it governs`() {
    for message in Catalogue.messages {
      var known: Set<String> = []
      #expect(Self.strangers(in: message.items, &known).isEmpty, "\(message.name)")
    }
  }

  /// Alternatives are written as forms or versions: what follows a length is only ever appended.
  @Test func `no layout holds a name twice`() {
    for message in Catalogue.messages {
      for version in 0...Item.newestVersion {
        let lines = Item.lines(message.items, in: "", version: version, length: 2000)
        let paths = lines.filter { !$0.contains(" slots by ") && !$0.contains(" case ") }
        let twice = Dictionary(grouping: paths) { $0 }.filter { $0.value.count > 1 }.keys
        // CapabilitiesV3Res really has it twice from version 16 on.
        let allowed = message.identifier == 0x0044 ? 1 : 0
        #expect(twice.count <= allowed, "\(message.name) \(version): \(twice)")
      }
    }
  }

  @Test(arguments: Catalogue.enumerations)
  func `values ascend, and each is found`(names: ValueNames) {
    let entries = names.entries
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.value < $1.value })
    for entry in entries {
      #expect(names.entry(for: entry.value)?.label == entry.label)
      #expect(!entry.spoken.isEmpty)
    }
    let values = Set(entries.map(\.value))
    let others = Array(0...600) + [123_456, UInt32.max - 2]
    for value in others where !values.contains(value) {
      #expect(names.entry(for: value) == nil, "\(value)")
    }
  }

  @Test func `every enumeration and flag set in a message is in the lists`() {
    var used: Set<String> = []
    func collect(_ item: Item) {
      switch item {
      case .field(let field):
        switch field.format {
        case .enumeration(_, let names): used.insert(names.name)
        case .flags(_, let names): used.insert(names.name)
        default: break
        }
      case .array(let element, _, _), .open(let element): collect(element)
      case .structure(_, let items), .versions(_, let items), .over(_, let items),
        .leftOver(_, let items):
        items.forEach(collect)
      case .union(_, _, let cases): cases.forEach { $0.items.forEach(collect) }
      case .forms(let forms): forms.forEach { $0.items.forEach(collect) }
      }
    }
    for message in Catalogue.messages { message.items.forEach(collect) }
    let listed = Set(Catalogue.enumerations.map(\.name) + Catalogue.flagSets.map(\.name))
    #expect(listed.count == Catalogue.enumerations.count + Catalogue.flagSets.count)
    #expect(used.isSubset(of: listed))
    #expect(
      listed.subtracting(used) == [
        "DisplayLabels_200", "DisplayLabels_36", "KeyPadButton_short", "SoftKeyTemplateIndex",
      ])
  }

  /// Names that an array or union refers to and that no earlier item has.
  private static func strangers(in items: [Item], _ known: inout Set<String>) -> [String] {
    var found: [String] = []
    func refer(to name: String) {
      if !known.contains(name) { found.append(name) }
    }
    for item in items {
      switch item {
      case .field(let field):
        switch field.format {
        case .secret(_, let count): refer(to: count)
        case .text(.counted(let count, _)), .xml(.counted(let count, _)): refer(to: count)
        default: break
        }
        known.insert(field.name)
      case .structure(_, let items):
        var inside = known
        found += strangers(in: items, &inside)
      case .array(let element, _, let count):
        if let count { refer(to: count) }
        var inside = known
        found += strangers(in: [element], &inside)
      case .union(_, let field, let cases):
        refer(to: field)
        for alternative in cases {
          var inside = known
          found += strangers(in: alternative.items, &inside)
        }
      case .open(let element): found += strangers(in: [element], &known)
      case .versions(_, let items), .over(_, let items), .leftOver(_, let items):
        found += strangers(in: items, &known)
      case .forms(let forms):
        for form in forms { found += strangers(in: form.items, &known) }
      }
    }
    return found
  }
}

/// Our definitions against the reference, which must lie beside the package for this.
@Suite(.enabled(if: ReferenceCatalogue.isPresent, "no ../shared/protocol/catalogue.json"))
struct CatalogueAgainstReferenceTests {
  let reference: ReferenceCatalogue

  init() throws {
    reference = try ReferenceCatalogue.read()
  }

  @Test func `messages are those of the reference`() {
    let ours = Catalogue.messages.map {
      "\($0.identifier) \($0.name) \($0.direction) \($0.kind.text) \($0.group.rawValue) "
        + "\($0.packsText)"
    }
    let theirs = reference.messages.sorted { $0.id < $1.id }.map {
      "\($0.id) \($0.name) \($0.direction) \($0.kind)\($0.answers.map { " to \($0)" } ?? "") "
        + "\($0.group) \($0.packedText)"
    }
    #expect(ours == theirs)
  }

  /// Every header version that changed something, and the data lengths around every threshold.
  @Test func `layouts are those of the reference`() throws {
    let definitions = Dictionary(
      uniqueKeysWithValues: Catalogue.messages.map { ($0.identifier, $0) })
    for message in reference.messages {
      let definition = try #require(definitions[message.id])
      let thresholds = ReferenceCatalogue.Entry.thresholds(message.items)
        .union(Item.thresholds(definition.items)).union([4, 2000])
      let lengths = Set(thresholds.flatMap { [$0 - 1, $0, $0 + 1] }).sorted()
      for version in [0, 10, 11] + Array(15...22) {
        for length in lengths {
          let ours = Item.lines(definition.items, in: "", version: version, length: length)
          let theirs = ReferenceCatalogue.Entry.lines(
            message.items, in: "", version: version, length: length)
          #expect(ours == theirs, "\(message.name), version \(version), length \(length)")
        }
      }
    }
  }

  @Test func `what the length decides beyond the versions is that of the reference`() {
    let ours = Catalogue.messages.reduce(into: Set<String>()) { $0.formUnion($1.lengthRules) }
    #expect(ours == Set(reference.layoutsByLength.map(\.line)))
  }

  @Test func `enumerations are those of the reference`() {
    #expect(Set(Catalogue.enumerations.map(\.name)) == Set(reference.enums.keys))
    for names in Catalogue.enumerations {
      let ours = names.entries.map { ReferenceCatalogue.Label(value: $0.value, label: $0.label) }
      let theirs = ReferenceCatalogue.shortened(reference.enums[names.name] ?? [])
      #expect(ours == theirs.sorted { $0.value < $1.value }, "\(names.name)")
    }
  }
}

extension MessageDefinition.Kind {
  fileprivate var text: String {
    switch self {
    case .event: "event"
    case .request: "request"
    case .response(let identifier): "response to \(identifier)"
    }
  }
}

extension ValueNames: CustomTestStringConvertible {
  package var testDescription: String { name }
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
