/// IPv4 addresses, which most numbers are told from by one bit.
package struct AddressSet: Sendable {
  private(set) var values: Set<UInt32> = []
  /// A bit for each hash of an address.
  private var bits = [UInt64](repeating: 0, count: 1024)

  init(_ values: Set<UInt32> = []) {
    self.values = values
    for value in values {
      let hash = Self.hash(value)
      bits[hash / 64] |= 1 << UInt64(hash % 64)
    }
  }

  package func contains(_ value: UInt32) -> Bool {
    let hash = Self.hash(value)
    return bits[hash / 64] >> UInt64(hash % 64) & 1 == 1 && values.contains(value)
  }

  @inline(__always)
  private static func hash(_ value: UInt32) -> Int {
    Int((value &* 0x9e37_79b1) >> 16)
  }
}
