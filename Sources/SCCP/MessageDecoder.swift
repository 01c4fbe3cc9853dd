import Wire

/// Decodes messages by walking their layouts.
///
/// Always lenient: a message that ends early is decoded as far as it goes, and what lies behind its
/// last field is kept as bytes. No input makes it fail.
package struct MessageDecoder: Sendable {
  /// The next byte to decode, counted from the start of the message; may lie past its end, behind
  /// slots that were passed over.
  private var position = 0
  private var version = 0
  private var dataLength = 0
  /// The newest number of each name that others refer to.
  private var registers = [16 of UInt32](repeating: 0)
  /// The numbers of this message that decided about its fields.
  private var guards: [MessageShapes.Guard] = []
  private var shapes = MessageShapes()

  package init() {}

  /// Decodes one whole message, header included, into storage that is used again.
  package mutating func decode(_ unit: Span<UInt8>, into message: inout Message) {
    message.refill(with: unit)
    guard let header = MessageHeader(unit) else {
      message.header = .none
      message.removeFields()
      message.decodedByteCount = 0
      return
    }
    message.header = header
    if let known = shapes.decode(header, unit, into: &message) {
      note(header, readAs: known, in: &message)
    } else {
      walk(header, unit, into: &message)
      note(header, readAs: version, in: &message)
    }
  }

  private func note(_ header: MessageHeader, readAs version: Int, in message: inout Message) {
    guard version != Int(header.version) else { return }
    message.problems.insert(.unlistedVersion(header.version, readAs: version), at: 0)
  }

  /// Decodes a message step by step, and keeps its shape where the next may have the same.
  private mutating func walk(
    _ header: MessageHeader, _ unit: Span<UInt8>, into message: inout Message
  ) {
    message.removeFields()
    version = header.layoutVersion
    guard let layout = Layout.of(header.identifier) else { return }
    message.layout = layout
    dataLength = header.dataLength
    position = MessageHeader.byteCount
    registers = .init(repeating: 0)
    guards.removeAll(keepingCapacity: true)
    _ = decode(0..<layout.steps.count, layout, unit, into: &message)
    message.decodedByteCount = position
    ReferencePlaces(message).note(in: &message)
    if layout.isShapely, message.problems.isEmpty { shapes.keep(&message, layout, guards) }
  }

  /// Decodes the steps of a range; false when the message ended within them.
  private mutating func decode(
    _ range: Range<Int>, _ layout: Layout, _ unit: Span<UInt8>, into message: inout Message
  ) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      guard decode(step: index, layout, unit, into: &message) else { return false }
      index = layout.steps[index].end
    }
    return true
  }

  private mutating func decode(
    step index: Int, _ layout: Layout, _ unit: Span<UInt8>, into message: inout Message
  ) -> Bool {
    let step = layout.steps[index]
    let inner = index + 1..<step.end
    switch step.operation {
    case .versions:
      guard step.range.contains(UInt32(version)) else { return true }
      return decode(inner, layout, unit, into: &message)
    case .over:
      if dataLength > step.size { return decode(inner, layout, unit, into: &message) }
      message.noteMissing(firstField(inner, layout, unit))
      return position < unit.count
    case .forms:
      guard let form = chosenForm(inner, layout, unit) else { return true }
      return decode(form, layout, unit, into: &message)
    case .form, .unionCase:
      return decode(inner, layout, unit, into: &message)
    case .structure:
      return container(.structure, index, step, into: &message) { decoder, message in
        decoder.decode(inner, layout, unit, into: &message)
      }
    case .union:
      let end = position + width(of: index, layout, unit)
      let chosen = chosenCase(inner, step, layout)
      let whole = container(.union, index, step, into: &message) { decoder, message in
        decoder.decode(chosen, layout, unit, into: &message)
      }
      if whole { position = end }
      return whole
    case .array:
      return decodeArray(index, step, layout, unit, into: &message)
    case .text, .displayText, .xml, .directoryNumber, .countedText, .countedXML, .secret:
      return decodeBytes(index, step, unit, into: &message)
    case .number, .signed, .enumeration, .flags, .ipv4, .ipv6, .address, .typedAddress, .macAddress:
      return decodeFixed(index, step, unit, into: &message)
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
    _ index: Int, _ step: Step, _ layout: Layout, _ unit: Span<UInt8>, into message: inout Message
  ) -> Bool {
    let count = step.reference.map { registers[$0] } ?? UInt32(step.size)
    let valid = min(Int(count), step.size)
    if Int(count) > step.size {
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
    if whole, valid < step.size {
      position += (step.size - valid) * width(of: index + 1, layout, unit)
    }
    return whole
  }

  /// The steps of the union's case that applies; empty when none does.
  private func chosenCase(_ cases: Range<Int>, _ step: Step, _ layout: Layout) -> Range<Int> {
    let selector = step.reference.map { registers[$0] } ?? 0
    var index = cases.lowerBound
    while index < cases.upperBound {
      let choice = layout.steps[index]
      if choice.range.contains(selector) { return index + 1..<choice.end }
      index = choice.end
    }
    return cases.upperBound..<cases.upperBound
  }

  /// The steps of the first form whose condition holds.
  private func chosenForm(
    _ forms: Range<Int>, _ layout: Layout, _ unit: Span<UInt8>
  ) -> Range<Int>? {
    var index = forms.lowerBound
    while index < forms.upperBound {
      let form = layout.steps[index]
      if holds(form.condition, unit) { return index + 1..<form.end }
      index = form.end
    }
    return nil
  }

  private func holds(_ condition: Condition, _ unit: Span<UInt8>) -> Bool {
    switch condition {
    case .always: true
    case .lengthOver(let length): dataLength > length
    case .lengthUnder(let length): dataLength < length
    case .padded(let length, let word, let gap):
      dataLength == length && unit.hasWord(at: MessageHeader.byteCount + word)
        && unit.isZero(in: gap, from: MessageHeader.byteCount)
    }
  }

  // MARK: - Widths

  /// Bytes that a step takes on the wire in this message, valid or not.
  private func width(of index: Int, _ layout: Layout, _ unit: Span<UInt8>) -> Int {
    let step = layout.steps[index]
    if let width = step.fixedWidth { return width }
    let inner = index + 1..<step.end
    switch step.operation {
    case .directoryNumber: return directoryNumberByteCount
    case .address: return addressByteCount
    case .countedText, .countedXML: return step.size
    case .versions: return step.range.contains(UInt32(version)) ? sum(inner, layout, unit) : 0
    case .over: return dataLength > step.size ? sum(inner, layout, unit) : 0
    case .forms: return chosenForm(inner, layout, unit).map { sum($0, layout, unit) } ?? 0
    case .array: return step.size * width(of: index + 1, layout, unit)
    case .union: return widths(inner, layout, unit) { max($0, $1) }
    default: return sum(inner, layout, unit)
    }
  }

  private func sum(_ range: Range<Int>, _ layout: Layout, _ unit: Span<UInt8>) -> Int {
    widths(range, layout, unit) { $0 + $1 }
  }

  private func widths(
    _ range: Range<Int>, _ layout: Layout, _ unit: Span<UInt8>, _ join: (Int, Int) -> Int
  ) -> Int {
    var total = 0
    var index = range.lowerBound
    while index < range.upperBound {
      total = join(total, width(of: index, layout, unit))
      index = layout.steps[index].end
    }
    return total
  }

  private var directoryNumberByteCount: Int { version >= 18 ? 25 : 24 }
  private var addressByteCount: Int { version >= 17 ? 20 : 4 }

  // MARK: - Values

  private mutating func decodeFixed(
    _ index: Int, _ step: Step, _ unit: Span<UInt8>, into message: inout Message
  ) -> Bool {
    let length = step.operation == .address ? addressByteCount : step.size
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
    message.append(kind, step, index, offset: position, length: length, number: number)
    position += length
    return true
  }

  /// Decodes what may be cut by the end of the message and is then shown as far as it goes.
  private mutating func decodeBytes(
    _ index: Int, _ step: Step, _ unit: Span<UInt8>, into message: inout Message
  ) -> Bool {
    let isPacked = message.layout?.isPacked ?? false
    let left = max(unit.count - position, 0)
    var size = step.size
    var advance: Int?
    var kind = DecodedField.Kind.text
    switch step.operation {
    case .directoryNumber: size = directoryNumberByteCount
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
    if isPacked, kind != .secret { size = left > 0 ? unit.packedTextByteCount(from: position) : 1 }
    if (advance ?? size) > 0, left == 0 {
      message.noteMissing(index)
      return false
    }
    if step.operation == .xml { size = unit.textByteCount(from: position, in: size) }
    let length = min(size, left)
    message.append(kind, step, index, offset: position, length: length)
    if kind == .secret, size > left {
      position += left
      message.noteMissing(index)
      return false
    }
    position += max(advance ?? length, length)
    return true
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

  /// The first field of the range that this version has.
  private func firstField(_ range: Range<Int>, _ layout: Layout, _ unit: Span<UInt8>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let step = layout.steps[index]
      let inner = index + 1..<step.end
      switch step.operation {
      case .versions where !step.range.contains(UInt32(version)): break
      case .forms:
        if let form = chosenForm(inner, layout, unit),
          let found = firstField(form, layout, unit)
        {
          return found
        }
      case .versions, .over, .structure, .array, .form:
        if let found = firstField(inner, layout, unit) { return found }
      default: return index
      }
      index = step.end
    }
    return nil
  }
}
