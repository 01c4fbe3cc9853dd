package import Wire

extension TextBuffer {
  /// Appends an address in its usual text: dotted decimal, or as RFC 5952 writes IPv6.
  package mutating func append(_ address: IPAddress) {
    if address.isIPv6 {
      append(ipv6: address.bits)
    } else {
      append(ipv4: UInt32(truncatingIfNeeded: address.bits))
    }
  }

  /// Appends `address:port`, with brackets around an IPv6 address.
  package mutating func append(_ endpoint: Endpoint) {
    if endpoint.address.isIPv6 { append(byte: UInt8(ascii: "[")) }
    append(endpoint.address)
    if endpoint.address.isIPv6 { append(byte: UInt8(ascii: "]")) }
    append(byte: UInt8(ascii: ":"))
    append(decimal: endpoint.port)
  }

  /// Appends six octets with colons.
  package mutating func append(_ address: MACAddress) {
    for place in stride(from: 40, through: 0, by: -8) {
      if place < 40 { append(byte: UInt8(ascii: ":")) }
      append(hexadecimal: address.bits >> UInt64(place), digits: 2)
    }
  }

  private mutating func append(ipv6 bits: UInt128) {
    if bits >> 32 == 0xffff {  // IPv4-mapped, RFC 5952 §5
      append("::ffff:")
      append(ipv4: UInt32(truncatingIfNeeded: bits))
      return
    }
    func group(_ index: Int) -> UInt64 {
      UInt64(truncatingIfNeeded: bits >> UInt128(112 - 16 * index)) & 0xffff
    }
    let zeros = Self.longestRun(ofZeros: group)
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound, !zeros.isEmpty {
        append("::")
        index = zeros.upperBound
        continue
      }
      if index > 0, index != zeros.upperBound || zeros.isEmpty {
        append(byte: UInt8(ascii: ":"))
      }
      let value = group(index)
      append(hexadecimal: value, digits: value > 0xfff ? 4 : value > 0xff ? 3 : value > 0xf ? 2 : 1)
      index += 1
    }
  }

  /// The first of the longest runs of two or more zero groups; empty when there is none.
  private static func longestRun(ofZeros group: (Int) -> UInt64) -> Range<Int> {
    var best = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || group(index) != 0 {
      if index - start > max(best.count, 1) { best = start..<index }
      start = index + 1
    }
    return best
  }
}

extension IPAddress: CustomStringConvertible {
  package var description: String {
    var text = TextBuffer()
    text.append(self)
    return String(text)
  }
}

extension Endpoint: CustomStringConvertible {
  package var description: String {
    var text = TextBuffer()
    text.append(self)
    return String(text)
  }
}

extension MACAddress: CustomStringConvertible {
  package var description: String {
    var text = TextBuffer()
    text.append(self)
    return String(text)
  }
}
