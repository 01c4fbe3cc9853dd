import SCCP
import Text
import Wire

/// What the server called its soft keys: the only sound source for the meaning of their numbers.
///
/// Above 18 each server numbers its keys as it likes.
struct SoftKeyLabels: Sendable {
  /// The keys of the template, in its order.
  private var keys: [Key] = []
  /// Their labels one after the other, harmless for a terminal.
  private var labels: [UInt8] = []
  /// The template positions of each set's keys, from 1; 0 is no key.
  private var sets: [UInt8] = []
  /// Whether the template, and the sets, are those that another device was told of.
  private var sharesTemplate = true
  private var sharesSets = true

  /// Bytes that they take, apart from what is shared with another device.
  var ownByteCount: Int {
    (sharesTemplate ? 0 : keys.capacity * MemoryLayout<Key>.stride + labels.capacity)
      + (sharesSets ? 0 : sets.capacity)
  }

  private struct Key: Sendable {
    let event: UInt32
    /// Where its label lies; empty where it has none.
    let label: Range<Int32>
  }

  /// Keys that a template can have: the layout's slots, over the parts of a split answer.
  static let maximumKeys = 256
  /// Sets that there can be, over the parts of a split answer: servers have some twelve.
  static let maximumSets = 64
  /// Keys of a set: the layout's slots.
  private static let keysOfSet = 16
  private static let noKeys = [UInt8](repeating: 0, count: keysOfSet)

  /// Appends what the key of an event number is called; false without a template that has it.
  func append(labelOf event: UInt32, to text: inout TextBuffer) -> Bool {
    var index = keys.count
    while index > 0 {
      index -= 1
      if keys[index].event == event, !keys[index].label.isEmpty {
        append(keys[index].label, to: &text)
        return true
      }
    }
    return false
  }

  /// Appends the labels of a set's keys, from the left, of which bit by bit the mask says which are
  /// offered; false where there are none.
  func appendLabels(
    ofSet set: UInt32, mask: UInt32, maximum: Int, to text: inout TextBuffer
  ) -> Bool {
    let first = Int(set) * Self.keysOfSet
    guard first < sets.count else { return false }
    var shown = 0
    for place in 0..<Self.keysOfSet where mask >> UInt32(place) & 1 == 1 {
      let position = Int(sets[first + place])
      guard position > 0, position <= keys.count else { continue }
      let label = keys[position - 1].label
      if label.isEmpty { continue }
      if shown == maximum {
        text.append(" …")
        break
      }
      if shown > 0 { text.append(", ") }
      append(label, to: &text)
      shown += 1
    }
    return shown > 0
  }

  /// Whether a selection offers the key of an event number; nil where the keys of its set are not
  /// known.
  func offers(_ event: UInt32, in selection: KeySelection) -> Bool? {
    let first = Int(selection.set) * Self.keysOfSet
    guard first < sets.count else { return nil }
    var hasKeys = false
    for place in 0..<Self.keysOfSet where selection.mask >> UInt32(place) & 1 == 1 {
      let position = Int(sets[first + place])
      if position == 0 { continue }
      guard position <= keys.count else { return nil }
      if keys[position - 1].event == event { return true }
      hasKeys = true
    }
    return hasKeys ? false : nil
  }

  private func append(_ label: Range<Int32>, to text: inout TextBuffer) {
    text.append(labels.span.extracting(Int(label.lowerBound)..<Int(label.upperBound)))
  }

  /// Notes a part of the template, or of the sets; shares what some device was told in the same
  /// words.
  mutating func learn(from message: Message, _ memory: inout SoftKeyMemory) {
    if let offset = message.number(.softKeySetOffset) {
      if let known = memory.sets.known(by: message) {
        sets = known.sets
        sharesSets = true
        return
      }
      sharesSets = false
      learnSets(from: message, offset: offset)
      if offset == 0 { memory.sets.keep(self, from: message) }
    } else if let offset = message.number(.softKeyOffset) {
      if let known = memory.template.known(by: message) {
        (keys, labels) = (known.keys, known.labels)
        sharesTemplate = true
        return
      }
      sharesTemplate = false
      learnTemplate(from: message, offset: offset)
      if offset == 0 { memory.template.keep(self, from: message) }
    }
  }

  private mutating func learnSets(from message: Message, offset: UInt32) {
    if offset == 0 { sets.removeAll(keepingCapacity: true) }
    guard Int(offset) * Self.keysOfSet == sets.count else { return }
    let name = FieldName.softKeyTemplateIndex.index
    var index = 0
    while index < message.fields.count, sets.count < Self.maximumSets * Self.keysOfSet {
      let field = message.fields[index]
      index += 1
      guard case .array = field.kind, field.name.index == name else { continue }
      let first = sets.count
      sets.append(contentsOf: Self.noKeys)
      var places = sets.mutableSpan
      let end = max(Int(field.end), index)
      for place in 0..<min(end - index, Self.keysOfSet) {
        let position = message.number(of: message.fields[index + place])
        places[first + place] = UInt8(truncatingIfNeeded: position)
      }
      index = end
    }
  }

  private mutating func learnTemplate(from message: Message, offset: UInt32) {
    if offset == 0 {
      keys.removeAll(keepingCapacity: true)
      labels.removeAll(keepingCapacity: true)
    }
    var text = TextBuffer()
    var label: Range<Int32>?
    let base = labels.count
    for index in message.fields.indices where keys.count < Self.maximumKeys {
      let name = message.fields[index].name.index
      if name == FieldName.softKeyLabel.index {
        let start = Int32(truncatingIfNeeded: base + text.count)
        _ = message.appendSpoken(message.fields[index], to: &text)
        label = start..<Int32(truncatingIfNeeded: base + text.count)
      } else if name == FieldName.softKeyEvent.index, let range = label {
        keys.append(Key(event: message.number(of: message.fields[index]), label: range))
        label = nil
      }
    }
    labels.append(text.span)
  }
}

/// The soft keys that some device was told of last: a server tells all its phones the same.
struct SoftKeyMemory {
  var template = Part()
  var sets = Part()

  /// What a message that begins a template, or the sets, was understood as.
  struct Part {
    private var bytes: [UInt8] = []
    private var labels = SoftKeyLabels()

    /// What the message says; nil where it is another one.
    func known(by message: Message) -> SoftKeyLabels? {
      let (known, new) = (bytes.span, message.bytes.span)
      guard known.count == new.count else { return nil }
      var difference: UInt8 = 0
      for index in known.indices { difference |= known[index] ^ new[index] }
      return difference == 0 ? labels : nil
    }

    mutating func keep(_ labels: SoftKeyLabels, from message: Message) {
      bytes.removeAll(keepingCapacity: true)
      bytes.append(message.bytes.span)
      self.labels = labels
    }
  }
}
