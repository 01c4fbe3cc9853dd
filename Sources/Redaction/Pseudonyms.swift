import Text
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

  private var numbers = TextMap()
  private var words = TextMap()
  private var addressTexts = TextMap()
  private var ipv4 = ValueMap<UInt32>()
  private var ipv6 = ValueMap<UInt128>()
  private var macAddresses = ValueMap<UInt64>()
  /// Finds whole texts that are replaced.
  private var texts = ValueSearch()
  /// Finds values of the captures in texts; known when that is settled.
  package private(set) var originals = OriginalTexts()
  /// Addresses in the place of others that the captures have too, because nothing else was left.
  private var unavoidableIPv4: Set<UInt32> = []
  /// The addresses that were noted.
  private var noted = AddressSet()
  /// Texts that are searched for, each in two encodings.
  private static let maximumTextCount = 1 << 19

  package init(_ key: RedactionKey, keepsVendors: Bool) {
    self.key = key
    addresses = AddressImages(key: key, keepsVendors: keepsVendors)
  }

  /// What another thread needs to replace values in the same way.
  package struct Table: Sendable {
    fileprivate let addresses: AddressImages
    fileprivate let numbers: TextMap
    fileprivate let words: TextMap
    fileprivate let addressTexts: TextMap
    fileprivate let ipv4: ValueMap<UInt32>
    fileprivate let ipv6: ValueMap<UInt128>
    fileprivate let macAddresses: ValueMap<UInt64>
    fileprivate let originals: OriginalTexts
    fileprivate let unavoidableIPv4: Set<UInt32>
    fileprivate let noted: AddressSet
  }

  package var table: Table {
    Table(
      addresses: addresses, numbers: numbers, words: words, addressTexts: addressTexts, ipv4: ipv4,
      ipv6: ipv6, macAddresses: macAddresses, originals: originals,
      unavoidableIPv4: unavoidableIPv4, noted: noted)
  }

  package init(_ table: Table) {
    key = table.addresses.key
    addresses = table.addresses
    numbers = table.numbers
    words = table.words
    addressTexts = table.addressTexts
    ipv4 = table.ipv4
    ipv6 = table.ipv6
    macAddresses = table.macAddresses
    originals = table.originals
    unavoidableIPv4 = table.unavoidableIPv4
    noted = table.noted
  }

  /// Notes a whole text that is replaced.
  func note(text: [UInt8]) {
    guard isNoting, texts.count < Self.maximumTextCount,
      text.contains(where: { $0.isDigit || $0.isLetter })
    else { return }
    texts.add(text: text, .text)
  }

  /// Begins to note values.
  package func beginNoting() {
    isNoting = true
  }

  /// Decides what stands in the place of the values noted so far.
  package func settle() {
    isNoting = false
    noted = AddressSet(ipv4.originals)
    let search = originalTexts()
    texts = ValueSearch()
    var avoided = search
    numbers.forEachOriginal { avoided.add($0, .number) }
    var unavoidable = numbers.settle(
      by: { self.image(number: $0, variant: $1) },
      accepts: { avoided.firstHit(in: $0.span) == nil })
    unavoidable += words.settle(
      by: { self.image(word: $0, variant: $1) }, accepts: { avoided.firstHit(in: $0.span) == nil })
    let known4 = ipv4.originals
    unavoidableIPv4 = Set(
      ipv4.settle(
        by: { self.addresses.image(ipv4: $0, variant: $1) },
        accepts: { bits in
          let text = Array("\(IPAddress(ipv4: bits))".utf8)
          return !known4.contains(bits.byteSwapped) && avoided.firstHit(in: text.span) == nil
        }, inOrder: ipv4.originals.sorted()))
    unavoidable += addressTexts.settle(
      by: { self.image(addressText: $0, variant: $1) },
      accepts: { avoided.firstHit(in: $0.span) == nil })
    _ = ipv6.settle(
      by: { self.addresses.image(ipv6: $0, variant: $1) }, accepts: { _ in true },
      inOrder: ipv6.originals.sorted())
    _ = macAddresses.settle(
      by: { self.addresses.image(macAddress: $0, variant: $1) },
      // In the name of a device a number of the captures would be replaced once more.
      accepts: { bits in
        Self.texts(ofMACAddress: bits).allSatisfy { search.firstHit(in: $0.span) == nil }
      }, inOrder: macAddresses.originals.sorted())
    originals = OriginalTexts(search, unavoidable: Set(unavoidable))
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

  /// Whether the captures have an address; known when that is settled.
  func hasNoted(ipv4 bits: UInt32) -> Bool { noted.contains(bits) }

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

  /// Appends digits in the place of as many others: numbers that begin alike do so in their places.
  func append(number digits: Span<UInt8>, to made: inout [UInt8]) {
    if isNoting {
      if digits.count >= 2 { numbers.note(digits) }
      made.append(digits)
    } else if !numbers.append(replacementOf: digits, to: &made) {
      made += image(number: digits.copy, variant: 0)
    }
  }

  /// Appends an IPv4 address as text in the place of another, with as many digits.
  func append(addressText text: Span<UInt8>, to made: inout [UInt8]) {
    if isNoting {
      addressTexts.note(text)
      made.append(text)
    } else if !addressTexts.append(replacementOf: text, to: &made) {
      made += image(addressText: text.copy, variant: 0)
    }
  }

  /// A digit that was pressed after others.
  package func digit(_ digit: UInt8, after digits: [UInt8]) -> UInt8 {
    if isNoting { return digit }
    var stream = key.stream(.digit, 0)
    for digit in digits { stream.append(digit) }
    return Self.image(digit: digit, after: stream)
  }

  /// Appends letters in the place of as many bytes.
  func append(word letters: Span<UInt8>, to made: inout [UInt8]) {
    if isNoting {
      if letters.count >= 3 { words.note(letters) }
      made.append(letters)
    } else if !words.append(replacementOf: letters, to: &made) {
      made += image(word: letters.copy, variant: 0)
    }
  }

  /// Hexadecimal digits in the place of as many others, in the same letter case.
  func hexadecimal(_ digits: [UInt8]) -> [UInt8] {
    if isNoting { return digits }
    var stream = key.stream(.hexadecimal, 0)
    for digit in digits { stream.append(digit) }
    return digits.indices.map { index in
      let value = stream.value(with: UInt8(truncatingIfNeeded: index)) & 0x0f
      return UInt8.hexadecimal(UInt8(value), likeLetterOf: digits)
    }
  }

  private func image(number digits: [UInt8], variant: Int) -> [UInt8] {
    var before = key.stream(.digit, 0)
    var beforeEnd = key.stream(.digit, variant)
    var made = digits
    for index in digits.indices {
      // Another variant differs in the end, so that what begins alike still does; only where no end
      // will do, all is different.
      let isEnd = index + 3 > digits.count || variant >= Self.wholeVariant
      made[index] = Self.image(digit: digits[index], after: isEnd ? beforeEnd : before)
      before.append(digits[index])
      beforeEnd.append(digits[index])
    }
    return made
  }

  /// The first variant of a number that differs from the first digit on.
  private static let wholeVariant = 128

  /// One of ten digits, a different one for each, and none its own; `stream` has those before it.
  private static func image(digit: UInt8, after stream: SipHash.Stream) -> UInt8 {
    guard digit.isDigit else { return digit }
    let zero = UInt8(ascii: "0")
    // Sattolo's shuffle makes one cycle of all ten, in which none stays where it is.
    var order: InlineArray<10, UInt8> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    var number = stream.value
    for place in order.indices.dropFirst().reversed() {
      order.swapAt(place, Int(number % UInt64(place)))
      number /= UInt64(place)
    }
    return zero + order[Int(digit - zero)]
  }

  private func image(word letters: [UInt8], variant: Int) -> [UInt8] {
    var stream = key.stream(.letter, variant)
    for letter in letters { stream.append(letter.lowercased) }
    return letters.indices.map { index in
      let number = stream.value(with: UInt8(truncatingIfNeeded: index))
      // Another letter, from 1 to 25 places after it; what is no ASCII counts from anywhere.
      let old = UInt64(letters[index].lowercased & 0x7f) % 32
      let place = UInt8(truncatingIfNeeded: (old + number % 25) % 26)
      let isUpper = letters[index] >= 0x41 && letters[index] <= 0x5a
      return (isUpper ? 0x41 : 0x61) + place
    }
  }

  /// The text of an address's replacement where that is as long; otherwise numbers with as many
  /// digits.
  private func image(addressText text: [UInt8], variant: Int) -> [UInt8] {
    let octets = text.split(separator: UInt8(ascii: "."))
    let bits = octets.reduce(UInt32(0)) { $0 << 8 | $1.reduce(0) { $0 * 10 + UInt32($1 - 0x30) } }
    let image = self.image(ofIPv4: bits)
    if variant == 0 {
      let same = Array("\(IPAddress(ipv4: image))".utf8)
      if same.count == text.count { return same }
    }
    // What kind of address it is stays.
    let keptCount = AddressImages.keptOctetCount(ofIPv4: bits)
    var made: [UInt8] = []
    for (index, old) in octets.enumerated() {
      if index > 0 { made.append(UInt8(ascii: ".")) }
      if index < keptCount {
        made += old
        continue
      }
      let range: ClosedRange<UInt64> =
        old.count == 1 ? 0...9 : old.count == 2 ? 11...99 : 100...255
      let number = key.number(.ipv4, variant, image.networkOrder + [UInt8(index)])
      let octet = range.lowerBound + number % UInt64(range.count)
      made += Array("\(octet)".utf8)
    }
    return made
  }

  private func image(ofIPv4 bits: UInt32) -> UInt32 {
    ipv4[bits] ?? addresses.image(ipv4: bits, variant: 0)
  }

  // MARK: - What the captures had

  /// Texts, and addresses as texts, that must not be in what was made of the captures.
  private func originalTexts() -> ValueSearch {
    var search = texts
    for bits in ipv4.originals where !AddressImages.staysWhole(ipv4: bits) {
      let text = "\(IPAddress(ipv4: bits))"
      search.add(text: Array(text.utf8), .address)
    }
    // The digits of what is no maker's address are those of small numbers.
    for bits in macAddresses.originals where bits >> 24 != 0 && bits & 0xff_ffff != 0 {
      for text in Self.texts(ofMACAddress: bits) { search.add(text: text, .macAddress) }
    }
    return search
  }

  /// The digits of a MAC address as names of devices have them, in small letters and in capitals.
  private static func texts(ofMACAddress bits: UInt64) -> [[UInt8]] {
    var digits = TextBuffer()
    digits.append(hexadecimal: bits, digits: 12)
    let text = String(digits)
    return [Array(text.utf8), Array(text.uppercased().utf8)]
  }

  /// The addresses that must not be in what was made of the captures.
  package var originalAddresses: OriginalAddresses {
    OriginalAddresses(
      ipv4: AddressSet(
        ipv4.originals.filter { ipv4[$0] != $0 && !unavoidableIPv4.contains($0) }),
      ipv6: ipv6.originals.filter { ipv6[$0] != $0 },
      macAddresses: macAddresses.originals.filter { macAddresses[$0] != $0 })
  }
}

/// Addresses of captures.
package struct OriginalAddresses: Sendable {
  package let ipv4: AddressSet
  package let ipv6: Set<UInt128>
  package let macAddresses: Set<UInt64>
}

extension ValueSearch {
  /// Adds a text, also as UTF-16 has it.
  fileprivate mutating func add(text: [UInt8], _ kind: Kind) {
    guard text.count >= Self.minimumByteCount else { return }
    add(text, kind)
    var wide = [UInt8](repeating: 0, count: 2 * text.count)
    for index in text.indices { wide[2 * index] = text[index] }
    add(wide, kind, isWide: true)
  }
}

extension Span<UInt8> {
  fileprivate var copy: [UInt8] { indices.map { self[$0] } }
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
