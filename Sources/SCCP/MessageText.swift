package import Text
import Wire

extension Message {
  /// Appends what a text field says: up to its first NUL, phrases in place of their codes, in the
  /// words of the catalogue or `asShown` by phones.
  package func appendText(
    of field: DecodedField, asShown: Bool = false, to text: inout TextBuffer
  ) {
    let plain = bytes.span.extracting(textBytes(of: field))
    if field.kind == .displayText {
      text.append(expanding: plain, asShown: asShown, by: encoding)
    } else {
      text.append(decoding: plain, by: encoding)
    }
  }

  /// Appends what a text field says, where all of that is printable ASCII and nothing that JSON
  /// escapes; false, and nothing appended, where it is not.
  package func appendPlainText(of field: DecodedField, to text: inout TextBuffer) -> Bool {
    let start = text.count
    let slot = bytes(of: field)
    let end = text.append(plainBeginningOf: slot, in: bytes.span)
    if end == slot.upperBound || bytes[end] == 0 { return true }
    text.truncate(to: start)
    return false
  }

  /// Where the text of a field lies: its slot up to the first NUL.
  package func textBytes(of field: DecodedField) -> Range<Int> {
    let slot = bytes(of: field)
    let count = bytes.span.textByteCount(from: slot.lowerBound, in: slot.count)
    // A label code without a phrase says nothing.
    if count == 1, slot.count > 1, bytes[slot.lowerBound] == 0x80 {
      return slot.lowerBound..<slot.lowerBound
    }
    return slot.lowerBound..<slot.lowerBound + count
  }

  /// A text field as a string, as phones show it; for what is kept, not for what is printed once.
  package func text(of field: DecodedField) -> String {
    let plain = bytes.span.extracting(textBytes(of: field))
    if plain.isPrintableASCII { return String(copying: plain) }
    var text = TextBuffer()
    appendText(of: field, asShown: true, to: &text)
    return String(text)
  }

  /// Where a field's bytes lie.
  package func bytes(of field: DecodedField) -> Range<Int> {
    let start = min(max(Int(field.offset), 0), bytes.count)
    return start..<min(start + max(Int(field.length), 0), bytes.count)
  }

  /// Whether a text field says nothing: it begins with a NUL, or with a label code that has no
  /// phrase, 0x80 and 0.
  package func isEmptyText(_ field: DecodedField) -> Bool {
    let slot = bytes(of: field)
    guard let first = slot.first, bytes[first] != 0 else { return true }
    return bytes[first] == 0x80 && first + 1 < slot.upperBound && bytes[first + 1] == 0
  }
}

extension TextBuffer {
  /// Appends text in which 0x80 or 0x1e and the byte after it stand for a phrase, in the words of the
  /// catalogue or `asShown` by phones.
  ///
  /// 0x80 inside a UTF-8 character is a part of it, and a code that no table has is kept as bytes.
  package mutating func append(
    expanding bytes: Span<UInt8>, asShown: Bool = false, by encoding: TextEncoding? = nil
  ) {
    var plainStart = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte >= 0x80 || byte == 0x1e else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count, let names = Self.phrases(of: byte),
        let phrase = names.text(for: UInt32(bytes[index + 1]), asShown: asShown)
      else {
        index += bytes.utf8CharacterByteCount(at: index) ?? 1
        continue
      }
      if plainStart < index { append(decoding: bytes.extracting(plainStart..<index), by: encoding) }
      names.append(phrase, to: &self)
      index += 2
      plainStart = index
    }
    if plainStart == bytes.count { return }
    append(decoding: bytes.extracting(plainStart..<bytes.count), by: encoding)
  }

  /// What the byte after this one is the number of; nil where it stands for itself.
  private static func phrases(of byte: UInt8) -> ValueNames? {
    switch byte {
    case 0x80: .displayLabels200
    case 0x1e: .displayLabels36
    default: nil
    }
  }
}
