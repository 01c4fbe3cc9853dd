import Synchronization
import Text

/// A message's definition, flattened for the decoder: steps in wire order, every name a number.
///
/// Made once for each message; decoding then touches plain data only.
@usableFromInline
package final class Layout: Sendable {
  package let definition: MessageDefinition
  /// The definition's place in the catalogue.
  @usableFromInline package let index: Int
  /// The items in wire order; a step that has inner items says where they end.
  package let steps: [Step]
  /// The tables that enumeration steps refer to.
  package let valueNames: [ValueNames]
  /// The tables that flag steps refer to.
  package let flagNames: [FlagNames]
  /// For each step, the names that lead to it, joined by dots.
  package var paths: [String] { Self.paths[index] }

  /// Where most messages have the field of each name.
  @usableFromInline let usualPlaces: UsualPlaces

  /// Whether some step is a call reference, or a line instance.
  let hasCallReference: Bool
  let hasLineInstance: Bool

  /// Whether some step ties an answer to its request.
  let hasMatchKey: Bool

  /// Whether the fields of a message follow from its length and from single numbers in it, so that
  /// they are the same in all messages where these are, or only from its version where its texts
  /// are packed (see ``MessageShapes``).
  let isShapely: Bool
  /// Whether texts run to their NUL, and what comes after one begins there.
  let isPacked: Bool

  /// Whether the data length decides which version's layout applies.
  package let followsLength: Bool

  /// Whether some step is a key or salt.
  let hasSecrets: Bool

  /// Bytes after the last field that only pad a message.
  package static let maximumPadding = 3

  /// How many numbers of a message others refer to: counts, sizes, selectors.
  package static let maximumRegisters = 16

  package init(_ definition: MessageDefinition, index: Int) {
    self.definition = definition
    self.index = index
    let items = definition.items
    var builder = LayoutBuilder(references: items.references)
    builder.append(items)
    steps = builder.steps.map { step in
      guard let register = step.register else { return step }
      var step = step
      step.maximumSize =
        builder.steps.first { $0.operation.isCounted && $0.reference == register }?.size
      return step
    }
    valueNames = builder.valueNames
    flagNames = builder.flagNames
    isPacked = definition.packsText
    isShapely =
      definition.packsText
      ? steps.allSatisfy(\.isPlainWherePacked)
      : steps.allSatisfy { $0.operation != .xml && !$0.condition.asksForContent }
    followsLength =
      !isPacked && definition.layoutFollows == .length
      && steps.contains { $0.operation.differsByVersion }
    usualPlaces = UsualPlaces(steps)
    hasSecrets = steps.contains { $0.operation == .secret }
    hasMatchKey = steps.contains { $0.isMatchKey }
    hasCallReference = steps.contains { $0.name == .callReference }
    hasLineInstance = steps.contains { $0.name == .lineInstance || $0.name == .lineNumber }
  }

  /// The table that an enumeration step refers to.
  package func valueNames(ofStep index: Int) -> ValueNames {
    valueNames[steps[index].table]
  }

  /// Appends what a voice engineer says for a value of an enumeration step.
  func append(spoken value: UInt32, ofStep index: Int, to text: inout TextBuffer) {
    valueNames[steps[index].table].append(spoken: value, to: &text)
  }

  /// A message's layout, made when the first one of them comes: a capture has a few of the catalogue's.
  @safe
  private final class Entry: Sendable {
    let definition: MessageDefinition
    let index: Int
    /// Retained once, and never released: the catalogue lasts as long as the process.
    // SAFETY: see where it is stored.
    private let made = unsafe Atomic<Unmanaged<Layout>?>(nil)

    init(_ definition: MessageDefinition, index: Int) {
      self.definition = definition
      self.index = index
    }

    @inline(__always)  // Once per message.
    var layout: Layout {
      // SAFETY: what is stored was retained before, and stays so.
      if let layout = unsafe made.load(ordering: .acquiring) {
        return unsafe layout.takeUnretainedValue()
      }
      return make()
    }

    /// Makes the layout; of two threads that do so, one throws its own away.
    @inline(never)
    private func make() -> Layout {
      // SAFETY: the one that is stored is retained by that; another one is released here.
      let new = unsafe Unmanaged.passRetained(Layout(definition, index: index))
      let (isStored, former) = unsafe made.compareExchange(
        expected: nil, desired: new, ordering: .acquiringAndReleasing)
      guard !isStored, let former = unsafe former else { return unsafe new.takeUnretainedValue() }
      unsafe new.release()
      return unsafe former.takeUnretainedValue()
    }
  }

  private static let entries = Catalogue.messages.enumerated().map { Entry($1, index: $0) }

  /// How many layouts there are.
  package static var count: Int { entries.count }

  /// The layouts of the whole catalogue, in its order.
  package static let all: [Layout] = entries.map { $0.layout }

  /// Made when first asked for.
  private static let paths: [[String]] = all.map { layout in
    layout.steps.indices.map { layout.path(of: $0) }
  }

  /// An array has the name of its item, which stands there once.
  func path(of index: Int) -> String {
    var names: [String] = []
    for outer in 0...index where index < steps[outer].end {
      let isNamed = steps[outer].operation != .array || outer == index
      if isNamed, steps[outer].name != .none { names.append(steps[outer].name.spelling) }
    }
    return names.joined(separator: ".")
  }

  /// Identifiers below this are looked up by index; the few others are searched.
  private static let denseLimit: UInt32 = 0x200

  private static let dense: [Entry?] = {
    var table = [Entry?](repeating: nil, count: Int(denseLimit))
    for entry in entries where entry.definition.identifier < denseLimit {
      table[Int(entry.definition.identifier)] = entry
    }
    return table
  }()

  private static let others = entries.filter { $0.definition.identifier >= denseLimit }

  /// The layout of a message; nil for an identifier that the catalogue lacks.
  package static func of(_ identifier: UInt32) -> Layout? {
    entry(of: identifier)?.layout
  }

  /// The place of a message in the catalogue, without its layout being made.
  package static func index(of identifier: UInt32) -> Int? {
    entry(of: identifier)?.index
  }

  @inline(__always)  // Once per message.
  private static func entry(of identifier: UInt32) -> Entry? {
    identifier < denseLimit
      ? dense[Int(identifier)] : others.first { $0.definition.identifier == identifier }
  }
}

/// One step of a layout.
package struct Step: Sendable {
  package var operation: Operation
  package var name = FieldName.none
  package var isMatchKey = false
  /// Whether a text goes on after its slot, or an array after its slots, in a longer message.
  package var goesOn = false
  /// Bytes of a number, of a text's or secret's slot; slots of an array.
  package var size = 0
  /// Bytes of the whole step; nil where version or content changes them.
  package var fixedWidth: Int?
  /// Index of the enumeration's or flags' table.
  package var table = 0
  /// The most that this number may be, where it is the size of a text in some form of the layout.
  package var maximumSize: Int?
  /// The register that this number is noted in; nil where nothing refers to it.
  package var register: Int?
  /// The register that holds this step's count, size or selector.
  package var reference: Int?
  /// The numbers that decide about this step: header versions, or values of a union's case.
  package var range: ClosedRange<UInt32> = 0...UInt32.max
  package var condition = Condition.always
  /// Index of the first step after this one and its inner steps.
  package var end = 0

  package enum Operation: UInt8, Sendable {
    case number, signed, enumeration, flags
    case text, directoryNumber, countedText
    case displayText, xml, countedXML
    case ipv4, ipv6, address, typedAddress, macAddress, secret
    case structure, array, union, unionCase
    case versions, over, leftOver, forms, form
  }
}

extension Step.Operation {
  /// Whether an earlier number says how many bytes there are of it.
  fileprivate var isCounted: Bool { self == .countedText || self == .countedXML }

  /// Whether the header versions differ in it.
  fileprivate var differsByVersion: Bool {
    switch self {
    case .address, .directoryNumber, .versions: true
    default: false
    }
  }
}

extension Step {
  /// Whether the bytes of a packed message say nothing of the step but where it ends.
  fileprivate var isPlainWherePacked: Bool {
    switch operation {
    case .number, .signed, .enumeration, .flags, .text, .directoryNumber, .displayText,
      .structure, .versions:
      register == nil && reference == nil
    default: false
    }
  }
}
