package import Wire

/// A value that ``MessageEncoder`` is to write.
///
/// Literals stand for the plain kinds: `["callState": "RingIn", "lineInstance": 1]`.
package enum FieldValue: Equatable, Sendable {
  /// A number; of flags, all their bits.
  case number(Int64)
  /// Text; of an enumeration, what one of its values is called.
  case text(String)
  /// A phrase that the device knows by a code, and the text after it: "From " and a number.
  case phrase(String, then: String)
  /// The bytes as they are to stand on the wire: key and salt, text with stale memory after it.
  case bytes([UInt8])
  case address(IPAddress)
  case macAddress(MACAddress)
  /// What a structure or a union holds, by name.
  case structure([String: FieldValue])
  /// Entries of a repeated item, or the names of the flags that are set.
  case list([FieldValue])

  package init(_ number: some BinaryInteger) {
    self = .number(Int64(clamping: number))
  }

  /// The name of an enumeration's value.
  package static func name(_ label: String) -> FieldValue {
    .text(label)
  }

  /// A phrase that the device knows by a code.
  package static func phrase(_ label: String) -> FieldValue {
    .phrase(label, then: "")
  }

  /// An IPv4 address, octet by octet.
  package static func ipv4(
    _ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8
  ) -> FieldValue {
    let bits = [first, second, third, fourth].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return .address(IPAddress(ipv4: bits))
  }
}

extension FieldValue: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) {
    self = .number(value)
  }
}

extension FieldValue: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) {
    self = .text(value)
  }
}

extension FieldValue: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: FieldValue...) {
    self = .list(elements)
  }
}

extension FieldValue: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, FieldValue)...) {
    self = .structure(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}
