/// One value of a message: its name on every output, and how its bytes are read.
package struct Field: Sendable {
  /// The catalogue's name, which Wireshark's display filters use too.
  package let name: String
  package let format: Format
  /// Whether a request and its answer carry the same value here.
  package var isMatchKey = false
  /// Whether a text that fills its slot goes on to the end of a longer message.
  package var runsOn = false

  /// How the bytes of a value are read.
  package enum Format: Sendable {
    /// A number without names, little-endian.
    case number(Width)
    /// A two's complement number of 32 bits.
    case signed
    /// A number whose values have names.
    case enumeration(Width, ValueNames)
    /// A number whose bits have names.
    case flags(Width, FlagNames)
    /// Text up to the first NUL of a slot; what follows the NUL is stale memory.
    case text(TextSize)
    /// Text in which byte 0x80 or 0x1e and the byte after it stand for a phrase.
    case displayText(TextSize)
    /// XML, as wide as an earlier field says or in a slot.
    case xml(TextSize)
    /// Four bytes, network byte order.
    case ipv4
    /// Sixteen bytes, network byte order.
    case ipv6
    /// Before version 17 four bytes; from then on a 32-bit type and sixteen bytes.
    case address
    /// A 32-bit type and sixteen bytes, whatever the version.
    case typedAddress
    /// Six octets, or twelve hexadecimal digits, in a slot.
    case macAddress(slot: Int)
    /// Key or salt bytes, as many as an earlier field says, in a slot.
    case secret(slot: Int, count: String)
  }

  /// Bytes of a number.
  package enum Width: Int, Sendable {
    case uint8 = 1
    case uint16 = 2
    case uint32 = 4
  }

  /// Bytes of a text, in a message that does not pack its texts.
  package enum TextSize: Sendable {
    case slot(Int)
    /// A directory number: 24 bytes, from version 18 on 25.
    case directoryNumber
    /// As many bytes as an earlier field says, no more than `maximum`.
    case counted(by: String, maximum: Int)
  }
}

extension Item {
  package static func uint8(_ name: String) -> Item {
    .field(Field(name: name, format: .number(.uint8)))
  }

  package static func uint16(_ name: String) -> Item {
    .field(Field(name: name, format: .number(.uint16)))
  }

  package static func uint32(_ name: String) -> Item {
    .field(Field(name: name, format: .number(.uint32)))
  }

  package static func int32(_ name: String) -> Item {
    .field(Field(name: name, format: .signed))
  }

  /// A 32-bit number that ties an answer to its request.
  package static func matchKey(_ name: String) -> Item {
    .field(Field(name: name, format: .number(.uint32), isMatchKey: true))
  }

  /// A port number, which SCCP writes in 32 bits, little-endian.
  package static func port(_ name: String) -> Item {
    uint32(name)
  }

  package static func enumeration(
    _ name: String, _ names: ValueNames, width: Field.Width = .uint32
  ) -> Item {
    .field(Field(name: name, format: .enumeration(width, names)))
  }

  package static func flags(
    _ name: String, _ names: FlagNames, width: Field.Width = .uint32
  ) -> Item {
    .field(Field(name: name, format: .flags(width, names)))
  }

  package static func text(_ name: String, _ size: Int, runsOn: Bool = false) -> Item {
    .field(Field(name: name, format: .text(.slot(size)), runsOn: runsOn))
  }

  package static func text(_ name: String, countedBy count: String, maximum: Int) -> Item {
    .field(Field(name: name, format: .text(.counted(by: count, maximum: maximum))))
  }

  package static func directoryNumber(_ name: String) -> Item {
    .field(Field(name: name, format: .text(.directoryNumber)))
  }

  package static func displayText(_ name: String, _ size: Int, runsOn: Bool = false) -> Item {
    .field(Field(name: name, format: .displayText(.slot(size)), runsOn: runsOn))
  }

  package static func xml(_ name: String, _ size: Int) -> Item {
    .field(Field(name: name, format: .xml(.slot(size))))
  }

  package static func xml(_ name: String, countedBy count: String, maximum: Int) -> Item {
    .field(Field(name: name, format: .xml(.counted(by: count, maximum: maximum))))
  }

  package static func ipv4(_ name: String) -> Item {
    .field(Field(name: name, format: .ipv4))
  }

  package static func ipv6(_ name: String) -> Item {
    .field(Field(name: name, format: .ipv6))
  }

  package static func address(_ name: String) -> Item {
    .field(Field(name: name, format: .address))
  }

  package static func typedAddress(_ name: String) -> Item {
    .field(Field(name: name, format: .typedAddress))
  }

  package static func macAddress(_ name: String, slot: Int) -> Item {
    .field(Field(name: name, format: .macAddress(slot: slot)))
  }

  package static func secret(_ name: String, slot: Int, count: String) -> Item {
    .field(Field(name: name, format: .secret(slot: slot, count: count)))
  }
}
