import Text
import Wire

/// Puts other texts in the place of those of a capture, byte for byte as long.
struct TextRedactor {
  let pseudonyms: Pseudonyms

  /// A text in the place of another; some parts of that stay.
  func text(_ bytes: [UInt8], keeping kept: [Range<Int>] = []) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count)
    var index = 0
    for part in kept where part.lowerBound >= index {
      made += replaced(bytes[index..<part.lowerBound])
      made += bytes[part]
      index = part.upperBound
    }
    return made + replaced(bytes[index...])
  }

  private func replaced(_ part: ArraySlice<UInt8>) -> [UInt8] {
    let bytes = Array(part)
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index].isDigit || bytes[index].isLetter else {
        made.append(bytes[index])
        index += 1
        continue
      }
      index = appendToken(of: bytes, from: index, to: &made)
    }
    return made
  }

  /// Appends what stands in the place of the token at `start`; returns where it ends.
  private func appendToken(
    of bytes: [UInt8], from start: Int, to made: inout [UInt8]
  ) -> Int {
    if let end = appendAddress(of: bytes, from: start, to: &made) { return end }
    let end = bytes[start...].firstIndex { !($0.isDigit || $0.isLetter) } ?? bytes.count
    let token = Array(bytes[start..<end])
    if let device = device(token) {
      made += device
      return end
    }
    for part in TextToken.tokens(of: token) {
      let old = Array(token[part.place])
      made += part.isNumber ? pseudonyms.number(old) : pseudonyms.word(old)
    }
    return end
  }

  /// Replaces what the captures have as a value of its own, where it stands within what stays.
  func withoutOriginals(_ bytes: [UInt8]) -> [UInt8] {
    var made = bytes
    var start = 0
    while let hit = pseudonyms.original(in: made.span, from: start) {
      made.replaceSubrange(hit.place, with: replaced(made[hit.place]))
      start = hit.place.upperBound
    }
    return made
  }

  // MARK: - Devices

  /// Hexadecimal digits of a MAC address.
  private static let macDigitCount = 12
  /// Letters that names of devices begin with, before twelve hexadecimal digits or a name.
  private static let prefixes = [
    "SEP", "ATA", "VGC", "SKIGW", "AN", "BAT", "CIPC", "CSF", "BOT", "TCT", "TAB", "CFB", "MTP",
    "ANN", "MOH", "XCD", "IVR", "CTI",
  ].map { Array($0.utf8) }

  /// A device's name in the place of another: what it begins with stays, and a MAC address in it is
  /// replaced as that address is. Nil where it is no such name.
  func device(_ name: [UInt8]) -> [UInt8]? {
    guard name.count >= Self.macDigitCount else { return nil }
    let head = Array(name.dropLast(Self.macDigitCount))
    let tail = Array(name.suffix(Self.macDigitCount))
    guard tail.allSatisfy(\.isHexadecimal), tail.contains(where: { !$0.isDigit }) || !head.isEmpty,
      head.isEmpty || Self.prefixes.contains(head.map { $0 & 0xdf })
    else { return nil }
    return head + macAddress(tail)
  }

  /// The name that a device registers with, in the place of another.
  func deviceName(_ name: [UInt8]) -> [UInt8] {
    if let known = device(name) { return known }
    let prefix = Self.prefixes.filter { name.starts(with: $0) }.max { $0.count < $1.count } ?? []
    let rest = Array(name.dropFirst(prefix.count))
    if rest.count >= 8, rest.allSatisfy(\.isHexadecimal) {
      return prefix + pseudonyms.hexadecimal(rest)
    }
    return prefix + text(rest)
  }

  /// The twelve digits of a MAC address in the place of others.
  func macAddress(_ digits: [UInt8]) -> [UInt8] {
    let bits = digits.reduce(UInt64(0)) { $0 << 4 | UInt64($1.hexadecimalValue) }
    // In a name also what would be the address of a group is one of a device.
    if bits != 0, AddressImages.staysWhole(macAddress: bits) {
      return pseudonyms.hexadecimal(digits)
    }
    let image = pseudonyms.macAddress(bits)
    return (0..<digits.count).map { index in
      let value = UInt8(truncatingIfNeeded: image >> UInt64(4 * (digits.count - 1 - index)) & 0x0f)
      return .hexadecimal(value, likeLetterOf: digits)
    }
  }

  // MARK: - Addresses in texts

  /// Appends what stands in the place of an address at `start`; returns where it ends, nil where
  /// there is none.
  private func appendAddress(
    of bytes: [UInt8], from start: Int, to made: inout [UInt8]
  ) -> Int? {
    if let end = appendMACAddress(of: bytes, from: start, to: &made) { return end }
    guard bytes[start].isDigit else { return nil }
    var octets: [[UInt8]] = []
    var index = start
    while octets.count < 4 {
      let octet = Array(bytes[index...].prefix(while: \.isDigit))
      guard (1...3).contains(octet.count), Self.number(octet) <= 255 else { return nil }
      octets.append(octet)
      index += octet.count
      if octets.count == 4 { break }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return nil }
      index += 1
    }
    if index < bytes.count, bytes[index].isDigit || bytes[index].isLetter { return nil }
    let bits = octets.reduce(UInt32(0)) { $0 << 8 | UInt32(Self.number($1)) }
    let text = Array("\(IPAddress(ipv4: bits))".utf8)
    // With zeros in front of its numbers it is no address.
    guard text.count == index - start else { return nil }
    _ = pseudonyms.ipv4(bits)
    made += AddressImages.staysWhole(ipv4: bits) ? text : pseudonyms.addressText(text)
    return index
  }

  private static func number(_ digits: [UInt8]) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Six pairs of hexadecimal digits with `:` or `-` between them.
  private func appendMACAddress(
    of bytes: [UInt8], from start: Int, to made: inout [UInt8]
  ) -> Int? {
    let byteCount = 17
    guard start + byteCount <= bytes.count else { return nil }
    let part = Array(bytes[start..<start + byteCount])
    let separator = part[2]
    guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") else { return nil }
    var digits: [UInt8] = []
    for (index, byte) in part.enumerated() {
      if index % 3 == 2 {
        guard byte == separator else { return nil }
      } else {
        guard byte.isHexadecimal else { return nil }
        digits.append(byte)
      }
    }
    let image = macAddress(digits)
    for index in 0..<6 {
      if index > 0 { made.append(separator) }
      made += image[2 * index..<2 * index + 2]
    }
    return start + byteCount
  }
}
