import SCCP
import Text

/// A field, structure or union of a layout: where it lies, and what its bytes are.
package struct ReferenceField: Equatable, Sendable {
  package let name: String
  /// The names that lead to it, joined by dots.
  package let path: String
  package var type: Kind
  /// Bytes from the start of the body; in an array's slots, those of the first slot. Nil after
  /// texts of varying size.
  package var offset: Int?
  /// Bytes of the whole field, all slots of an array included; nil where they vary.
  package var size: Int?
  /// The most bytes that a field of varying size has.
  package var maximumSize: Int?
  /// The earlier field that holds the count of bytes.
  package var countedBy: String?
  /// The enumeration, or the set of flags.
  package var names: String?
  /// The earlier field that chooses a union's case.
  package var selector: String?
  package var slots: Slots?
  /// The shortest data length of the messages that have it, where shorter ones end before it.
  package var minimumLength: Int?
  /// More than this number of bytes must be left of the message, for it to be there.
  package var leftOver: Int?
  /// Whether a longer message has more of it: text after the slot, entries after the slots.
  package var goesOn = false
  package var isMatchKey = false
  /// The case of the union around it to which it belongs.
  package var choice: Choice?
  package var children: [ReferenceField] = []

  /// What the bytes are; the raw value is the word that programs read.
  package enum Kind: String, Sendable {
    case uint8, uint16, uint32, int32, enumeration, flags
    case text, displayText, xml
    case ipv4, ipv6, address, macAddress, secret
    case structure, union
  }

  /// What makes a field an array.
  package struct Slots: Equatable, Sendable {
    package let count: Int
    /// The earlier field that says how many slots are valid; nil where all are.
    package let countedBy: String?
    /// Bytes of one slot; nil where they vary.
    package let size: Int?
  }

  /// A union's case.
  package struct Choice: Equatable, Sendable {
    package let index: Int
    /// Values of the deciding field; nil for all that no other case has.
    package let values: ClosedRange<UInt32>?
    /// The case in words.
    package let words: String
  }

  package var isText: Bool {
    type == .text || type == .displayText || type == .xml
  }

  /// Whether it is in a message whose texts are packed, and one of them.
  package var isPackedText: Bool {
    isText && size == nil && countedBy == nil
  }

  /// It and everything inside it, in wire order.
  package var flattened: [ReferenceField] {
    [self] + children.flatMap(\.flattened)
  }
}

extension ReferenceField {
  /// What the bytes are, in words.
  package var words: String {
    var words: String
    if let slots {
      words = "array of \(slots.count) slots"
      if let size = slots.size { words += " of \(size.counted("byte"))" }
      if let count = slots.countedBy { words += ", counted by \(count)" }
      if type != .structure { words += ": \(elementWords)" }
    } else {
      words = elementWords
    }
    if goesOn {
      words +=
        slots == nil
        ? ", or to the end of a longer message" : ", or as many as a longer message holds"
    }
    if let leftOver { words += ", if more than \(leftOver) bytes are left" }
    if isMatchKey { words += ", same in request and answer" }
    if let minimumLength { words += ", from data length \(minimumLength) on" }
    return words
  }

  /// The type of one slot of an array.
  private var elementWords: String {
    switch type {
    case .uint8, .uint16, .uint32, .int32, .structure: type.rawValue
    case .enumeration, .flags: "\(type.rawValue) \(names ?? "")"
    case .text: "\(textWords("text"))"
    case .displayText: "\(textWords("text")), with phrase codes"
    case .xml: textWords("XML")
    case .ipv4: "IPv4 address"
    case .ipv6: "IPv6 address"
    case .address: "IPv4 or IPv6 address after a uint32 type"
    case .macAddress: "MAC address"
    case .secret: "secret, its length in \(countedBy ?? "")"
    case .union: "union by \(selector ?? "")"
    }
  }

  private func textWords(_ noun: String) -> String {
    if let countedBy {
      return "\(noun), its length in \(countedBy), up to \(maximumSize ?? 0) bytes"
    }
    if isPackedText { return "packed \(noun) of up to \(maximumSize ?? 0) bytes" }
    return "\(noun) of \(slots?.size ?? size ?? 0) bytes"
  }
}

extension [ReferenceField] {
  /// Bytes of fields that follow each other; nil where they vary.
  var byteCount: Int? {
    reduce(0) { sum, field in
      sum.flatMap { sum in field.size.map { sum + $0 } }
    }
  }
}
