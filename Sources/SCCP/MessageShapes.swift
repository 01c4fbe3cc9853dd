import Wire

/// The fields that messages had lately, to be used again for the next message that has the same.
///
/// Which fields a message has, and where, follows from its layout, its version, its length and a
/// few of its numbers: counts, sizes, selectors, types of addresses. A message in which all of
/// these are the same needs no walk through its layout, only its own numbers. Where texts are
/// packed, its layout and version say which fields it has, and its texts where they lie.
struct MessageShapes: Sendable {
  /// What the fields depend on beside the numbers.
  struct Key: Equatable, Sendable {
    let layout: Int32
    let version: UInt32
    /// 0, as the next, where texts are packed.
    let dataLength: Int32
    let byteCount: Int32

    /// The key of a message whose header has been read; nil for one without a layout.
    init?(_ message: Message) {
      guard let layout = message.layout?.index, let isPacked = message.layout?.isPacked else {
        return nil
      }
      self.layout = Int32(truncatingIfNeeded: layout)
      version = message.header.version
      dataLength = isPacked ? 0 : Int32(truncatingIfNeeded: message.header.dataLength)
      byteCount = isPacked ? 0 : Int32(truncatingIfNeeded: message.bytes.count)
    }

    var isPacked: Bool { byteCount == 0 }
  }

  /// A number in a message that decides about its fields.
  struct Guard: Sendable {
    let offset: Int32
    let length: Int32
    let number: UInt32
  }

  /// What one message had.
  private final class Shape: Sendable {
    let guards: [Guard]
    let fields: [DecodedField]
    let decodedByteCount: Int
    let missingStep: Int?
    let references: ReferencePlaces
    /// Tells shapes apart; never 0.
    let number: UInt32

    init(_ guards: [Guard], of message: Message, number: UInt32) {
      self.guards = guards
      self.number = number
      fields = message.fields
      decodedByteCount = message.decodedByteCount
      missingStep = message.missingStep
      references = ReferencePlaces(message)
    }
  }

  private static let maximumCount = 1024
  /// Shapes that are kept for one layout, version and length.
  private static let ways = 4
  /// Fields that are kept, some 3 MB, before all shapes are forgotten.
  private static let maximumFields = 1 << 17

  /// Empty until the first shape is kept.
  private var keys: [Key?] = []
  private var shapes: [Shape?] = []
  /// Fields kept since shapes were last forgotten.
  private var fieldCount = 0
  private var newest: UInt32 = 0

  /// Gives a message the fields of an earlier one that was alike; false where there was none.
  func decode(_ key: Key, _ unit: Span<UInt8>, into message: inout Message) -> Bool {
    guard !keys.isEmpty else { return false }
    let first = Self.firstSlot(of: key)
    for slot in first..<first + Self.ways where keys[slot] == key {
      guard let shape = shapes[slot], agrees(shape, unit) else { continue }
      return apply(shape, isPacked: key.isPacked, unit, to: &message)
    }
    return false
  }

  /// Whether the message has the numbers that the fields depend on.
  private func agrees(_ shape: Shape, _ unit: Span<UInt8>) -> Bool {
    for known in shape.guards
    where unit.number(at: Int(known.offset), byteCount: Int(known.length)) != known.number {
      return false
    }
    return true
  }

  /// Gives a message the fields of a shape; false where it ends before them.
  private func apply(
    _ shape: Shape, isPacked: Bool, _ unit: Span<UInt8>, to message: inout Message
  ) -> Bool {
    message.fields = shape.fields
    if isPacked {
      guard placeFields(of: &message, unit) else { return false }
    } else {
      message.decodedByteCount = shape.decodedByteCount
      message.missingStep = shape.missingStep
    }
    shape.references.note(in: &message)
    message.shape = shape.number
    return true
  }

  /// Gives fields that follow each other their places; false, and no fields, where the message ends
  /// before the last.
  private func placeFields(of message: inout Message, _ unit: Span<UInt8>) -> Bool {
    var position = MessageHeader.byteCount
    var isWhole = true
    var places = message.fields.mutableSpan
    for index in places.indices {
      places[index].offset = Int32(truncatingIfNeeded: position)
      var length = Int(places[index].length)
      if !places[index].kind.isNumber, places[index].kind != .structure {
        length = position < unit.count ? unit.packedTextByteCount(from: position) : 1
        places[index].length = Int32(truncatingIfNeeded: length)
      }
      isWhole = length <= unit.count - position
      if !isWhole { break }
      position += length
    }
    message.decodedByteCount = position
    if !isWhole { message.fields.removeAll(keepingCapacity: true) }
    return isWhole
  }

  /// Keeps the shape of a decoded message.
  mutating func keep(_ key: Key, _ guards: [Guard], of message: inout Message) {
    if key.isPacked, message.missingStep != nil { return }
    if keys.isEmpty || fieldCount + message.fields.count > Self.maximumFields { forget() }
    fieldCount += message.fields.count
    newest = newest == .max ? 1 : newest + 1
    message.shape = newest
    let first = Self.firstSlot(of: key)
    let free = (first..<first + Self.ways).first { keys[$0] == nil }
    let slot = free ?? first + Int(newest) % Self.ways
    keys[slot] = key
    shapes[slot] = Shape(guards, of: message, number: newest)
  }

  private mutating func forget() {
    keys = Array(repeating: nil, count: Self.maximumCount)
    shapes = Array(repeating: nil, count: Self.maximumCount)
    fieldCount = 0
  }

  private static func firstSlot(of key: Key) -> Int {
    let sum = UInt32(bitPattern: key.layout &* 31 &+ key.dataLength) &+ key.version &* 7
    return Int(sum) % (maximumCount / ways) * ways
  }
}
