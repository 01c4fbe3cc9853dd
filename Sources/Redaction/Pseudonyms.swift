package import Wire

/// What stands in the place of the numbers, words and addresses of captures.
///
/// Used in two turns: first all values are noted (``isNoting``), then ``settle()`` decides, and then
/// values are replaced. Where nothing is noted the key alone decides.
package final class Pseudonyms {
  let key: RedactionKey
  private let addresses: AddressImages
  /// Whether values are only noted.
  package private(set) var isNoting = false

  private var numbers = ValueMap<[UInt8]>()
  private var words = ValueMap<[UInt8]>()
  private var ipv4 = ValueMap<UInt32>()
  private var ipv6 = ValueMap<UInt128>()
  private var macAddresses = ValueMap<UInt64>()
  /// Whole texts that were replaced.
  private var texts: Set<[UInt8]> = []
  /// Words that stand in what is not replaced.
  private var keptWords: Set<[UInt8]> = []
  private static let maximumTextCount = 1 << 18

  /// The shortest numbers and words whose replacement must differ from all that the captures have.
  static let searchedByteCount = 4

  package init(_ key: RedactionKey, keepsVendors: Bool) {
    self.key = key
    addresses = AddressImages(key: key, keepsVendors: keepsVendors)
  }

  /// What another thread needs to replace values in the same way.
  package struct Table: Sendable {
    fileprivate let addresses: AddressImages
    fileprivate let numbers: ValueMap<[UInt8]>
    fileprivate let words: ValueMap<[UInt8]>
    fileprivate let ipv4: ValueMap<UInt32>
    fileprivate let ipv6: ValueMap<UInt128>
    fileprivate let macAddresses: ValueMap<UInt64>
  }

  package var table: Table {
    Table(
      addresses: addresses, numbers: numbers, words: words, ipv4: ipv4, ipv6: ipv6,
      macAddresses: macAddresses)
  }

  package init(_ table: Table) {
    key = table.addresses.key
    addresses = table.addresses
    numbers = table.numbers
    words = table.words
    ipv4 = table.ipv4
    ipv6 = table.ipv6
    macAddresses = table.macAddresses
  }

  /// Notes a whole text that is replaced.
  func note(text: [UInt8]) {
    if isNoting, text.count >= Self.searchedByteCount, texts.count < Self.maximumTextCount {
      texts.insert(text)
    }
  }

  /// Notes the words of a text that stays as it is.
  func noteKept(_ text: [UInt8]) {
    guard isNoting, keptWords.count < Self.maximumTextCount else { return }
    keptWords.insert(text)
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isDigit }) {
      keptWords.insert(Array(word))
    }
  }

  /// Begins to note values.
  package func beginNoting() {
    isNoting = true
  }

  /// Decides what stands in the place of the values noted so far.
  package func settle() {
    isNoting = false
    let knownNumbers = numbers.originals
    let lengths = Set(knownNumbers.map(\.count)).filter { $0 >= Self.searchedByteCount }
    numbers.settle(
      by: { self.image(number: $0, variant: $1) },
      accepts: { !$0.holds(oneOf: knownNumbers, lengths: lengths) },
      inOrder: numbers.originals.sorted { $0.lexicographicallyPrecedes($1) })
    words.settle(
      by: { self.image(word: $0, variant: $1) }, accepts: { _ in true },
      inOrder: words.originals.sorted { $0.lexicographicallyPrecedes($1) })
    let known4 = ipv4.originals
    ipv4.settle(
      by: { self.addresses.image(ipv4: $0, variant: $1) },
      accepts: { !known4.contains($0.byteSwapped) }, inOrder: ipv4.originals.sorted())
    ipv6.settle(
      by: { self.addresses.image(ipv6: $0, variant: $1) }, accepts: { _ in true },
      inOrder: ipv6.originals.sorted())
    macAddresses.settle(
      by: { self.addresses.image(macAddress: $0, variant: $1) }, accepts: { _ in true },
      inOrder: macAddresses.originals.sorted())
  }

  // MARK: - Addresses

  package func address(_ address: IPAddress) -> IPAddress {
    address.isIPv6
      ? IPAddress(ipv6: ipv6(address.bits))
      : IPAddress(ipv4: ipv4(UInt32(truncatingIfNeeded: address.bits)))
  }

  package func ipv4(_ bits: UInt32) -> UInt32 {
    if isNoting {
      ipv4.note(bits)
      return bits
    }
    if let known = ipv4[bits] { return known }
    let image = addresses.image(ipv4: bits, variant: 0)
    ipv4.keep(image, for: bits)
    return image
  }

  private func ipv6(_ bits: UInt128) -> UInt128 {
    // An IPv4 address in the form of IPv6 is that IPv4 address.
    if bits >> 32 == 0xffff {
      return 0xffff << 32 | UInt128(ipv4(UInt32(truncatingIfNeeded: bits)))
    }
    if isNoting {
      ipv6.note(bits)
      return bits
    }
    if let known = ipv6[bits] { return known }
    let image = addresses.image(ipv6: bits, variant: 0)
    ipv6.keep(image, for: bits)
    return image
  }

  package func macAddress(_ bits: UInt64) -> UInt64 {
    if AddressImages.staysWhole(macAddress: bits) { return bits }
    if isNoting {
      macAddresses.note(bits)
      return bits
    }
    if let known = macAddresses[bits] { return known }
    let image = addresses.image(macAddress: bits, variant: 0)
    macAddresses.keep(image, for: bits)
    return image
  }

  // MARK: - Texts

  /// Digits in the place of as many others: numbers that begin alike do so in their places.
  func number(_ digits: [UInt8]) -> [UInt8] {
    if isNoting {
      if digits.count >= 2 { numbers.note(digits) }
      return digits
    }
    return numbers[digits] ?? image(number: digits, variant: 0)
  }

  /// A digit that was pressed after others.
  package func digit(_ digit: UInt8, after digits: [UInt8]) -> UInt8 {
    isNoting ? digit : image(digit: digit, after: digits, variant: 0)
  }

  /// Letters in the place of as many bytes.
  func word(_ letters: [UInt8]) -> [UInt8] {
    if isNoting {
      if letters.count >= 3 { words.note(letters) }
      return letters
    }
    return words[letters] ?? image(word: letters, variant: 0)
  }

  /// Whether the captures have the word in something that is replaced.
  func hasNoted(word: [UInt8]) -> Bool { words.originals.contains(word) }

  /// Hexadecimal digits in the place of as many others, in the same letter case.
  func hexadecimal(_ digits: [UInt8]) -> [UInt8] {
    if isNoting { return digits }
    return digits.indices.map { index in
      let value = key.number(.hexadecimal, 0, digits + [UInt8(truncatingIfNeeded: index)]) & 0x0f
      return UInt8.hexadecimal(UInt8(value), likeLetterOf: digits)
    }
  }

  private func image(number digits: [UInt8], variant: Int) -> [UInt8] {
    var before: [UInt8] = []
    return digits.map { digit in
      defer { before.append(digit) }
      // Another variant differs in the end, so that what begins alike still does; only where no end
      // will do, all is different.
      let isEnd = before.count + 3 > digits.count || variant >= Self.wholeVariant
      return image(digit: digit, after: before, variant: isEnd ? variant : 0)
    }
  }

  /// The first variant of a number that differs from the first digit on.
  private static let wholeVariant = 128

  /// One of ten digits, a different one for each.
  private func image(digit: UInt8, after digits: [UInt8], variant: Int) -> UInt8 {
    guard digit.isDigit else { return digit }
    let order = (UInt8(ascii: "0")...UInt8(ascii: "9")).map { candidate in
      (key.number(.digit, variant, digits + [candidate]), candidate)
    }.sorted { $0 < $1 }
    return order[Int(digit - UInt8(ascii: "0"))].1
  }

  private func image(word letters: [UInt8], variant: Int) -> [UInt8] {
    let lowered = letters.map(\.lowercased)
    return letters.indices.map { index in
      let value = key.number(.letter, variant, lowered + [UInt8(truncatingIfNeeded: index)]) % 26
      let isUpper = letters[index] >= 0x41 && letters[index] <= 0x5a
      return UInt8(truncatingIfNeeded: value) + (isUpper ? 0x41 : 0x61)
    }
  }

  // MARK: - What the captures had

  /// The values that must not be found in what was made of the captures.
  package var originals: OriginalValues {
    OriginalValues(
      texts: texts.filter { text in
        !keptWords.contains(text) && text.contains { $0.isDigit || $0.isLetter }
          && !keptWords.contains { $0.count > text.count && $0.holds(text) }
      },
      ipv4: ipv4.originals.filter { !AddressImages.staysWhole(ipv4: $0) },
      ipv6: ipv6.originals.filter { !AddressImages.staysWhole(ipv6: $0) },
      macAddresses: macAddresses.originals.filter { macAddresses[$0] != $0 })
  }
}

/// Values of captures.
package struct OriginalValues {
  /// Whole texts, names and numbers among them.
  package let texts: Set<[UInt8]>
  package let ipv4: Set<UInt32>
  package let ipv6: Set<UInt128>
  package let macAddresses: Set<UInt64>

  /// No values.
  package static let none = OriginalValues(texts: [], ipv4: [], ipv6: [], macAddresses: [])
}

extension [UInt8] {
  /// Whether a text stands in it.
  fileprivate func holds(_ text: [UInt8]) -> Bool {
    guard let first = text.first, text.count <= count else { return false }
    return (0...(count - text.count)).contains { start in
      self[start] == first && self[start...].starts(with: text)
    }
  }

  /// Whether one of some values stands in it.
  fileprivate func holds(oneOf values: Set<[UInt8]>, lengths: Set<Int>) -> Bool {
    for length in lengths where length <= count {
      for start in 0...(count - length) where values.contains(Array(self[start..<start + length])) {
        return true
      }
    }
    return false
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isHexadecimal: Bool { isDigit || lowercased >= 0x61 && lowercased <= 0x66 }
  /// Whether it is an ASCII letter, or a part of a character that is not ASCII.
  var isLetter: Bool { self >= 0x80 || lowercased >= 0x61 && lowercased <= 0x7a }
  var lowercased: UInt8 { self >= 0x41 && self <= 0x5a ? self + 0x20 : self }
  /// What a hexadecimal digit counts.
  var hexadecimalValue: UInt8 {
    isDigit ? self - 0x30 : lowercased - 0x57
  }

  /// A hexadecimal digit, in capitals unless `digits` have small letters.
  static func hexadecimal(_ value: UInt8, likeLetterOf digits: [UInt8]) -> UInt8 {
    let isSmall = digits.contains { $0 >= 0x61 && $0 <= 0x66 }
    return value < 10 ? 0x30 + value : (isSmall ? 0x57 : 0x37) + value
  }
}
