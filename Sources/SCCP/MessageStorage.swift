import Wire

extension Message {
  /// Takes over the bytes of another message.
  mutating func refill(with unit: Span<UInt8>) {
    bytes.refill(with: unit)
    if !problems.isEmpty { problems.removeAll(keepingCapacity: true) }
  }

  /// Takes fields that it shares with other messages.
  mutating func share(_ shared: [DecodedField]) {
    if hasOwnFields {
      swap(&fields, &spareFields)
      hasOwnFields = false
    }
    fields = shared
  }

  /// Takes a copy of fields, which are then its own.
  mutating func copy(_ known: [DecodedField]) {
    ownFields()
    fields.replaceSubrange(0..<fields.count, with: known)
  }

  private mutating func ownFields() {
    if hasOwnFields { return }
    fields = []
    swap(&fields, &spareFields)
    hasOwnFields = true
  }

  /// Forgets all that was decoded but its header.
  mutating func removeFields() {
    layout = nil
    ownFields()
    fields.removeAll(keepingCapacity: true)
    missingStep = nil
    decodedByteCount = min(bytes.count, MessageHeader.byteCount)
    shape = 0
    callReference = nil
    lineInstance = nil
  }

  mutating func append(
    _ kind: DecodedField.Kind, _ step: Step, _ index: Int, offset: Int, length: Int,
    number: UInt32 = 0
  ) {
    fields.append(
      DecodedField(
        kind: kind, name: step.name, step: Int32(truncatingIfNeeded: index),
        offset: Int32(truncatingIfNeeded: offset), length: Int32(truncatingIfNeeded: length),
        number: number, end: Int32(truncatingIfNeeded: fields.count + 1)))
  }

  /// Sets bytes to 0; ranges may go past the end.
  mutating func clear(_ ranges: [Range<Int>]) {
    for range in ranges {
      for index in range.clamped(to: 0..<bytes.count) { bytes[index] = 0 }
    }
  }

  /// Notes the first step that the message ended before.
  mutating func noteMissing(_ index: Int?) {
    if missingStep == nil { missingStep = index }
  }
}
