/// The secret that decides what stands in the place of what.
package struct RedactionKey: Sendable {
  /// The least that a file with a secret holds, in bytes: what is shorter can be found by trying.
  package static let minimumByteCount = 16

  let hash: SipHash

  /// A random key for one run, which is not written anywhere.
  package init() {
    hash = SipHash(low: .random(in: 0 ... .max), high: .random(in: 0 ... .max))
  }

  /// The key that a secret stands for; nil for one that is too short.
  package init?(secret: [UInt8]) {
    guard secret.count >= Self.minimumByteCount else { return nil }
    // Two hashes of the whole secret under fixed keys make the key.
    hash = SipHash(
      low: SipHash(low: 1, high: 0).hash(secret), high: SipHash(low: 2, high: 0).hash(secret))
  }
}

/// What a value is, so that equal bytes of different kinds have nothing in common.
enum ValueKind: UInt8 {
  case digit = 1
  case letter, hexadecimal, ipv4, ipv6, macAddress, other
}

extension RedactionKey {
  /// A hash of what numbers are for, to which the rest is added.
  func stream(_ kind: ValueKind, _ variant: Int) -> SipHash.Stream {
    var stream = SipHash.Stream(hash)
    stream.append(kind.rawValue)
    stream.append(UInt8(truncatingIfNeeded: variant))
    return stream
  }

  /// A number that only the key's owner can tell from what it is for.
  func number(_ kind: ValueKind, _ variant: Int, _ bytes: some Collection<UInt8>) -> UInt64 {
    var stream = stream(kind, variant)
    for byte in bytes { stream.append(byte) }
    return stream.value
  }
}
