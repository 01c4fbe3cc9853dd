/// One item of a message's layout, as it stands on the wire.
///
/// Layouts are data: the decoder, the encoder of the tests, the protocol reference and the filters
/// all walk the same items. Numbers are little-endian, addresses in network byte order.
package indirect enum Item: Sendable {
  /// One value.
  case field(Field)
  /// Items that belong together and have a name of their own.
  case structure(String, [Item])
  /// Slots of one item: all are on the wire, the first `count` hold something.
  ///
  /// Without a count field every slot is valid.
  case array(Item, slots: Int, count: String?)
  /// One of several layouts, chosen by an earlier field; always as wide as the widest.
  case union(String, by: String, [Case])
  /// Items of some header versions only.
  case versions(ClosedRange<Int>, [Item])
  /// Items that came to be appended: a message whose data length is not over the number is an older
  /// peer's and ends before them.
  case over(Int, [Item])
  /// An array that has more entries than slots where its count says so and the message has room.
  case open(Item)
  /// Items that are there when more than this number of bytes are left of the message.
  case leftOver(Int, [Item])
  /// Layouts that exclude each other; the first whose condition holds applies.
  case forms([Form])

  /// One layout of a union.
  package struct Case: Sendable {
    /// Values of the deciding field; nil for the layout of all other values.
    package let values: ClosedRange<UInt32>?
    package let items: [Item]
  }

  /// One of the layouts that exclude each other.
  package struct Form: Sendable {
    package let condition: Condition
    package let items: [Item]
  }
}

extension Item {
  /// The newest header version: layouts of a higher one are read as this one's.
  package static let newestVersion = 22

  /// Items of this header version and all newer ones.
  package static func since(version: Int, _ items: [Item]) -> Item {
    .versions(version...newestVersion, items)
  }

  /// Items of this header version and all older ones.
  package static func until(version: Int, _ items: [Item]) -> Item {
    .versions(0...version, items)
  }

  /// Every slot of an array is valid.
  package static func array(_ item: Item, slots: Int) -> Item {
    .array(item, slots: slots, count: nil)
  }
}

extension Item.Case {
  package static func when(_ value: UInt32, _ items: [Item]) -> Item.Case {
    Item.Case(values: value...value, items: items)
  }

  package static func when(_ values: ClosedRange<UInt32>, _ items: [Item]) -> Item.Case {
    Item.Case(values: values, items: items)
  }

  package static func otherwise(_ items: [Item]) -> Item.Case {
    Item.Case(values: nil, items: items)
  }
}

extension Item.Form {
  package static func when(_ condition: Condition, _ items: [Item]) -> Item.Form {
    Item.Form(condition: condition, items: items)
  }

  package static func otherwise(_ items: [Item]) -> Item.Form {
    Item.Form(condition: .always, items: items)
  }
}
