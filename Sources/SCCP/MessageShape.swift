import Wire

/// The fields that a message had, to be used again for the next message that has the same ones.
///
/// Which fields a message has, and where, follows from its layout, its version, its length and a
/// few of its numbers: counts, sizes, selectors, types of addresses. A message in which all of
/// these are the same needs no walk through its layout, only its own numbers.
final class MessageShape: Sendable {
  /// What the fields depend on beside the numbers.
  struct Key: Equatable, Sendable {
    let layout: Int
    let version: UInt32
    let dataLength: Int
    let byteCount: Int
  }

  /// A number in a message that decides about its fields.
  struct Guard: Sendable {
    let offset: Int32
    let length: Int32
    let number: UInt32
  }

  let key: Key
  let guards: [Guard]
  /// The fields, with the numbers of the message that they were taken from.
  let fields: [DecodedField]
  /// Indices of the fields that are numbers.
  let numbers: [Int32]
  let decodedByteCount: Int
  let missingStep: Int?
  let callField: Int32?
  let lineField: Int32?
  /// Tells shapes apart; never 0.
  let number: UInt32

  /// Fields of a message whose shape is kept; a list of hundreds costs more to keep than to walk.
  static let maximumFields = 192

  init(_ key: Key, _ guards: [Guard], of message: Message, number: UInt32) {
    self.key = key
    self.guards = guards
    self.number = number
    fields = message.fields
    decodedByteCount = message.decodedByteCount
    missingStep = message.missingStep
    callField = message.callField
    lineField = message.lineField
    numbers = fields.indices.filter { message.fields[$0].kind.isNumber }
      .map { Int32(truncatingIfNeeded: $0) }
  }

  /// Whether the message has these fields too.
  func fits(_ key: Key, _ unit: Span<UInt8>) -> Bool {
    guard key == self.key else { return false }
    for index in guards.indices
    where unit.number(at: Int(guards[index].offset), byteCount: Int(guards[index].length))
      != guards[index].number
    {
      return false
    }
    return true
  }

  /// Gives the message its fields, with its own numbers.
  func apply(to message: inout Message, _ unit: Span<UInt8>) {
    message.fields.append(contentsOf: fields)
    var places = message.fields.mutableSpan
    for index in numbers.indices {
      let place = Int(numbers[index])
      let field = places[place]
      places[place].number = unit.number(at: Int(field.offset), byteCount: Int(field.length))
    }
    message.decodedByteCount = decodedByteCount
    message.missingStep = missingStep
    message.callField = callField
    message.lineField = lineField
    message.shape = number
  }
}

/// The shapes of messages seen lately; another takes the place of an older one.
struct MessageShapes: Sendable {
  private static let maximumCount = 1024
  /// Shapes that are kept for one layout, version and length.
  private static let ways = 4

  /// Empty until the first shape is kept.
  private var slots: [MessageShape?] = []
  private var newest: UInt32 = 0

  /// Gives a message the fields of an earlier one that was alike; false where there was none.
  func decode(_ key: MessageShape.Key, _ unit: Span<UInt8>, into message: inout Message) -> Bool {
    guard !slots.isEmpty else { return false }
    let first = Self.firstSlot(of: key)
    for slot in first..<first + Self.ways {
      if let shape = slots[slot], shape.fits(key, unit) {
        shape.apply(to: &message, unit)
        return true
      }
    }
    return false
  }

  /// Keeps the shape of a decoded message.
  mutating func keep(
    _ key: MessageShape.Key, _ guards: [MessageShape.Guard], of message: inout Message
  ) {
    guard message.fields.count <= MessageShape.maximumFields else { return }
    newest = newest == .max ? 1 : newest + 1
    message.shape = newest
    let first = Self.firstSlot(of: key)
    if slots.isEmpty { slots = Array(repeating: nil, count: Self.maximumCount) }
    let free = (first..<first + Self.ways).first { slots[$0] == nil }
    slots[free ?? first + Int(newest) % Self.ways] = MessageShape(
      key, guards, of: message, number: newest)
  }

  private static func firstSlot(of key: MessageShape.Key) -> Int {
    let sum = UInt(bitPattern: key.layout &* 31 &+ Int(key.version) &* 7 &+ key.dataLength)
    return Int(sum % UInt(maximumCount / ways)) * ways
  }
}

extension DecodedField.Kind {
  /// Whether the field's bytes are one number of one to four bytes.
  var isNumber: Bool {
    switch self {
    case .number, .signed, .enumeration, .flags: true
    default: false
    }
  }
}
