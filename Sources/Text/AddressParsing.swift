package import Wire

extension IPAddress {
  /// Reads an address in its usual text: dotted decimal, or as RFC 4291 §2.2 writes IPv6.
  package init?(_ text: String) {
    if text.contains(":") {
      guard let bits = Self.ipv6(text) else { return nil }
      self.init(ipv6: bits)
    } else {
      self.init(dotted: text.utf8.span)
    }
  }

  /// Reads four octets with dots between.
  package init?(dotted text: Span<UInt8>) {
    guard let bits = Self.ipv4(text) else { return nil }
    self.init(ipv4: bits)
  }

  private static func ipv4(_ text: Span<UInt8>) -> UInt32? {
    var (bits, octet): (UInt32, UInt32) = (0, 0)
    var (digitCount, dotCount) = (0, 0)
    for place in text.indices {
      let byte = text[place]
      if byte == UInt8(ascii: ".") {
        guard digitCount > 0, dotCount < 3 else { return nil }
        bits = bits << 8 | octet
        (octet, digitCount, dotCount) = (0, 0, dotCount + 1)
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digitCount < 3 else {
          return nil
        }
        octet = octet * 10 + UInt32(byte - UInt8(ascii: "0"))
        digitCount += 1
        if octet > 255 { return nil }
      }
    }
    return digitCount > 0 && dotCount == 3 ? bits << 8 | octet : nil
  }

  private static func ipv6(_ text: String) -> UInt128? {
    let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = groups(halves[0], isEnd: halves.count == 1) else {
      return nil
    }
    if halves.count == 1 { return head.count == 8 ? bits(head) : nil }
    guard let tail = groups(halves[1], isEnd: true), head.count + tail.count < 8 else { return nil }
    let zeros = [UInt16](repeating: 0, count: 8 - head.count - tail.count)
    return bits(head + zeros + tail)
  }

  /// The 16-bit groups of one side of `::`; at the end of an address, two as dotted decimal.
  private static func groups(_ text: Substring, isEnd: Bool) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if isEnd, part.contains("."), index == parts.count - 1 {
        guard let bits = ipv4(Array(part.utf8).span) else { return nil }
        groups += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
      } else {
        guard (1...4).contains(part.count), part.allSatisfy(\.isHexDigit),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups.append(group)
      }
    }
    return groups
  }

  private static func bits(_ groups: [UInt16]) -> UInt128 {
    groups.reduce(0) { $0 << 16 | UInt128($1) }
  }
}
