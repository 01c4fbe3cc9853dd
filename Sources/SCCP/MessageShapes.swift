import Wire

/// The fields that messages had lately, to be used again for the next message that has the same.
///
/// Which fields a message has, and where, follows from its layout, its version, its length and a
/// few of its numbers: counts, sizes, selectors, types of addresses. A message in which all of
/// these are the same needs no walk through its layout, only its own numbers. Where texts are
/// packed, its layout and version say which fields it has, and its texts where they lie.
struct MessageShapes: Sendable {
  /// What the fields depend on beside the numbers.
  private struct Key: Equatable, Sendable {
    /// Identifier and version.
    let message: UInt64
    /// The data length and the bytes that there are; 0 where texts are packed.
    let length: UInt64

    /// Of no message: one that has a length has bytes.
    static let none = Key(.none, length: 1)

    private init(_ header: MessageHeader, length: UInt64) {
      message = UInt64(header.identifier) << 32 | UInt64(header.version)
      self.length = length
    }

    init(_ header: MessageHeader, byteCount: Int) {
      self.init(
        header,
        length: UInt64(UInt32(truncatingIfNeeded: byteCount)) << 32
          | UInt64(UInt32(truncatingIfNeeded: header.dataLength)))
    }

    /// Of a message whose texts are packed.
    init(packed header: MessageHeader) {
      self.init(header, length: 0)
    }

    var firstSlot: Int {
      let sum = message >> 32 &* 31 &+ message &* 7 &+ length
      return Int(UInt32(truncatingIfNeeded: sum)) % (maximumCount / ways) * ways
    }
  }

  /// A number in a message that decides about its fields.
  struct Guard: Sendable {
    let offset: Int32
    let length: Int32
    let number: UInt32
  }

  /// A number of four bytes: which field it is, and where it lies.
  private struct Word: Sendable {
    let field: Int32
    let offset: Int32
  }

  /// What one message had: places in the lists of all shapes, and what was the same throughout.
  private struct Shape: Sendable {
    /// The fields, with the numbers of the message that they were taken from.
    let fields: Range<Int32>
    let words: Range<Int32>
    /// Fields that are shorter numbers.
    let shortNumbers: Range<Int32>
    let guards: Range<Int32>
    let decodedByteCount: Int
    let missingStep: Int?
    let callField: Int32?
    let lineField: Int32?
    /// The version that the message was read as.
    let version: Int
    /// Tells shapes apart; never 0.
    let number: UInt32
  }

  private static let maximumCount = 1024
  /// Shapes that are kept for one message, version and length.
  private static let ways = 4
  /// Fields that are kept, some 3 MB, before all shapes are forgotten.
  private static let maximumFields = 1 << 17
  /// The same for shapes, some 400 KB: a hostile capture can have many without a field.
  private static let maximumShapes = 1 << 12

  /// Empty until the first shape is kept.
  private var keys: [Key] = []
  /// Of each key's shape, its place in the next; each was kept after the ones before it.
  private var places: [Int32] = []
  private var shapes: [Shape] = []
  private var layouts: [Layout] = []
  private var fields: [DecodedField] = []
  private var words: [Word] = []
  private var shortNumbers: [Int32] = []
  private var guards: [Guard] = []
  private var newest: UInt32 = 0

  /// Gives a message the fields of an earlier one that was alike, and returns the version that both
  /// are read as; nil where there was none.
  func decode(_ header: MessageHeader, _ unit: Span<UInt8>, into message: inout Message) -> Int? {
    if keys.isEmpty { return nil }
    let key = Key(header, byteCount: unit.count)
    if let index = index(of: key, unit) {
      apply(index, unit, to: &message)
      return shapes[index].version
    }
    let packed = Key(packed: header)
    if let index = index(of: packed, unit), place(index, unit, in: &message) {
      return shapes[index].version
    }
    return nil
  }

  /// The shape that fits a message.
  @inline(__always)
  private func index(of key: Key, _ unit: Span<UInt8>) -> Int? {
    let first = key.firstSlot
    let candidates = keys.span.extracting(first..<first + Self.ways)
    for way in candidates.indices where candidates[way] == key {
      let index = Int(places[first + way])
      if agrees(shapes[index].guards, unit) { return index }
    }
    return nil
  }

  /// Whether the message has the numbers that the fields depend on.
  @inline(__always)
  private func agrees(_ range: Range<Int32>, _ unit: Span<UInt8>) -> Bool {
    let guards = guards.span.extracting(range)
    for index in guards.indices {
      let (offset, length) = (Int(guards[index].offset), Int(guards[index].length))
      if unit.number(at: offset, byteCount: length) != guards[index].number { return false }
    }
    return true
  }

  /// Gives a message the fields of a shape, with its own numbers.
  private func apply(_ index: Int, _ unit: Span<UInt8>, to message: inout Message) {
    begin(index, in: &message)
    let shape = shapes[index]
    message.decodedByteCount = shape.decodedByteCount
    message.missingStep = shape.missingStep
    message.shape = shape.number
    var places = message.fields.places
    let words = words.span.extracting(shape.words)
    for place in words.indices {
      let word = words[place]
      places[Int(word.field)].number = unit.word(at: Int(word.offset))
    }
    let shortNumbers = shortNumbers.span.extracting(shape.shortNumbers)
    for place in shortNumbers.indices {
      let field = Int(shortNumbers[place])
      places[field].number = unit.number(
        at: Int(places[field].offset), byteCount: Int(places[field].length))
    }
  }

  @inline(__always)
  private func begin(_ index: Int, in message: inout Message) {
    if message.layout !== layouts[index] { message.layout = layouts[index] }
    message.callField = shapes[index].callField
    message.lineField = shapes[index].lineField
    message.fields.refill(with: fields.span.extracting(shapes[index].fields))
  }

  /// Gives a message fields that follow each other, with their places and numbers; false where it
  /// ends before the last.
  private func place(_ index: Int, _ unit: Span<UInt8>, in message: inout Message) -> Bool {
    begin(index, in: &message)
    var position = MessageHeader.byteCount
    let count = message.fields.count
    var places = message.fields.places
    for index in 0..<count {
      places[index].offset = Int32(truncatingIfNeeded: position)
      switch places[index].kind {
      case .structure: continue
      case .number, .signed, .enumeration, .flags:
        let length = Int(places[index].length)
        if length > unit.count - position { return false }
        places[index].number =
          length == 4 ? unit.word(at: position) : unit.number(at: position, byteCount: length)
        position += length
      default:
        guard position < unit.count else { return false }
        let length = unit[position] == 0 ? 1 : unit.packedTextByteCount(from: position)
        places[index].length = Int32(truncatingIfNeeded: length)
        position += length
      }
    }
    message.decodedByteCount = position
    message.missingStep = nil
    message.shape = 0
    return true
  }

  /// Keeps the shape of a decoded message.
  mutating func keep(_ message: inout Message, _ layout: Layout, _ guards: [Guard]) {
    if layout.isPacked, message.missingStep != nil { return }
    if keys.isEmpty || shapes.count == Self.maximumShapes
      || fields.count + message.fields.count > Self.maximumFields
    {
      forget()
    }
    newest = newest == .max ? 1 : newest + 1
    if !layout.isPacked { message.shape = newest }
    let key =
      layout.isPacked
      ? Key(packed: message.header) : Key(message.header, byteCount: message.bytes.count)
    let first = key.firstSlot
    let free = (first..<first + Self.ways).first { keys[$0] == .none }
    let slot = free ?? first + Int(newest) % Self.ways
    keys[slot] = key
    places[slot] = Int32(truncatingIfNeeded: shapes.count)
    shapes.append(shape(of: message, guards))
    layouts.append(layout)
  }

  /// Adds what a message had to the lists.
  private mutating func shape(of message: Message, _ newGuards: [Guard]) -> Shape {
    let (firstField, firstWord) = (fields.count, words.count)
    let (firstShort, firstGuard) = (shortNumbers.count, guards.count)
    fields.append(contentsOf: message.fields)
    guards.append(contentsOf: newGuards)
    for (index, field) in message.fields.enumerated() where field.kind.isNumber {
      let index = Int32(truncatingIfNeeded: index)
      if field.length == 4 {
        words.append(Word(field: index, offset: field.offset))
      } else {
        shortNumbers.append(index)
      }
    }
    return Shape(
      fields: .places(firstField..<fields.count),
      words: .places(firstWord..<words.count),
      shortNumbers: .places(firstShort..<shortNumbers.count),
      guards: .places(firstGuard..<guards.count), decodedByteCount: message.decodedByteCount,
      missingStep: message.missingStep, callField: message.callField,
      lineField: message.lineField, version: message.header.layoutVersion, number: newest)
  }

  private mutating func forget() {
    keys = Array(repeating: .none, count: Self.maximumCount)
    places = Array(repeating: 0, count: Self.maximumCount)
    shapes = []
    layouts = []
    fields = []
    words = []
    shortNumbers = []
    guards = []
  }
}

extension Range<Int32> {
  /// Places in a list, of which there are less than 2³¹.
  fileprivate static func places(_ range: Range<Int>) -> Range<Int32> {
    Int32(truncatingIfNeeded: range.lowerBound)..<Int32(truncatingIfNeeded: range.upperBound)
  }
}

extension Span {
  @inline(__always)
  @_lifetime(copy self)
  fileprivate func extracting(_ range: Range<Int32>) -> Span<Element> {
    extracting(Int(range.lowerBound)..<Int(range.upperBound))
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
