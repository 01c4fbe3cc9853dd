package import SCCP
import Wire

/// Replaces what messages say of persons, numbers, devices, places and keys.
///
/// Every value keeps its place, its length and its kind.
package struct MessageChanges {
  private let profile: RedactionProfile
  private let pseudonyms: Pseudonyms
  private let texts: TextRedactor
  /// Whether values are only noted.
  private let isNoting: Bool
  /// What was replaced.
  package private(set) var counts = RedactionCounts()
  /// The keys and salts that were found.
  package private(set) var keys: Set<[UInt8]> = []
  private var plans: FieldPlans
  private var memo = TextMemo()
  /// Digits pressed on each connection since its handset was lifted.
  private var pressed: [Int: [UInt8]] = [:]
  private let offHook = MessageDefinition.offHook.identifier
  private let onHook = MessageDefinition.onHook.identifier
  private let callState = MessageDefinition.callState.identifier

  /// Keys and connections that are remembered.
  private static let maximumCount = 1 << 16
  /// Digits of a number that is dialled.
  private static let maximumDigits = 64

  /// Begins to note values or to replace them, as `pseudonyms` do.
  package init(_ profile: RedactionProfile, _ pseudonyms: Pseudonyms) {
    self.profile = profile
    self.pseudonyms = pseudonyms
    isNoting = pseudonyms.isNoting
    plans = FieldPlans(
      of: !profile.replacesIdentities ? .secrets : pseudonyms.isNoting ? .identities : .all)
    texts = TextRedactor(pseudonyms: pseudonyms)
  }

  /// Changes a message of the connection `stream`, counted from 0.
  package mutating func make(in message: inout Message, stream: Int) {
    guard let layout = message.layout else {
      if profile.replacesIdentities {
        blank(MessageHeader.byteCount..<message.bytes.count, &message)
      }
      return
    }
    if profile.replacesIdentities, !isNoting {
      noteHandset(message.header.identifier, message, stream)
    }
    let plan = plans.plan(for: message, layout)
    for index in plan.steps {
      let field = message.fields[Int(plans.steps[index].field)]
      apply(plans.steps[index].rule, field, message.bytes(of: field), stream, &message)
    }
    // What says nothing needs no note.
    guard profile.replacesIdentities, !isNoting else { return }
    for index in plan.numbers {
      let start = Int(message.fields[Int(plans.numbers[index])].offset)
      keepNumber(at: start, &message)
    }
    for index in plan.gaps { clearResidue(plans.gaps[index], &message) }
    let extra = min(message.decodedByteCount, message.bytes.count)..<message.bytes.count
    if message.bytes.span.hasContent(in: extra) {
      counts.note(.content)
      message.replaceBytes(from: extra.lowerBound, with: extra.map { _ in Self.extraByte })
    }
  }

  /// What stands in the place of each byte after the last field: not 0, which would say that there are
  /// none.
  static let extraByte: UInt8 = 1

  // MARK: - Fields

  private mutating func apply(
    _ rule: FieldRule, _ field: DecodedField, _ place: Range<Int>, _ stream: Int,
    _ message: inout Message
  ) {
    if case .secret = rule { return hide(place, &message) }
    guard profile.replacesIdentities else { return }
    switch rule {
    case .kept: break
    case .text(let shape, let kind): replaceText(of: field, place, kind, shape, &message)
    case .deviceName: replaceText(of: field, place, .devices, nil, &message)
    case .blanked: blank(place, &message)
    case .keypadButton, .tone: replaceDigit(rule, field, place, stream, &message)
    case .addressNumber: replaceAddress(at: place.lowerBound, &message)
    case .address: replaceAddress(of: field, place, &message)
    case .macAddress: replaceMACAddress(of: field, place, &message)
    case .secret: break
    }
  }

  private mutating func hide(_ place: Range<Int>, _ message: inout Message) {
    let bytes = Array(message.bytes[place])
    guard bytes.contains(where: { $0 != 0 }) else { return }
    if keys.count < Self.maximumCount { keys.insert(bytes) }
    if isNoting { return }
    counts.note(.keys)
    message.clearBytes(in: place)
  }

  private mutating func blank(_ place: Range<Int>, _ message: inout Message) {
    guard !isNoting, message.bytes.span.hasContent(in: place) else { return }
    counts.note(.content)
    message.clearBytes(in: place)
  }

  /// Overwrites bytes that no field holds, and what stands after the end of a text.
  private mutating func clearResidue(_ place: Range<Int>, _ message: inout Message) {
    guard profile.replacesIdentities, message.bytes.span.hasContent(in: place) else { return }
    counts.note(.residue)
    message.clearBytes(in: place)
  }

  // MARK: - Texts

  /// Replaces a text of a shape; without one it is the name of a device.
  private mutating func replaceText(
    of field: DecodedField, _ place: Range<Int>, _ kind: RedactionClass, _ shape: TextShape?,
    _ message: inout Message
  ) {
    switch field.kind {
    case .text, .displayText, .xml: break
    default: return
    }
    let text = message.textBytes(of: field)
    if !text.isEmpty {
      let name = memo.name(
        of: message.bytes.span.extracting(text), UInt64(shape?.rawValue ?? .max))
      if let known = memo.replacement(for: message.bytes.span.extracting(text), name) {
        if isNoting { return }
        if known.isOther {
          message.replaceBytes(from: text.lowerBound, with: memo.bytes(at: known.place))
          counts.note(kind)
        }
      } else {
        let old = Array(message.bytes[text])
        var new = replacement(for: old, shape)
        if !isNoting { new = texts.withoutOriginals(new, areFigures: shape == .figures) }
        memo.keep(new, for: old, name)
        if new != old {
          counts.note(kind)
          message.replaceBytes(from: text.lowerBound, with: new)
        }
      }
    }
    if isNoting { return }
    // A label code without a phrase stays what it is: no text.
    if text.isEmpty, let first = place.first, message.bytes[first] != 0 { return }
    clearResidue(text.upperBound..<place.upperBound, &message)
  }

  /// What stands in the place of a text of some shape.
  private func replacement(for text: [UInt8], _ shape: TextShape?) -> [UInt8] {
    guard let shape else {
      pseudonyms.note(text: text)
      return texts.deviceName(text)
    }
    let kept = shape.keptParts(of: text, keepsPhrases: !profile.replacesPhrases)
      .sorted { $0.lowerBound < $1.lowerBound }
    if isNoting { note(text, shape, kept: kept) }
    let new = texts.text(text, keeping: kept)
    guard case .alarm = shape else { return new }
    return namingDevice(in: new, of: text)
  }

  /// Notes what must not be found later: a text that is not kept, or what is not kept of a prompt.
  private func note(_ text: [UInt8], _ shape: TextShape, kept: [Range<Int>]) {
    switch shape {
    case .prompt, .softKeyLabel:
      // Everybody knows the phrases that are replaced all the same.
      if Phrases.contain(text) { return }
      var start = 0
      for part in kept + [text.count..<text.count] where part.lowerBound >= start {
        let gap = text[start..<part.lowerBound].drop { $0 == UInt8(ascii: " ") }
        pseudonyms.note(text: Array(gap))
        start = part.upperBound
      }
    case .document: pseudonyms.note(text: text)
    case .alarm, .refusal: break
    default: if kept.isEmpty { pseudonyms.note(text: text) }
    }
  }

  /// Gives the device that an alarm names the name that it has elsewhere.
  private func namingDevice(in new: [UInt8], of text: [UInt8]) -> [UInt8] {
    let key = Array("Name=".utf8)
    let found = text.indices.first { text[$0] == key[0] && text[$0...].starts(with: key) }
    guard let start = found else { return new }
    let name = Array(text[(start + key.count)...].prefix { $0 != UInt8(ascii: " ") })
    var made = new
    made.replaceSubrange(
      start + key.count..<start + key.count + name.count, with: texts.deviceName(name))
    return made
  }

  // MARK: - Digits

  /// Takes note of a handset that is lifted or put down, after which a new number is dialled.
  private mutating func noteHandset(_ identifier: UInt32, _ message: Message, _ stream: Int) {
    switch identifier {
    case offHook, onHook: pressed[stream] = nil
    case callState:
      let state = message.value(.callState)
      if state == .offHook || state == .onHook { pressed[stream] = nil }
    default: break
    }
  }

  private mutating func replaceDigit(
    _ rule: FieldRule, _ field: DecodedField, _ place: Range<Int>, _ stream: Int,
    _ message: inout Message
  ) {
    guard !isNoting, !place.isEmpty else { return }
    let value = message.number(of: field)
    // A tone counts from 1 to 10, a key from 0 to 9; the others are no digits.
    let isTone = if case .tone = rule { true } else { false }
    guard value <= (isTone ? 10 : 9), !(isTone && value == 0) else { return }
    let digit = 0x30 + UInt8(truncatingIfNeeded: value % 10)
    var before = pressed[stream] ?? []
    // The tone of a key is that of the key before it.
    if isTone, before.last == digit { before.removeLast() }
    let image = pseudonyms.digit(digit, after: before) - 0x30
    counts.note(.digits)
    message.clearBytes(in: place)
    message.replaceBytes(
      from: place.lowerBound, with: [isTone && image == 0 ? 10 : image])
    guard !isTone, pressed.count < Self.maximumCount, before.count < Self.maximumDigits else {
      return
    }
    pressed[stream] = before + [digit]
  }

  // MARK: - Addresses

  private mutating func replaceAddress(at start: Int, _ message: inout Message) {
    guard start + 4 <= message.bytes.count else {
      return message.clearBytes(in: start..<message.bytes.count)
    }
    let bits = message.bytes[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    if bits == 0 { return }
    let image = pseudonyms.ipv4(bits)
    if isNoting { return }
    counts.note(.addresses)
    message.replaceBytes(from: start, with: image.networkOrder)
  }

  private mutating func replaceAddress(
    of field: DecodedField, _ place: Range<Int>, _ message: inout Message
  ) {
    guard let address = message.address(of: field) else {
      return blankAddress(at: place, &message)
    }
    let start = place.count == 20 ? place.lowerBound + 4 : place.lowerBound
    let end = start + (address.isIPv6 ? 16 : 4)
    if !address.isUnspecified {
      let image = pseudonyms.address(address)
      if isNoting { return }
      counts.note(.addresses)
      let bytes = (0..<(end - start)).map { index in
        UInt8(truncatingIfNeeded: image.bits >> UInt128(8 * (end - start - 1 - index)))
      }
      message.replaceBytes(from: start, with: bytes)
    }
    if end < place.upperBound { clearResidue(end..<place.upperBound, &message) }
  }

  /// Blanks an address of an unknown type; a type stays, because without one it would be IPv4's 0.0.0.0.
  private mutating func blankAddress(at place: Range<Int>, _ message: inout Message) {
    let type = place.prefix(4)
    guard place.count == Self.typedByteCount, !type.isEmpty else { return blank(place, &message) }
    let isNumber = type.dropFirst().allSatisfy { message.bytes[$0] == 0 }
    if !isNumber { message.replaceBytes(from: place.lowerBound, with: [0xff, 0, 0, 0]) }
    blank(type.endIndex..<place.upperBound, &message)
  }

  /// Bytes of a type, and of an address of IPv6.
  private static let typedByteCount = 20

  /// Replaces a number that is an address of the capture, in one of the orders of its bytes; any other
  /// stays.
  private mutating func keepNumber(at start: Int, _ message: inout Message) {
    guard let bits = message.bytes.span.address(at: start) else { return }
    if pseudonyms.hasNoted(ipv4: bits) {
      counts.note(.addresses)
      message.replaceBytes(from: start, with: pseudonyms.ipv4(bits).networkOrder)
    } else if pseudonyms.hasNoted(ipv4: bits.byteSwapped) {
      counts.note(.addresses)
      let image = pseudonyms.ipv4(bits.byteSwapped)
      message.replaceBytes(from: start, with: image.byteSwapped.networkOrder)
    }
  }

  private mutating func replaceMACAddress(
    of field: DecodedField, _ place: Range<Int>, _ message: inout Message
  ) {
    let digits = 12
    if place.count >= digits, let text = Optional(Array(message.bytes[place].prefix(digits))),
      text.allSatisfy(\.isHexadecimal)
    {
      counts.note(.devices)
      message.replaceBytes(
        from: place.lowerBound, with: texts.macAddress(text))
      return clearResidue(place.lowerBound + digits..<place.upperBound, &message)
    }
    guard let address = message.macAddress(of: field) else { return blank(place, &message) }
    if address.bits != 0 {
      counts.note(.devices)
      let image = pseudonyms.macAddress(address.bits)
      message.replaceBytes(
        from: place.lowerBound,
        with: (0..<6).map { UInt8(truncatingIfNeeded: image >> UInt64(8 * (5 - $0))) })
    }
    clearResidue(place.lowerBound + 6..<place.upperBound, &message)
  }
}

extension Span<UInt8> {
  /// Whether any byte of a part is not 0.
  func hasContent(in place: Range<Int>) -> Bool {
    let part = extracting(place)
    var index = 0
    while index < part.count {
      if part.paddedWord(at: index) != 0 { return true }
      index += 8
    }
    return false
  }

  /// Four bytes that may be an address, in network order.
  @inline(__always)  // Several times per message.
  func address(at start: Int) -> UInt32? {
    guard start >= 0, start + 4 <= count else { return nil }
    let bits = uint32(at: start, .bigEndian)
    return bits.isDistinctAddress ? bits : nil
  }
}

extension UInt32 {
  /// Whether it can hardly be anything but an address: four bytes with at most one zero between the
  /// first and the last, which are none, as small numbers and those that count up are not.
  package var isDistinctAddress: Bool {
    let middle = self >> 8 & 0xffff
    return self >> 24 != 0 && self & 0xff != 0 && middle != 0 && middle != 0xffff
  }

  /// Its bytes in network order.
  package var networkOrder: [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: self >> UInt32(8 * (3 - $0))) }
  }
}
