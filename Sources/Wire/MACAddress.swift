/// A 48-bit IEEE 802 address.
package struct MACAddress: Hashable, Sendable {
  /// The six octets, the first in the most significant of the low 48 bits.
  package let bits: UInt64

  package init(bits: UInt64) {
    self.bits = bits & 0xffff_ffff_ffff
  }
}
