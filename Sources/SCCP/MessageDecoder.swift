package import Text
import Wire

/// Decodes messages by walking their layouts.
///
/// Always lenient: a message that ends early is decoded as far as it goes, and what lies after its
/// last field is kept as bytes. No input makes it fail.
package struct MessageDecoder: Sendable {
  /// The next byte to decode, counted from the start of the message; may lie past its end, after
  /// slots that were passed over.
  private var position = 0
  /// Whether bytes of the message were not captured.
  private var isCut = false
  /// The newest number of each name that others refer to.
  private var registers = [16 of UInt32](repeating: 0)
  /// The numbers of this message that decided about its fields.
  private var guards: [MessageShapes.Guard] = []
  /// Whether more of its content did than these numbers.
  private var dependsOnContent = false
  private var shapes = MessageShapes()
  /// Whether to leave out what may be a key or salt without being named so.
  private let hidesSecrets: Bool
  /// Bytes of this message that may be such.
  private var hidden: [Range<Int>] = []

  /// What texts are in where they are not UTF-8; nil for Latin-1.
  private let encoding: TextEncoding?

  /// A decoder of all that messages say.
  ///
  /// With `hidesSecrets` values are left out, and their bytes set to 0, that another layout which
  /// the data length allows has as a key or salt.
  package init(hidesSecrets: Bool = false, encoding: TextEncoding? = nil) {
    self.hidesSecrets = hidesSecrets
    self.encoding = encoding
  }

  /// Decodes one message, header included, into storage that is used again; where bytes are missing
  /// at its end, its length still decides about its layout.
  package mutating func decode(_ unit: Span<UInt8>, into message: inout Message) {
    message.refill(with: unit)
    if let encoding { message.encoding = encoding }
    guard let header = MessageHeader(unit) else {
      message.header = .none
      message.removeFields()
      message.decodedByteCount = 0
      return
    }
    message.header = header
    let isCut = unit.count < header.messageByteCount
    if isCut || !shapes.decode(header, unit, into: &message) {
      walk(header, unit, isCut: isCut, into: &message)
    }
    if message.layoutVersion != Int(header.version) { note(header, in: &message) }
  }

  /// Notes a header version that is none of those that servers are known to speak.
  private func note(_ header: MessageHeader, in message: inout Message) {
    if header.hasListedVersion { return }
    message.problems.insert(
      .unlistedVersion(header.version, readAs: message.layoutVersion), at: 0)
  }

  /// Decodes a message step by step, and keeps its shape where the next may have the same.
  private mutating func walk(
    _ header: MessageHeader, _ unit: Span<UInt8>, isCut: Bool,
    into message: inout Message
  ) {
    message.removeFields()
    self.isCut = isCut
    message.layoutVersion = header.layoutVersion
    guard let layout = Layout.of(header.identifier) else { return }
    message.layout = layout
    let choice = LayoutChoice(layout, header, unit, reusing: guards)
    guards = choice.guards
    message.layoutVersion = choice.version
    position = MessageHeader.byteCount
    registers = .init(repeating: 0)
    dependsOnContent = hidesSecrets && layout.hasSecrets && !choice.isCertain
    hidden = dependsOnContent ? choice.hiddenRanges(unit) : []
    let versioned = VersionedLayout(
      layout: layout, version: choice.version, dataLength: header.dataLength)
    _ = decode(0..<layout.steps.count, versioned, unit, into: &message)
    message.decodedByteCount = position
    ReferencePlaces(message).note(in: &message)
    if !hidden.isEmpty { message.clear(hidden) }
    let isWhole = !isCut && hidden.isEmpty && message.problems.isEmpty
    if layout.isShapely, isWhole, !dependsOnContent {
      shapes.keep(&message, layout, guards)
    }
  }

  /// Decodes the steps of a range; false when the message ended within them.
  private mutating func decode(
    _ range: Range<Int>, _ layout: VersionedLayout, _ unit: Span<UInt8>, into message: inout Message
  ) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      guard decode(step: index, layout, unit, into: &message) else { return false }
      index = layout.steps[index].end
    }
    return true
  }

  private mutating func decode(
    step index: Int, _ layout: VersionedLayout, _ unit: Span<UInt8>, into message: inout Message
  ) -> Bool {
    let step = layout.steps[index]
    let inner = index + 1..<step.end
    switch step.operation {
    case .versions:
      guard step.range.contains(UInt32(layout.version)) else { return true }
      return decode(inner, layout, unit, into: &message)
    case .over:
      if layout.dataLength > step.size { return decode(inner, layout, unit, into: &message) }
      message.noteMissing(layout.firstField(inner, unit))
      return position < unit.count
    case .leftOver:
      let end = MessageHeader.prefixByteCount + layout.dataLength
      guard end - position > step.size else { return true }
      return decode(inner, layout, unit, into: &message)
    case .forms:
      guard let form = layout.chosenForm(inner, unit) else { return true }
      return decode(form, layout, unit, into: &message)
    case .form, .unionCase:
      return decode(inner, layout, unit, into: &message)
    case .structure:
      return container(.structure, index, step, into: &message) { decoder, message in
        decoder.decode(inner, layout, unit, into: &message)
      }
    case .union:
      let end = position + layout.width(of: index, unit)
      let chosen = chosenCase(inner, step, layout)
      let whole = container(.union, index, step, into: &message) { decoder, message in
        decoder.decode(chosen, layout, unit, into: &message)
      }
      if whole { position = end }
      return whole
    case .array:
      return decodeArray(index, step, layout, unit, into: &message)
    case .text, .displayText, .xml, .directoryNumber, .countedText, .countedXML, .secret:
      return decodeBytes(index, step, layout, unit, into: &message)
    case .number, .signed, .enumeration, .flags, .ipv4, .ipv6, .address, .typedAddress, .macAddress:
      return decodeFixed(index, step, layout, unit, into: &message)
    }
  }

  // MARK: - Containers

  /// Appends a container and what `fill` decodes into it; one that stays empty because the message
  /// ended is taken back. Behind unused slots that were cut off, it begins where the message ends.
  private mutating func container(
    _ kind: DecodedField.Kind, _ index: Int, _ step: Step, into message: inout Message,
    fill: (inout MessageDecoder, inout Message) -> Bool
  ) -> Bool {
    let place = message.fields.count
    let offset = min(position, message.bytes.count)
    message.append(kind, step, index, offset: offset, length: 0)
    let whole = fill(&self, &message)
    if !whole, message.fields.count == place + 1 {
      message.fields.removeLast()
    } else {
      message.fields[place].end = Int32(truncatingIfNeeded: message.fields.count)
    }
    return whole
  }

  private mutating func decodeArray(
    _ index: Int, _ step: Step, _ layout: VersionedLayout, _ unit: Span<UInt8>,
    into message: inout Message
  ) -> Bool {
    let count = step.reference.map { registers[$0] } ?? UInt32(step.size)
    let slots = step.goesOn ? slots(for: count, index, step, layout, unit) : step.size
    let valid = min(Int(count), slots)
    if Int(count) > slots {
      message.problems.append(.countAboveSlots(step.name, count: count, slots: step.size))
    }
    let place = message.fields.count
    let whole = container(.array, index, step, into: &message) { decoder, message in
      for entry in 0..<valid {
        let start = message.fields.count
        guard decoder.decode(step: index + 1, layout, unit, into: &message) else {
          let entries = message.fields.count > start ? entry + 1 : entry
          message.fields[place].number = UInt32(entries)
          return false
        }
      }
      message.fields[place].number = UInt32(valid)
      return true
    }
    if whole, valid < slots {
      position += (slots - valid) * layout.width(of: index + 1, unit)
    }
    return whole
  }

  /// The slots of an array that has as many as it counts where the message has room for them.
  private func slots(
    for count: UInt32, _ index: Int, _ step: Step, _ layout: VersionedLayout, _ unit: Span<UInt8>
  ) -> Int {
    let fits = Int(count) * layout.width(of: index + 1, unit) <= unit.count - position
    return fits ? max(step.size, Int(count)) : step.size
  }

  /// The steps of the union's case that applies; empty when none does.
  private func chosenCase(_ cases: Range<Int>, _ step: Step, _ layout: VersionedLayout) -> Range<
    Int
  > {
    let selector = step.reference.map { registers[$0] } ?? 0
    var index = cases.lowerBound
    while index < cases.upperBound {
      let choice = layout.steps[index]
      if choice.range.contains(selector) { return index + 1..<choice.end }
      index = choice.end
    }
    return cases.upperBound..<cases.upperBound
  }

  // MARK: - Values

  private mutating func decodeFixed(
    _ index: Int, _ step: Step, _ layout: VersionedLayout, _ unit: Span<UInt8>,
    into message: inout Message
  ) -> Bool {
    let length = step.operation == .address ? layout.addressByteCount : step.size
    guard position <= unit.count, length <= unit.count - position else {
      message.noteMissing(index)
      return false
    }
    var kind: DecodedField.Kind
    var number: UInt32 = 0
    switch step.operation {
    case .ipv4: kind = .ipv4
    case .ipv6: kind = .ipv6
    case .macAddress: kind = .macAddress
    case .address where length == 4: kind = .ipv4
    case .address, .typedAddress:
      number = unit.number(at: position, byteCount: 4)
      kind = number == 0 ? .ipv4 : number <= 2 ? .ipv6 : .unknownAddress
    default:
      number = unit.number(at: position, byteCount: length)
      kind =
        switch step.operation {
        case .signed: .signed
        case .enumeration: .enumeration
        case .flags: .flags
        default: .number
        }
    }
    if let register = step.register { registers[register] = number }
    let isTypedAddress = length == 20 && step.operation != .macAddress
    if step.register != nil || isTypedAddress {
      guards.append(
        MessageShapes.Guard(
          offset: Int32(truncatingIfNeeded: position),
          length: isTypedAddress ? 4 : Int32(truncatingIfNeeded: length), number: number))
    }
    if !isHidden(length) {
      message.append(kind, step, index, offset: position, length: length, number: number)
    }
    position += length
    return true
  }

  /// Decodes what may be cut by the end of the message and is then shown as far as it goes.
  private mutating func decodeBytes(
    _ index: Int, _ step: Step, _ layout: VersionedLayout, _ unit: Span<UInt8>,
    into message: inout Message
  ) -> Bool {
    let isPacked = layout.layout.isPacked
    let left = max(unit.count - position, 0)
    var size = step.size
    var advance: Int?
    var kind = DecodedField.Kind.text
    switch step.operation {
    case .directoryNumber: size = layout.directoryNumberByteCount
    case .countedText: size = counted(step, into: &message)
    case .countedXML:
      size = counted(step, into: &message)
      kind = .xml
    case .secret:
      size = min(step.reference.map { Int(registers[$0]) } ?? step.size, step.size)
      advance = step.size
      kind = .secret
    case .xml:
      kind = .xml
      advance = step.size
    case .displayText: kind = .displayText
    default: break
    }
    if step.goesOn, !isPacked, left > size + Layout.maximumPadding {
      dependsOnContent = true
      if unit.textByteCount(from: position, in: size + 1) > size { size = left }
    }
    if isPacked, kind != .secret { size = left > 0 ? unit.packedTextByteCount(from: position) : 1 }
    if (advance ?? size) > 0, left == 0 {
      message.noteMissing(index)
      return false
    }
    if isCut, kind != .secret, isPacked || size > left,
      unit.textByteCount(from: position, in: left) == left
    {
      // The rest of the text was not captured.
      message.noteMissing(index)
      return false
    }
    if step.operation == .xml { size = unit.textByteCount(from: position, in: size) }
    let length = min(size, left)
    if kind == .secret || !isHidden(length) {
      message.append(kind, step, index, offset: position, length: length)
    }
    if kind == .secret, size > left {
      position += left
      message.noteMissing(index)
      return false
    }
    position += max(advance ?? length, length)
    return true
  }

  /// Whether some of the next bytes may be a key or salt.
  private func isHidden(_ length: Int) -> Bool {
    !hidden.isEmpty && hidden.contains { $0.overlaps(position..<position + length) }
  }

  /// The bytes that an earlier field announced, within what the layout allows.
  private func counted(_ step: Step, into message: inout Message) -> Int {
    let announced = step.reference.map { registers[$0] } ?? 0
    if Int(announced) > step.size {
      message.problems.append(
        .sizeAboveMaximum(step.name, size: announced, maximum: step.size))
    }
    return min(Int(announced), step.size)
  }
}
