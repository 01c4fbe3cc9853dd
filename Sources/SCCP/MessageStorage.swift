import Wire

extension Message {
  /// Takes over the bytes of another message and forgets all that was decoded but the fields, which
  /// the decoder replaces.
  mutating func reset(to unit: Span<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(unit)
    if !problems.isEmpty { problems.removeAll(keepingCapacity: true) }
    header = .none
    layout = nil
    missingStep = nil
    decodedByteCount = 0
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

  /// Notes the first step that the message ended before.
  mutating func noteMissing(_ index: Int?) {
    if missingStep == nil { missingStep = index }
  }
}
