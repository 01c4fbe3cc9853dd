import Wire

/// How values become numbers and bytes.
extension FieldValue {
  /// The number that was given.
  func integer(at place: MessageEncodingError.Place) throws(MessageEncodingError) -> Int64 {
    guard case .number(let number) = self else { throw .unsuitable(place, expected: "a number") }
    return number
  }

  /// Text in UTF-8, a phrase as its two bytes.
  func textBytes(at place: MessageEncodingError.Place) throws(MessageEncodingError) -> [UInt8] {
    switch self {
    case .text(let text):
      return Array(text.utf8)
    case .bytes(let bytes):
      return bytes
    case .phrase(let label, let text):
      let labels = ValueNames.displayLabels200.entries
      guard let entry = labels.first(where: { $0.label == label }) else {
        throw .unknownLabel(place, label: label, valid: labels.map(\.label))
      }
      return [0x80, UInt8(truncatingIfNeeded: entry.value)] + Array(text.utf8)
    default:
      throw .unsuitable(place, expected: "text")
    }
  }

  /// An address in network byte order.
  func addressBytes(
    isIPv6: Bool, at place: MessageEncodingError.Place
  ) throws(MessageEncodingError) -> [UInt8] {
    switch self {
    case .bytes(let bytes): return bytes
    case .address(let address) where address.isIPv6 == isIPv6: return address.networkOrderBytes
    default: throw .unsuitable(place, expected: isIPv6 ? "an IPv6 address" : "an IPv4 address")
    }
  }

  /// An address after its type, as header versions from 17 on write it.
  func typedAddressBytes(
    at place: MessageEncodingError.Place
  ) throws(MessageEncodingError) -> [UInt8] {
    switch self {
    case .bytes(let bytes): return bytes
    case .address(let address):
      return [address.isIPv6 ? 1 : 0, 0, 0, 0] + address.networkOrderBytes
    default: throw .unsuitable(place, expected: "an address")
    }
  }

  /// Six octets, or the digits that were given as text.
  func macAddressBytes(
    at place: MessageEncodingError.Place
  ) throws(MessageEncodingError) -> [UInt8] {
    switch self {
    case .macAddress(let address):
      var writer = ByteWriter(order: .bigEndian)
      writer.number(address.bits, byteCount: 6)
      return writer.bytes
    case .text(let digits): return Array(digits.utf8)
    case .bytes(let bytes): return bytes
    default: throw .unsuitable(place, expected: "a MAC address")
    }
  }
}

extension ValueNames {
  /// The number of a value that was given by its number or its name.
  func number(
    _ value: FieldValue, at place: MessageEncodingError.Place
  ) throws(MessageEncodingError) -> Int64 {
    guard case .text(let label) = value else { return try value.integer(at: place) }
    guard let entry = entries.first(where: { $0.label == label }) else {
      throw .unknownLabel(place, label: label, valid: entries.map(\.label))
    }
    return Int64(entry.value)
  }
}

extension FlagNames {
  /// The bits that were given as a number, or by the names of those that are set.
  func number(
    _ value: FieldValue, at place: MessageEncodingError.Place
  ) throws(MessageEncodingError) -> Int64 {
    switch value {
    case .text(let label):
      guard let entry = entries.first(where: { $0.label == label }) else {
        throw .unknownLabel(place, label: label, valid: entries.map(\.label))
      }
      return Int64(entry.mask)
    case .list(let parts):
      var bits: Int64 = 0
      for part in parts { bits |= try number(part, at: place) }
      return bits
    default:
      return try value.integer(at: place)
    }
  }
}

extension Field {
  /// What an absent value stands for: zeros.
  var absent: FieldValue {
    switch format {
    case .number, .signed, .enumeration, .flags: .number(0)
    case .text, .displayText, .xml, .ipv4, .ipv6, .address, .typedAddress, .macAddress, .secret:
      .bytes([])
    }
  }
}

extension [Item] {
  /// The number that a count, size or selector must have for the values that follow it; nil where
  /// they do not say.
  func number(of name: String, from values: [String: FieldValue]) -> UInt32? {
    for item in self {
      let found: UInt32? =
        switch item {
        case .field(let field) where field.reference == name:
          values[field.name]?.byteCount
        case .array(let entry, _, let count) where count == name:
          if case .list(let entries) = values[entry.name] { UInt32(entries.count) } else { nil }
        case .union(let union, let selector, let cases) where selector == name:
          cases.selector(for: values[union])
        case .structure(let structure, let items):
          if case .structure(let members) = values[structure] {
            items.number(of: name, from: members)
          } else {
            nil
          }
        case .versions(_, let items), .over(_, let items), .leftOver(_, let items):
          items.number(of: name, from: values)
        case .open(let item):
          [item].number(of: name, from: values)
        case .forms(let forms):
          forms.lazy.compactMap { $0.items.number(of: name, from: values) }.first
        case .field, .array, .union:
          nil
        }
      if let found { return found }
    }
    return nil
  }
}

extension [Item.Case] {
  /// The first number that selects the case whose items have been given.
  fileprivate func selector(for value: FieldValue?) -> UInt32? {
    guard case .structure(let members) = value else { return nil }
    let chosen = first { choice in
      let names = choice.items.map(\.name)
      return members.keys.allSatisfy(names.contains)
    }
    return chosen?.values?.lowerBound
  }
}

extension FieldValue {
  /// Bytes of a text, of XML or of a key.
  fileprivate var byteCount: UInt32? {
    switch self {
    case .text(let text): UInt32(truncatingIfNeeded: text.utf8.count)
    case .bytes(let bytes): UInt32(truncatingIfNeeded: bytes.count)
    case .phrase(_, let text): UInt32(truncatingIfNeeded: text.utf8.count + 2)
    default: nil
    }
  }
}
