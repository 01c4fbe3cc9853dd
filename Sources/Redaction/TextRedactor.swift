import Wire

/// Puts other texts in the place of those of a capture, byte for byte as long.
struct TextRedactor {
  let pseudonyms: Pseudonyms

  /// What becomes of the words of a text.
  enum Words {
    /// They are replaced.
    case replaced
    /// They stay; numbers, addresses and names of devices are replaced.
    case kept
  }

  /// A text in the place of another; where `hasPhrases`, two bytes may stand for a phrase, and stay.
  func text(_ bytes: [UInt8], _ words: Words, hasPhrases: Bool = false) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if hasPhrases, byte == 0x80 || byte == 0x1e, index + 1 < bytes.count {
        made += bytes[index..<index + 2]
        index += 2
        continue
      }
      guard byte.isDigit || byte.isLetter else {
        made.append(byte)
        index += 1
        continue
      }
      index = appendToken(of: bytes, from: index, words, to: &made)
    }
    return made
  }

  /// Appends what stands in the place of the token at `start`; returns where it ends.
  private func appendToken(
    of bytes: [UInt8], from start: Int, _ words: Words, to made: inout [UInt8]
  ) -> Int {
    if let end = appendAddress(of: bytes, from: start, to: &made) { return end }
    let end = bytes[start...].firstIndex { !($0.isDigit || $0.isLetter) } ?? bytes.count
    let token = Array(bytes[start..<end])
    if let device = device(token) {
      made += device
      return end
    }
    var index = 0
    while index < token.count {
      let isDigit = token[index].isDigit
      let part = Array(token[index...].prefix { $0.isDigit == isDigit })
      if words == .kept { pseudonyms.noteKept(part) }
      if isDigit {
        made += words == .kept && part.count < 4 ? part : pseudonyms.number(part)
      } else {
        made += words == .kept ? part : pseudonyms.word(part)
      }
      index += part.count
    }
    return end
  }

  // MARK: - Devices

  /// A text of which all stays but the names of devices in it, also those that stand within a word.
  func replacingDevices(in bytes: [UInt8]) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let name = deviceName(in: bytes, at: index), let image = device(name) else {
        made.append(bytes[index])
        index += 1
        continue
      }
      made += image
      index += name.count
    }
    return made
  }

  /// The name of a device that begins at a place: letters that such names begin with, and a MAC
  /// address.
  private func deviceName(in bytes: [UInt8], at start: Int) -> [UInt8]? {
    let rest = bytes[start...]
    for prefix in Self.prefixes where rest.starts(with: prefix) {
      let name = rest.prefix(prefix.count + Self.macDigitCount)
      if name.count == prefix.count + Self.macDigitCount,
        name.dropFirst(prefix.count).allSatisfy(\.isHexadecimal)
      {
        return Array(name)
      }
    }
    return nil
  }

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
    return head + macText(tail)
  }

  /// The name that a device registers with, in the place of another.
  func deviceName(_ name: [UInt8]) -> [UInt8] {
    if let known = device(name) { return known }
    let prefix = Self.prefixes.filter { name.starts(with: $0) }.max { $0.count < $1.count } ?? []
    let rest = Array(name.dropFirst(prefix.count))
    if rest.count >= 8, rest.allSatisfy(\.isHexadecimal) {
      return prefix + pseudonyms.hexadecimal(rest)
    }
    return prefix + text(rest, .replaced)
  }

  private func macText(_ digits: [UInt8]) -> [UInt8] {
    let bits = digits.reduce(UInt64(0)) { $0 << 4 | UInt64($1.hexadecimalValue) }
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
    let image = pseudonyms.ipv4(bits)
    let text = Array("\(IPAddress(ipv4: image))".utf8)
    made += text.count == index - start ? text : Self.address(image, octets.map(\.count))
    return index
  }

  private static func number(_ digits: [UInt8]) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// An address whose octets have so many digits each, as close to another as that allows.
  private static func address(_ bits: UInt32, _ digitCounts: [Int]) -> [UInt8] {
    var text: [UInt8] = []
    for (index, count) in digitCounts.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ".")) }
      let octet = Int(bits >> UInt32(8 * (3 - index)) & 0xff)
      let range = count == 1 ? 0...9 : count == 2 ? 10...99 : 100...255
      text += Array("\(range.lowerBound + octet % range.count)".utf8)
    }
    return text
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
    let image = macText(digits)
    for index in 0..<6 {
      if index > 0 { made.append(separator) }
      made += image[2 * index..<2 * index + 2]
    }
    return start + byteCount
  }
}
