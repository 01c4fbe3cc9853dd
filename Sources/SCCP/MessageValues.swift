package import Text
public import Wire

/// Looking up single values of a decoded message by their names.
extension Message {
  /// The first field of this name, at any depth.
  @inlinable
  @inline(__always)  // Several times per message, and the message would be copied to be asked.
  package func first(_ name: FieldName) -> DecodedField? {
    place(of: name).map { fields.span[$0] }
  }

  /// The number of the first field of this name.
  @inlinable
  @inline(__always)
  package func number(_ name: FieldName) -> UInt32? {
    place(of: name).map { fields.span[$0].number(in: bytes.span) }
  }

  /// Where the first field of this name is: nearly always where its layout has it.
  @inlinable
  @inline(__always)
  package func place(of name: FieldName) -> Int? {
    let place = layout?.usualPlaces[name] ?? UsualPlaces.nowhere
    if place == UsualPlaces.nowhere { return nil }
    let span = fields.span
    if place < min(span.count, UsualPlaces.anywhere), span[place].name.index == name.index {
      return place
    }
    return Self.place(of: name, in: fields)
  }

  @usableFromInline
  @inline(never)
  static func place(of name: FieldName, in fields: [DecodedField]) -> Int? {
    let index = name.index
    let fields = fields.span
    for place in fields.indices where fields[place].name.index == index { return place }
    return nil
  }

  /// A field's number: the one on the wire, the valid entries of an array, the type of an address.
  @inlinable
  @inline(__always)  // Several times per message.
  package func number(of field: DecodedField) -> UInt32 {
    field.number(in: bytes.span)
  }

  /// The text of the first field of this name; nil where it is absent or empty.
  package func text(_ name: FieldName) -> String? {
    guard let field = first(name), !isEmptyText(field) else { return nil }
    return text(of: field)
  }

  /// Whether a text field says anything.
  package func hasText(_ name: FieldName) -> Bool {
    first(name).map { !isEmptyText($0) } ?? false
  }

  /// Whether two text fields say the same, or nothing both of them.
  package func hasSameText(_ one: FieldName, _ other: FieldName) -> Bool {
    guard let one = first(one), let other = first(other) else {
      return !hasText(one) && !hasText(other)
    }
    return hasSameText(one, other)
  }

  /// Whether two text fields say the same.
  package func hasSameText(_ one: DecodedField, _ other: DecodedField) -> Bool {
    let (left, right) = (bytes(of: one), bytes(of: other))
    let all = bytes.span
    for index in 0..<max(left.count, right.count) {
      // A text that fills its slot ends like one with a NUL after it.
      let byte = index < left.count ? all[left.lowerBound + index] : 0
      guard byte == (index < right.count ? all[right.lowerBound + index] : 0) else { return false }
      if byte == 0 { break }
    }
    return true
  }

  /// The names of an enumeration's values.
  package func valueNames(of field: DecodedField) -> ValueNames? {
    field.kind == .enumeration ? layout?.valueNames(ofStep: Int(field.step)) : nil
  }

  /// Appends what a voice engineer says for a value of an enumeration.
  package func appendSpokenName(of field: DecodedField, to text: inout TextBuffer) {
    if case .enumeration = field.kind {
      layout?.append(spoken: number(of: field), ofStep: Int(field.step), to: &text)
    }
  }

  /// What a value of an enumeration is called.
  package func entry(of field: DecodedField) -> ValueNames.Entry? {
    valueNames(of: field)?.entry(for: number(of: field))
  }

  /// The names of a flag field's bits.
  package func flagNames(of field: DecodedField) -> FlagNames? {
    guard field.kind == .flags, let layout else { return nil }
    return layout.flagNames[layout.steps[Int(field.step)].table]
  }

  /// The address in an address field; nil where its type is none that is known.
  package func address(of field: DecodedField) -> IPAddress? {
    let slot = bytes(of: field)
    let length = field.kind == .ipv4 ? 4 : 16
    let typed = slot.count == 20 ? slot.lowerBound + 4 : slot.lowerBound
    guard field.kind == .ipv4 || field.kind == .ipv6, typed + length <= slot.upperBound else {
      return nil
    }
    if length == 4 {
      return IPAddress(ipv4: bytes.span.number(at: typed, byteCount: length).byteSwapped)
    }
    var bits: UInt128 = 0
    for index in typed..<typed + length { bits = bits << 8 | UInt128(bytes[index]) }
    return IPAddress(ipv6: bits)
  }

  /// The MAC address in its field: six octets, or twelve hexadecimal digits.
  package func macAddress(of field: DecodedField) -> MACAddress? {
    let slot = bytes(of: field)
    guard slot.count >= 6 else { return nil }
    if slot.count >= 12, let bits = hexadecimal(in: slot.lowerBound..<slot.lowerBound + 12) {
      return MACAddress(bits: bits)
    }
    var bits: UInt64 = 0
    for index in slot.lowerBound..<slot.lowerBound + 6 { bits = bits << 8 | UInt64(bytes[index]) }
    return MACAddress(bits: bits)
  }

  private func hexadecimal(in range: Range<Int>) -> UInt64? {
    var value: UInt64 = 0
    for index in range {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
      value = value << 4 | UInt64(digit)
    }
    return value
  }

  /// The number that ties this message to its request or answer.
  package var matchKey: UInt32? {
    guard layout?.hasMatchKey == true, let layout else { return nil }
    for field in fields where layout.steps[Int(field.step)].isMatchKey { return number(of: field) }
    return nil
  }
}

/// Which of a message's fields hold its call reference and its line instance.
struct ReferencePlaces: Sendable {
  private let call: Int32?
  private let line: Int32?

  init(_ message: Message) {
    let layout = message.layout
    call = layout?.hasCallReference ?? false ? message.index(of: .callReference) : nil
    line =
      layout?.hasLineInstance ?? false
      ? message.index(of: .lineInstance) ?? message.index(of: .lineNumber) : nil
  }

  /// Notes in a message with such fields what they hold.
  func note(in message: inout Message) {
    message.callReference = call.flatMap { message.reference(at: $0) }
    message.lineInstance = line.flatMap { message.reference(at: $0) }
  }
}

extension Message {
  fileprivate func index(of name: FieldName) -> Int32? {
    fields.firstIndex { $0.name.index == name.index }.map { Int32(truncatingIfNeeded: $0) }
  }

  fileprivate func reference(at index: Int32) -> UInt32? {
    let number = fields.span[Int(index)].number(in: bytes.span)
    return number == 0 ? nil : number
  }
}
