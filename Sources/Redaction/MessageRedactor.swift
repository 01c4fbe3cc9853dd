package import SCCP
package import Wire

/// Replaces what messages say of persons, numbers, devices, places and keys.
///
/// Every value keeps its place, its length and its kind.
package final class MessageRedactor: MessageRewriter {
  private let profile: RedactionProfile
  private let pseudonyms: Pseudonyms
  private let texts: TextRedactor
  /// Whether outputs show other addresses than the packets have.
  private let showsAddresses: Bool
  /// What was replaced.
  package private(set) var counts = RedactionCounts()
  /// The keys and salts that were found.
  package private(set) var keys: Set<[UInt8]> = []
  private var rules: [Int: [FieldRule]] = [:]
  /// Digits pressed on each connection since its handset was lifted.
  private var pressed: [Int: [UInt8]] = [:]

  /// Keys and connections that are remembered.
  private static let maximumCount = 1 << 16
  /// Digits of a number that is dialled.
  private static let maximumDigits = 64

  /// Begins; with `showsAddresses` the ends of connections are shown as replaced too, for outputs
  /// that are not packets.
  package init(
    _ profile: RedactionProfile, _ pseudonyms: Pseudonyms, showsAddresses: Bool = false
  ) {
    self.profile = profile
    self.pseudonyms = pseudonyms
    self.showsAddresses = showsAddresses
    texts = TextRedactor(pseudonyms: pseudonyms)
  }

  package func shownAddress(for address: IPAddress) -> IPAddress {
    showsAddresses && profile.replacesIdentities ? pseudonyms.address(address) : address
  }

  package func rewrite(_ message: inout Message, stream: Int, isFromDevice: Bool) {
    guard let layout = message.layout else {
      if profile.replacesIdentities {
        blank(MessageHeader.byteCount..<message.bytes.count, &message)
      }
      return
    }
    noteHandset(message.header.identifier, message, stream)
    let rules = rules(of: layout)
    let undecoded = message.undecoded
    let decodedEnd = min(message.decodedByteCount, message.bytes.count)
    var covered = MessageHeader.byteCount
    for field in message.fields {
      switch field.kind {
      case .structure, .array, .union: continue
      default: break
      }
      let place = message.bytes(of: field)
      if place.lowerBound > covered { clearResidue(covered..<place.lowerBound, &message) }
      covered = max(covered, place.upperBound)
      apply(rules[Int(field.step)], field, place, stream, &message)
    }
    if covered < decodedEnd { clearResidue(covered..<decodedEnd, &message) }
    if profile.replacesIdentities { blank(undecoded, &message) }
  }

  private func rules(of layout: Layout) -> [FieldRule] {
    if let known = rules[layout.index] { return known }
    let new = FieldRule.rules(of: layout)
    rules[layout.index] = new
    return new
  }

  // MARK: - Fields

  private func apply(
    _ rule: FieldRule, _ field: DecodedField, _ place: Range<Int>, _ stream: Int,
    _ message: inout Message
  ) {
    if case .secret = rule { return hide(place, &message) }
    guard profile.replacesIdentities else { return }
    switch rule {
    case .kept: keepText(of: field, place, &message)
    case .replaced(let kind):
      replaceText(of: field, place, kind, &message) { texts.text($0, .replaced) }
    case .phrase:
      replaceText(of: field, place, .names, &message) { phrase($0, field.kind == .displayText) }
    case .alarm: replaceText(of: field, place, .devices, &message, alarm)
    case .deviceName: replaceText(of: field, place, .devices, &message, texts.deviceName)
    case .xml(let kind): replaceText(of: field, place, kind, &message, xml)
    case .blanked: blank(place, &message)
    case .keypadButton, .tone: replaceDigit(rule, field, place, stream, &message)
    case .addressNumber: replaceAddress(at: place.lowerBound, &message)
    case .address: replaceAddress(of: field, place, &message)
    case .macAddress: replaceMACAddress(of: field, place, &message)
    case .secret: break
    }
  }

  private func hide(_ place: Range<Int>, _ message: inout Message) {
    let bytes = Array(message.bytes[place])
    guard bytes.contains(where: { $0 != 0 }) else { return }
    if keys.count < Self.maximumCount { keys.insert(bytes) }
    counts.note(.keys)
    message.clearBytes(in: place)
  }

  private func blank(_ place: Range<Int>, _ message: inout Message) {
    guard message.bytes[place].contains(where: { $0 != 0 }) else { return }
    counts.note(.content)
    message.clearBytes(in: place)
  }

  /// Overwrites bytes that no field holds, and what stands behind the end of a text.
  private func clearResidue(_ place: Range<Int>, _ message: inout Message) {
    guard profile.replacesIdentities, message.bytes[place].contains(where: { $0 != 0 }) else {
      return
    }
    counts.note(.residue)
    message.clearBytes(in: place)
  }

  private func replaceText(
    of field: DecodedField, _ place: Range<Int>, _ kind: RedactionClass, _ message: inout Message,
    _ replace: ([UInt8]) -> [UInt8]
  ) {
    let text = message.textBytes(of: field)
    if !text.isEmpty {
      counts.note(kind)
      let old = Array(message.bytes[text])
      let new = replace(old)
      // The two bytes that stand for a phrase stay.
      let hasPhrase = field.kind == .displayText && old.contains { $0 == 0x80 || $0 == 0x1e }
      if pseudonyms.isNoting, !hasPhrase { note(old, kind) }
      message.replaceBytes(from: text.lowerBound, with: new)
    }
    // A label code without a phrase stays what it is: no text.
    if text.isEmpty, let first = place.first, message.bytes[first] != 0 { return }
    clearResidue(text.upperBound..<place.upperBound, &message)
  }

  /// Leaves a text as it is but for names of devices, and clears what stands after it.
  private func keepText(of field: DecodedField, _ place: Range<Int>, _ message: inout Message) {
    guard field.kind == .text || field.kind == .displayText else { return }
    let text = message.textBytes(of: field)
    let old = Array(message.bytes[text])
    let new = texts.replacingDevices(in: old)
    if pseudonyms.isNoting { pseudonyms.noteKept(old) }
    if new != old {
      counts.note(.devices)
      message.replaceBytes(from: text.lowerBound, with: new)
    }
    clearResidue(text.upperBound..<place.upperBound, &message)
  }

  /// Notes what must not be found later.
  private func note(_ text: [UInt8], _ kind: RedactionClass) {
    switch kind {
    case .numbers, .names, .servers: pseudonyms.note(text: text)
    default: break
    }
  }

  /// A text that may be one that servers send to all phones.
  private func phrase(_ text: [UInt8], _ hasPhrases: Bool) -> [UInt8] {
    guard !profile.replacesPhrases else {
      return texts.text(text, .replaced, hasPhrases: hasPhrases)
    }
    if Phrases.contain(text), !namesSomebody(text) {
      pseudonyms.noteKept(text)
      return text
    }
    let head = Phrases.beginningByteCount(of: text)
    return Array(text[..<head])
      + texts.text(Array(text[head...]), .replaced, hasPhrases: hasPhrases)
  }

  /// Whether a word of a phrase is also one of a name.
  private func namesSomebody(_ text: [UInt8]) -> Bool {
    text.split { !$0.isLetter }.contains { pseudonyms.hasNoted(word: Array($0)) }
  }

  /// The text of an alarm, of which the words stay: they say why a device went away.
  private func alarm(_ text: [UInt8]) -> [UInt8] {
    let key = Array("Name=".utf8)
    var made = texts.text(text, .kept)
    guard let start = text.indices.first(where: { text[$0...].starts(with: key) }) else {
      return made
    }
    let name = Array(text[(start + key.count)...].prefix { $0 != UInt8(ascii: " ") })
    made.replaceSubrange(
      start + key.count..<start + key.count + name.count, with: texts.deviceName(name))
    return made
  }

  /// Elements and names of attributes stay; what they hold is replaced.
  private func xml(_ text: [UInt8]) -> [UInt8] {
    if profile.replacesPhrases { return text.map { _ in UInt8(ascii: " ") } }
    var made: [UInt8] = []
    var isTag = false
    var quote: UInt8?
    var index = 0
    // What stays lies between what is replaced.
    var keptStart = 0
    while index < text.count {
      let byte = text[index]
      let isContent = isTag ? quote != nil : byte != UInt8(ascii: "<")
      guard isContent, byte != quote else {
        if quote == byte {
          quote = nil
        } else if isTag, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        } else if byte == UInt8(ascii: "<") {
          isTag = true
        } else if byte == UInt8(ascii: ">") {
          isTag = false
        }
        made.append(byte)
        index += 1
        continue
      }
      let end = quote ?? UInt8(ascii: "<")
      let content = Array(text[index...].prefix { $0 != end })
      pseudonyms.noteKept(Array(text[keptStart..<index]))
      made += texts.text(content, .replaced)
      index += content.count
      keptStart = index
    }
    pseudonyms.noteKept(Array(text[keptStart...]))
    return made
  }

  // MARK: - Digits

  /// Takes note of a handset that is lifted or put down, after which a new number is dialled.
  private func noteHandset(_ identifier: UInt32, _ message: Message, _ stream: Int) {
    switch identifier {
    case Self.offHook, Self.onHook: pressed[stream] = nil
    case Self.callState:
      let state = message.number(Self.callStateName)
      if state == 1 || state == 2 { pressed[stream] = nil }
    default: break
    }
  }

  private static let offHook: UInt32 = 0x0006
  private static let onHook: UInt32 = 0x0007
  private static let callState: UInt32 = 0x0111
  private static let callStateName = FieldName("callState")

  private func replaceDigit(
    _ rule: FieldRule, _ field: DecodedField, _ place: Range<Int>, _ stream: Int,
    _ message: inout Message
  ) {
    guard !place.isEmpty else { return }
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

  private func replaceAddress(at start: Int, _ message: inout Message) {
    guard start + 4 <= message.bytes.count else {
      return message.clearBytes(in: start..<message.bytes.count)
    }
    let bits = message.bytes[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    if bits == 0 { return }
    counts.note(.addresses)
    message.replaceBytes(from: start, with: pseudonyms.ipv4(bits).networkOrder)
  }

  private func replaceAddress(
    of field: DecodedField, _ place: Range<Int>, _ message: inout Message
  ) {
    guard let address = message.address(of: field) else { return blank(place, &message) }
    let start = place.count == 20 ? place.lowerBound + 4 : place.lowerBound
    let end = start + (address.isIPv6 ? 16 : 4)
    if !address.isUnspecified {
      counts.note(.addresses)
      let image = pseudonyms.address(address)
      let bytes = (0..<(end - start)).map { index in
        UInt8(truncatingIfNeeded: image.bits >> UInt128(8 * (end - start - 1 - index)))
      }
      message.replaceBytes(from: start, with: bytes)
    }
    if end < place.upperBound { clearResidue(end..<place.upperBound, &message) }
  }

  private func replaceMACAddress(
    of field: DecodedField, _ place: Range<Int>, _ message: inout Message
  ) {
    let digits = 12
    if place.count >= digits, let text = Optional(Array(message.bytes[place].prefix(digits))),
      text.allSatisfy(\.isHexadecimal)
    {
      counts.note(.devices)
      message.replaceBytes(
        from: place.lowerBound, with: texts.device(text) ?? texts.text(text, .replaced))
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

extension UInt32 {
  /// Its bytes in network order.
  package var networkOrder: [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: self >> UInt32(8 * (3 - $0))) }
  }
}
