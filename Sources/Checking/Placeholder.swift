import Text
import Wire

/// A numbered stand-in for a value that differs from run to run, such as `<call 1>`.
package struct Placeholder: Hashable, Sendable {
  package let kind: Kind
  /// From 1, in the order in which the values of this kind appear.
  package let number: Int

  /// What the value is.
  package enum Kind: String, CaseIterable, Sendable {
    case device, address, mac, port, call, conference, party, stream, transaction
  }

  package init(_ kind: Kind, _ number: Int) {
    self.kind = kind
    self.number = number
  }

  var text: String { "<\(kind.rawValue) \(number)>" }
}

/// Finding placeholders in lines and putting others in their places.
enum PlaceholderText {
  /// Digits of a number: more are no placeholder's.
  private static let maximumDigits = 9

  /// The placeholders of a line, in order.
  static func placeholders(in line: String) -> [Placeholder] {
    var found: [Placeholder] = []
    _ = rewriting(line) { placeholder in
      found.append(placeholder)
      return placeholder.text
    }
    return found
  }

  /// A line whose placeholders say no more than their kinds: equal for lines that say the same of
  /// other calls, addresses and so on.
  static func withoutNumbers(_ line: String) -> String {
    rewriting(line) { "<\($0.kind.rawValue)>" }
  }

  /// A line with something else in the place of each placeholder.
  static func rewriting(_ line: String, _ replacement: (Placeholder) -> String) -> String {
    let bytes = Array(line.utf8)
    var rewritten: [UInt8] = []
    rewritten.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), let found = placeholder(in: bytes.span, at: index) {
        rewritten += replacement(found.placeholder).utf8
        index = found.end
      } else {
        rewritten.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: rewritten, as: UTF8.self)
  }

  /// The placeholder that begins at `start`, where a "<" is, and where it ends.
  static func placeholder(
    in bytes: Span<UInt8>, at start: Int
  ) -> (placeholder: Placeholder, end: Int)? {
    var index = start + 1
    while index < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index]) {
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: " "),
      let kind = Placeholder.Kind(spelled: bytes.extracting(start + 1..<index))
    else { return nil }
    index += 1
    var number = 0
    let digits = index
    while index < bytes.count, index - digits < maximumDigits,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
    {
      number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    // A zero in front is nothing that a placeholder's text has: it would not be written again.
    guard number > 0, bytes[digits] != UInt8(ascii: "0"), index < bytes.count,
      bytes[index] == UInt8(ascii: ">")
    else { return nil }
    return (Placeholder(kind, number), index + 1)
  }
}

extension Placeholder.Kind {
  /// The kinds in their order, and their names.
  private static let names = allCases.map { (kind: $0, bytes: Array($0.rawValue.utf8)) }

  /// The kind that a word names; nil where it names none.
  fileprivate init?(spelled word: Span<UInt8>) {
    guard !word.isEmpty else { return nil }
    for (kind, bytes) in Self.names
    where bytes[0] == word[0] && bytes.count == word.count && bytes.span.equals(word) {
      self = kind
      return
    }
    return nil
  }
}

extension TextBuffer {
  /// Appends the text of a placeholder.
  mutating func append(_ placeholder: Placeholder) {
    append(byte: UInt8(ascii: "<"))
    append(placeholder.kind.rawValue)
    append(byte: UInt8(ascii: " "))
    append(decimal: placeholder.number)
    append(byte: UInt8(ascii: ">"))
  }
}
