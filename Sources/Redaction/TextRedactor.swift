import Text
import Wire

/// Puts other texts in the place of those of a capture, byte for byte as long.
struct TextRedactor {
  private let pseudonyms: Pseudonyms
  private let originals: OriginalTexts

  init(pseudonyms: Pseudonyms) {
    self.pseudonyms = pseudonyms
    originals = pseudonyms.originals
  }

  /// A text in the place of another; some parts of that stay.
  func text(_ bytes: [UInt8], keeping kept: [Range<Int>] = []) -> [UInt8] {
    var made: [UInt8] = []
    made.reserveCapacity(bytes.count)
    var index = 0
    for part in kept where part.lowerBound >= index {
      append(replacing: bytes, index..<part.lowerBound, to: &made)
      made += bytes[part]
      index = part.upperBound
    }
    append(replacing: bytes, index..<bytes.count, to: &made)
    return made
  }

  /// Appends what stands in the place of a part of a text, as if it were alone.
  private func append(replacing bytes: [UInt8], _ part: Range<Int>, to made: inout [UInt8]) {
    var index = part.lowerBound
    while index < part.upperBound {
      guard bytes[index].isDigit || bytes[index].isLetter else {
        made.append(bytes[index])
        index += 1
        continue
      }
      index = appendToken(of: bytes, index..<part.upperBound, to: &made)
    }
  }

  /// Appends what stands in the place of the token that a part begins with; returns where it ends.
  private func appendToken(
    of bytes: [UInt8], _ part: Range<Int>, to made: inout [UInt8]
  ) -> Int {
    if let end = appendAddress(of: bytes, part, to: &made) { return end }
    var end = part.lowerBound
    while end < part.upperBound, bytes[end].isDigit || bytes[end].isLetter { end += 1 }
    if end - part.lowerBound >= Self.macDigitCount,
      let device = device(bytes[part.lowerBound..<end])
    {
      made += device
      return end
    }
    var index = part.lowerBound
    while index < end {
      let start = index
      let isNumber = bytes[index].isDigit
      while index < end, bytes[index].isDigit == isNumber { index += 1 }
      let old = bytes.span.extracting(start..<index)
      if isNumber {
        pseudonyms.append(number: old, to: &made)
      } else {
        pseudonyms.append(word: old, to: &made)
      }
    }
    return end
  }

  /// Replaces what the captures have as a value of its own, where it stands within what stays. Figures
  /// become the nearest that will do.
  func withoutOriginals(_ bytes: [UInt8], areFigures: Bool = false) -> [UInt8] {
    guard let first = originals.first(in: bytes.span) else { return bytes }
    var made = bytes
    var next = Optional(first.place)
    while let place = next {
      if areFigures, let figure = figure(near: place, in: made) {
        made.replaceSubrange(place, with: figure)
        next = originals.first(in: made.span, from: place.upperBound)?.place
        continue
      }
      var new: [UInt8] = []
      append(replacing: made, place, to: &new)
      made.replaceSubrange(place, with: new)
      next = originals.first(in: made.span, from: place.upperBound)?.place
    }
    return made
  }

  /// The number nearest to a part of a figure with which that has none of the captures.
  private func figure(near place: Range<Int>, in text: [UInt8]) -> [UInt8]? {
    guard text[place].allSatisfy(\.isDigit) else { return nil }
    let start = text[..<place.lowerBound].lastIndex { !$0.isDigit }.map { $0 + 1 } ?? 0
    var number = Array(text[start...].prefix(while: \.isDigit))
    let part = place.lowerBound - start..<place.upperBound - start
    let changed = part.suffix(Self.changedDigitCount)
    let old = number[changed].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let limit = changed.reduce(1) { limit, _ in limit * 10 }
    for distance in 1..<limit {
      for near in [old - distance, old + distance] where near >= 0 && near < limit {
        var rest = near
        for index in changed.reversed() {
          number[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
        if originals.first(in: number.span) == nil { return Array(number[part]) }
      }
    }
    return nil
  }

  /// Digits at the end of a number that another is looked for with.
  private static let changedDigitCount = 3

  // MARK: - Devices

  /// Hexadecimal digits of a MAC address.
  private static let macDigitCount = 12
  /// Letters that names of devices begin with, before twelve hexadecimal digits or a name.
  private static let prefixes = [
    "SEP", "ATA", "VGC", "SKIGW", "AN", "BAT", "CIPC", "CSF", "BOT", "TCT", "TAB", "CFB", "MTP",
    "ANN", "MOH", "XCD", "IVR", "CTI",
  ].map { Array($0.utf8) }

  private static let maximumPrefixByteCount = prefixes.reduce(0) { max($0, $1.count) }

  /// A device's name in the place of another: what it begins with stays, and a MAC address in it is
  /// replaced as that address is. Nil where it is no such name.
  private func device(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    guard name.count >= Self.macDigitCount,
      name.count <= Self.macDigitCount + Self.maximumPrefixByteCount
    else { return nil }
    let (head, tail) = (name.dropLast(Self.macDigitCount), name.suffix(Self.macDigitCount))
    guard tail.allSatisfy(\.isHexadecimal), tail.contains(where: { !$0.isDigit }) || !head.isEmpty,
      head.isEmpty || Self.prefixes.contains(head.map { $0 & 0xdf })
    else { return nil }
    return head + macAddress(Array(tail))
  }

  /// The name that a device registers with, in the place of another.
  func deviceName(_ name: [UInt8]) -> [UInt8] {
    if let known = device(name[...]) { return known }
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

  /// Appends what stands in the place of an address that a part begins with; returns where it ends,
  /// nil where there is none.
  private func appendAddress(
    of bytes: [UInt8], _ part: Range<Int>, to made: inout [UInt8]
  ) -> Int? {
    if let end = appendMACAddress(of: bytes, part, to: &made) { return end }
    guard bytes[part.lowerBound].isDigit else { return nil }
    var bits: UInt32 = 0
    var index = part.lowerBound
    for octet in 0..<4 {
      let start = index
      var number: UInt32 = 0
      while index < part.upperBound, bytes[index].isDigit, index - start < 4 {
        number = number * 10 + UInt32(bytes[index] - 0x30)
        index += 1
      }
      // With zeros in front of its numbers it is no address.
      guard (1...3).contains(index - start), number <= 255,
        index - start == 1 || bytes[start] != 0x30
      else { return nil }
      bits = bits << 8 | number
      if octet == 3 { break }
      guard index < part.upperBound, bytes[index] == UInt8(ascii: ".") else { return nil }
      index += 1
    }
    if index < part.upperBound, bytes[index].isDigit || bytes[index].isLetter { return nil }
    _ = pseudonyms.ipv4(bits)
    let text = bytes.span.extracting(part.lowerBound..<index)
    if AddressImages.staysWhole(ipv4: bits) {
      made.append(text)
    } else {
      pseudonyms.append(addressText: text, to: &made)
    }
    return index
  }

  /// Six pairs of hexadecimal digits with `:` or `-` between them.
  private func appendMACAddress(
    of bytes: [UInt8], _ part: Range<Int>, to made: inout [UInt8]
  ) -> Int? {
    let byteCount = 17
    let start = part.lowerBound
    guard start + byteCount <= part.upperBound else { return nil }
    let separator = bytes[start + 2]
    guard separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") else { return nil }
    var digits: [UInt8] = []
    for index in 0..<byteCount {
      let byte = bytes[start + index]
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
