/// Addresses in the place of others: those of a network stay in one network, and those that mean
/// something stay what they are.
struct AddressImages: Sendable {
  let key: RedactionKey
  /// Whether the makers' half of a MAC address stays.
  let keepsVendors: Bool

  // MARK: - IPv4

  /// Leading bits that say what kind of address it is, and so stay; nil for one that stays whole.
  private static func keptBits(ofIPv4 bits: UInt32) -> Int? {
    if meansTheSameToAll(bits) { return nil }
    switch bits >> 24 {
    case 0, 10, 127, 255: return 8
    case 169 where bits >> 16 == 0xa9fe: return 16
    case 172 where bits >> 20 == 0xac1: return 12
    case 192 where bits >> 16 == 0xc0a8: return 16
    case 100 where bits >> 22 == 0x191: return 10
    case 224...239: return 8
    case 240...254: return 4
    default: return 0
    }
  }

  /// Whether it is none, the host itself, a mask or all hosts, or a group of a network's own protocols.
  private static func meansTheSameToAll(_ bits: UInt32) -> Bool {
    let isMask = bits >> 24 == 0xff && (~bits & (~bits &+ 1)) == 0
    return bits == 0 || bits >> 8 == 0x7f_0000 || isMask || bits >> 8 == 0xe0_0000
  }

  /// Octets that hold the bits that stay.
  static func keptOctetCount(ofIPv4 bits: UInt32) -> Int {
    keptBits(ofIPv4: bits).map { ($0 + 7) / 8 } ?? 4
  }

  /// Whether an address means the same to everybody, such as that of the host itself.
  static func staysWhole(ipv4 bits: UInt32) -> Bool { keptBits(ofIPv4: bits) == nil }

  /// The address in the place of another: the same leading bits have the same in its place.
  func image(ipv4 bits: UInt32, variant: Int) -> UInt32 {
    guard let kept = Self.keptBits(ofIPv4: bits) else { return bits }
    var image = flipped(UInt128(bits), byteCount: 4, from: kept, .ipv4, 0)
    if kept == 0 {
      // What was no private address must not become one.
      var step = 0
      while Self.keptBits(ofIPv4: UInt32(truncatingIfNeeded: image)) != 0, step < 64 {
        image = flipped(image, byteCount: 4, from: 0, .ipv4, 0)
        step += 1
      }
    }
    // Another host of the same network.
    if variant > 0 {
      image = flipped(image, byteCount: 4, from: max(kept, variant < 128 ? 24 : 16), .ipv4, variant)
    }
    return UInt32(truncatingIfNeeded: image)
  }

  // MARK: - IPv6

  /// Whether an address is none, that of the host itself, or that of a group everybody knows.
  static func staysWhole(ipv6 bits: UInt128) -> Bool {
    bits <= 1 || bits >> 120 == 0xff && bits & ((1 << 112) - 1) <= 0xffff
  }

  func image(ipv6 bits: UInt128, variant: Int) -> UInt128 {
    if Self.staysWhole(ipv6: bits) { return bits }
    if bits >> 32 == 0xffff {
      let inner = image(ipv4: UInt32(truncatingIfNeeded: bits), variant: variant)
      return (bits >> 32) << 32 | UInt128(inner)
    }
    let kept: Int
    switch UInt16(truncatingIfNeeded: bits >> 112) {
    case 0xfe80...0xfebf: kept = 64
    case 0xfc00...0xfdff: kept = 8
    case 0xff00...0xffff: kept = 16
    case 0x2000...0x3fff: kept = 3
    default: kept = 16
    }
    var image = flipped(bits, byteCount: 16, from: kept, .ipv6, 0)
    if bits >> 24 & 0xffff == 0xfffe, bits >> 112 < 0xff00 {
      image = (image >> 64) << 64 | interface(UInt64(truncatingIfNeeded: bits))
    }
    if variant > 0 { image = flipped(image, byteCount: 16, from: 64, .ipv6, variant) }
    return image
  }

  /// An interface identifier that was made of a MAC address, RFC 4291 appendix A.
  private func interface(_ bits: UInt64) -> UInt128 {
    let address = (bits >> 40 ^ 0x02_0000) << 24 | bits & 0xff_ffff
    let image = image(macAddress: address, variant: 0)
    return UInt128((image >> 24 ^ 0x02_0000) << 40 | 0xfffe << 24 | image & 0xff_ffff)
  }

  // MARK: - MAC addresses

  /// Whether an address is one of a group, or none.
  static func staysWhole(macAddress bits: UInt64) -> Bool {
    bits == 0 || bits >> 40 & 1 == 1
  }

  func image(macAddress bits: UInt64, variant: Int) -> UInt64 {
    if Self.staysWhole(macAddress: bits) { return bits }
    var image = flipped(
      UInt128(bits), byteCount: 6, from: keepsVendors ? 24 : 0, .macAddress, variant)
    // Whether it is a group's, and who gave it, stay.
    image = image & ~(0x03 << 40) | UInt128(bits) & (0x03 << 40)
    return UInt64(truncatingIfNeeded: image)
  }

  // MARK: - Bits

  /// Turns over each bit from one on by a hash of those before it.
  private func flipped(
    _ bits: UInt128, byteCount: Int, from first: Int, _ kind: ValueKind, _ variant: Int
  ) -> UInt128 {
    let width = 8 * byteCount
    let beginning = key.stream(kind, variant)
    var image = bits
    for index in first..<width {
      let shift = UInt128(width - index)
      let before = shift >= 128 ? 0 : bits >> shift
      var input = beginning
      input.append(UInt8(truncatingIfNeeded: index))
      for byte in 0..<byteCount {
        input.append(UInt8(truncatingIfNeeded: before >> UInt128(8 * byte)))
      }
      if input.value & 1 == 1 { image ^= 1 << UInt128(width - 1 - index) }
    }
    return image
  }
}
