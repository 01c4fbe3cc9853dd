package import Text

/// The names of a number's values.
///
/// An open set: a value without a name is kept, and shown as the number it is.
package final class ValueNames: Sendable {
  /// The catalogue's name of the enumeration.
  package let name: String
  /// Values in ascending order.
  package let entries: [Entry]
  /// For each value from 0 on, the index of its entry plus 1, or 0; larger values are searched.
  private let dense: [UInt16]
  /// What is said for the values, entry by entry, and how they are labelled.
  private let texts: TextStore
  private let spokenTexts: [StoredText]
  private let labels: [StoredText]

  /// One value and what it is called.
  package struct Entry: Sendable {
    package let value: UInt32
    /// The label in JSON, without the prefix that all labels of the enumeration share.
    package let label: String
    /// What a voice engineer says, for the timeline; the label where nothing else is said.
    package let spoken: String

    package init(_ value: UInt32, _ label: String, _ spoken: String? = nil) {
      self.value = value
      self.label = label
      self.spoken = spoken ?? label
    }

    /// The names of a value that the program itself knows.
    package init(_ value: some RawRepresentable<UInt32>, _ label: String, _ spoken: String? = nil) {
      self.init(value.rawValue, label, spoken)
    }
  }

  /// Values below this are looked up by index.
  private static let denseLimit: UInt32 = 512

  package init(_ name: String, _ entries: [Entry]) {
    self.name = name
    self.entries = entries.sorted { $0.value < $1.value }
    let highest = self.entries.last { $0.value < Self.denseLimit }?.value
    var dense = [UInt16](repeating: 0, count: highest.map { Int($0) + 1 } ?? 0)
    for (index, entry) in self.entries.enumerated() where entry.value < Self.denseLimit {
      dense[Int(entry.value)] = UInt16(truncatingIfNeeded: index + 1)
    }
    self.dense = dense
    var texts = TextStore()
    spokenTexts = self.entries.map { texts.add($0.spoken.utf8.span) }
    labels = self.entries.map { texts.add($0.label.utf8.span) }
    self.texts = texts
  }

  /// What a value is called; nil for a value without a name.
  package func entry(for value: UInt32) -> Entry? {
    index(of: value).map { entries[$0] }
  }

  /// Appends what a voice engineer says for a value; the number where it has no name.
  package func append(spoken value: UInt32, to text: inout TextBuffer) {
    if let words = spoken(for: value) {
      append(words, to: &text)
    } else {
      text.append(decimal: value)
    }
  }

  /// What is said for a value; nil for a value without a name.
  func spoken(for value: UInt32) -> StoredText? {
    index(of: value).map { spokenTexts[$0] }
  }

  /// Appends one of the texts that were found.
  func append(_ found: StoredText, to text: inout TextBuffer) {
    text.append(found, of: texts)
  }

  /// How a phrase is labelled, or how phones show it; nil for a code without one.
  func text(for value: UInt32, asShown: Bool) -> StoredText? {
    index(of: value).map { asShown ? spokenTexts[$0] : labels[$0] }
  }

  /// The place of a value's entry.
  func index(of value: UInt32) -> Int? {
    if value < UInt32(truncatingIfNeeded: dense.count) {
      let index = Int(dense[Int(value)])
      return index > 0 ? index - 1 : nil
    }
    if value < Self.denseLimit { return nil }
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].value < value { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].value == value ? low : nil
  }
}

/// The names of a number's bits, or groups of bits.
package struct FlagNames: Sendable {
  package let name: String
  package let entries: [Entry]
  /// Every bit that some entry names.
  package let namedBits: UInt32

  /// A bit, or several that together have a name.
  package struct Entry: Sendable {
    package let mask: UInt32
    package let label: String

    package init(_ mask: UInt32, _ label: String) {
      self.mask = mask
      self.label = label
    }
  }

  package init(_ name: String, _ entries: [Entry]) {
    self.name = name
    self.entries = entries
    namedBits = entries.reduce(0) { $0 | $1.mask }
  }
}
