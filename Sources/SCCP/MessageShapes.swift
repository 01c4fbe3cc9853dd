import Synchronization
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

  /// What one message had beside its fields.
  private struct Shape: Sendable {
    /// Places in the list of all guards.
    let guards: Range<Int>
    let decodedByteCount: Int
    let missingStep: Int?
    let references: ReferencePlaces
    /// The version whose layout the message has.
    let version: Int
    /// Tells shapes apart; never 0.
    let number: UInt32
  }

  private static let maximumCount = 1024
  /// Shapes that are kept for one message, version and length.
  private static let ways = 4
  /// Fields that are kept, some 3 MB, before all shapes are forgotten.
  private static let maximumFields = 1 << 17
  /// The limit for shapes, some 400 KB: a hostile capture can have many without a field.
  private static let maximumShapes = 1 << 12

  /// Empty until the first shape is kept.
  private var keys: [Key] = []
  /// Of each key's shape, its place in the lists that follow.
  private var places: [Int32] = []
  private var shapes: [Shape] = []
  private var layouts: [Layout] = []
  private var fields: [[DecodedField]] = []
  private var guards: [Guard] = []
  /// Fields kept since shapes were last forgotten.
  private var fieldCount = 0
  private var newest: UInt32 = 0

  /// Gives a message the fields of an earlier one that was alike; false where there was none.
  func decode(_ header: MessageHeader, _ unit: Span<UInt8>, into message: inout Message) -> Bool {
    if keys.isEmpty { return false }
    let key = Key(header, byteCount: unit.count)
    if let index = index(of: key, unit) {
      apply(index, to: &message)
      return true
    }
    let packed = Key(packed: header)
    guard let index = index(of: packed, unit) else { return false }
    return place(index, unit, in: &message)
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
  private func agrees(_ range: Range<Int>, _ unit: Span<UInt8>) -> Bool {
    let guards = guards.span.extracting(range)
    for index in guards.indices {
      let (offset, length) = (Int(guards[index].offset), Int(guards[index].length))
      if unit.number(at: offset, byteCount: length) != guards[index].number { return false }
    }
    return true
  }

  /// Gives a message the fields of a shape, unless it has them from the message before it.
  private func apply(_ index: Int, to message: inout Message) {
    if message.shape != shapes[index].number {
      message.share(fields[index])
      describe(index, in: &message)
    }
    shapes[index].references.note(in: &message)
  }

  @inline(__always)
  private func describe(_ index: Int, in message: inout Message) {
    if message.layout !== layouts[index] { message.layout = layouts[index] }
    message.shape = shapes[index].number
    message.layoutVersion = shapes[index].version
    message.decodedByteCount = shapes[index].decodedByteCount
    message.missingStep = shapes[index].missingStep
  }

  /// Gives a message fields that follow each other, with their places; false where it ends before
  /// the last.
  private func place(_ index: Int, _ unit: Span<UInt8>, in message: inout Message) -> Bool {
    if message.shape != shapes[index].number {
      message.copy(fields[index])
      describe(index, in: &message)
    }
    var position = MessageHeader.byteCount
    var places = message.fields.mutableSpan
    for index in places.indices {
      places[index].offset = Int32(truncatingIfNeeded: position)
      let kind = places[index].kind
      if !kind.isNumber, kind != .structure {
        guard position < unit.count else { return false }
        let length = unit[position] == 0 ? 1 : unit.packedTextByteCount(from: position)
        places[index].length = Int32(truncatingIfNeeded: length)
      }
      let length = Int(places[index].length)
      if length > unit.count - position { return false }
      position += length
    }
    message.decodedByteCount = position
    shapes[index].references.note(in: &message)
    return true
  }

  /// Keeps the shape of a decoded message.
  mutating func keep(_ message: inout Message, _ layout: Layout, _ newGuards: [Guard]) {
    if layout.isPacked, message.missingStep != nil { return }
    if keys.isEmpty || shapes.count == Self.maximumShapes
      || fieldCount + message.fields.count > Self.maximumFields
    {
      forget()
    }
    fieldCount += message.fields.count
    newest = Self.nextNumber()
    message.shape = newest
    let key =
      layout.isPacked
      ? Key(packed: message.header) : Key(message.header, byteCount: message.bytes.count)
    let first = key.firstSlot
    let free = (first..<first + Self.ways).first { keys[$0] == .none }
    let slot = free ?? first + Int(newest) % Self.ways
    keys[slot] = key
    places[slot] = Int32(truncatingIfNeeded: shapes.count)
    shapes.append(
      Shape(
        guards: guards.count..<guards.count + newGuards.count,
        decodedByteCount: message.decodedByteCount, missingStep: message.missingStep,
        references: ReferencePlaces(message), version: message.layoutVersion,
        number: newest))
    guards += newGuards
    layouts.append(layout)
    // A copy: the message uses its storage again.
    fields.append(message.fields.map { $0 })
  }

  /// Numbers that shapes had so far, over all decoders: those of two are never taken for the same.
  private static let lastNumber = Atomic<UInt32>(0)

  private static func nextNumber() -> UInt32 {
    let next = lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
    return next == 0 ? nextNumber() : next
  }

  private mutating func forget() {
    keys = Array(repeating: .none, count: Self.maximumCount)
    places = Array(repeating: 0, count: Self.maximumCount)
    shapes = []
    layouts = []
    fields = []
    guards = []
    fieldCount = 0
  }
}
