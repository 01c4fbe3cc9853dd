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
    let layout: Int
    let version: UInt32
    /// 0, as the next, where texts are packed.
    let dataLength: Int
    let byteCount: Int

    init(_ layout: Layout, _ header: MessageHeader, byteCount: Int) {
      self.layout = layout.index
      version = header.version
      dataLength = layout.isPacked ? 0 : header.dataLength
      self.byteCount = layout.isPacked ? 0 : byteCount
    }

    var isPacked: Bool { byteCount == 0 }
  }

  /// A number in a message that decides about its fields.
  struct Guard: Sendable {
    let offset: Int32
    let length: Int32
    let number: UInt32
  }

  /// One shape; what is a range lies in the lists of all shapes.
  private struct Shape: Sendable {
    let key: Key
    /// Tells shapes apart; never 0.
    let number: UInt32
    let guards: Range<Int>
    /// The fields, with the numbers of the message that they were taken from.
    let fields: Range<Int>
    /// Which of the fields are numbers of four bytes, and which are shorter numbers.
    let words: Range<Int>
    let shortNumbers: Range<Int>
    let decodedByteCount: Int
    let missingStep: Int?
    let callField: Int32?
    let lineField: Int32?
  }

  private static let maximumCount = 1024
  /// Shapes that are kept for one layout, version and length.
  private static let ways = 4
  /// Fields of all shapes together, some 3 MB; when they are reached, all shapes are forgotten.
  private static let maximumFields = 1 << 17

  /// Empty until the first shape is kept.
  private var slots: [Shape?] = []
  private var guards: [Guard] = []
  private var fields: [DecodedField] = []
  private var numbers: [Int32] = []
  private var newest: UInt32 = 0

  /// Gives a message the fields of an earlier one that was alike; false where there was none.
  func decode(_ key: Key, _ unit: Span<UInt8>, into message: inout Message) -> Bool {
    guard !slots.isEmpty else { return false }
    let first = Self.firstSlot(of: key)
    for slot in first..<first + Self.ways {
      guard let shape = slots[slot], shape.key == key, agrees(shape.guards, unit) else { continue }
      message.callField = shape.callField
      message.lineField = shape.lineField
      message.fields.append(contentsOf: fields[shape.fields])
      if key.isPacked { return placeFields(of: &message, unit) }
      readNumbers(shape.words, shape.shortNumbers, of: &message, unit)
      message.decodedByteCount = shape.decodedByteCount
      message.missingStep = shape.missingStep
      message.shape = shape.number
      return true
    }
    return false
  }

  /// Whether the message has the numbers that the fields depend on.
  private func agrees(_ range: Range<Int>, _ unit: Span<UInt8>) -> Bool {
    for index in range
    where unit.number(at: Int(guards[index].offset), byteCount: Int(guards[index].length))
      != guards[index].number
    {
      return false
    }
    return true
  }

  /// Gives fields that lie where they lay in another message this one's numbers.
  private func readNumbers(
    _ words: Range<Int>, _ shortNumbers: Range<Int>, of message: inout Message,
    _ unit: Span<UInt8>
  ) {
    var places = message.fields.mutableSpan
    for index in words {
      let place = Int(numbers[index])
      places[place].number = unit.word(at: Int(places[place].offset))
    }
    for index in shortNumbers {
      let place = Int(numbers[index])
      places[place].number = unit.number(
        at: Int(places[place].offset), byteCount: Int(places[place].length))
    }
  }

  /// Gives fields that follow each other their places and numbers; false, and no fields, where the
  /// message ends before the last.
  private func placeFields(of message: inout Message, _ unit: Span<UInt8>) -> Bool {
    var position = MessageHeader.byteCount
    var isWhole = true
    var places = message.fields.mutableSpan
    for index in places.indices {
      places[index].offset = Int32(truncatingIfNeeded: position)
      var length = Int(places[index].length)
      if places[index].kind.isNumber {
        places[index].number = unit.number(at: position, byteCount: length)
      } else if places[index].kind != .structure {
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
  mutating func keep(_ key: Key, _ newGuards: [Guard], of message: inout Message) {
    if key.isPacked, message.missingStep != nil { return }
    if slots.isEmpty || fields.count + message.fields.count > Self.maximumFields { forget() }
    newest = newest == .max ? 1 : newest + 1
    if !key.isPacked { message.shape = newest }
    let places = message.fields.indices.filter { message.fields[$0].kind.isNumber }
    let words = append(places.filter { message.fields[$0].length == 4 })
    let shortNumbers = append(places.filter { message.fields[$0].length != 4 })
    fields.append(contentsOf: message.fields)
    guards.append(contentsOf: newGuards)
    let first = Self.firstSlot(of: key)
    let free = (first..<first + Self.ways).first { slots[$0] == nil }
    slots[free ?? first + Int(newest) % Self.ways] = Shape(
      key: key, number: newest, guards: guards.count - newGuards.count..<guards.count,
      fields: fields.count - message.fields.count..<fields.count, words: words,
      shortNumbers: shortNumbers, decodedByteCount: message.decodedByteCount,
      missingStep: message.missingStep, callField: message.callField,
      lineField: message.lineField)
  }

  /// Appends the places of numbers; returns where they stand.
  private mutating func append(_ places: [Int]) -> Range<Int> {
    let start = numbers.count
    numbers.append(contentsOf: places.map { Int32(truncatingIfNeeded: $0) })
    return start..<numbers.count
  }

  private mutating func forget() {
    slots = Array(repeating: nil, count: Self.maximumCount)
    guards.removeAll()
    fields.removeAll()
    numbers.removeAll()
  }

  private static func firstSlot(of key: Key) -> Int {
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
