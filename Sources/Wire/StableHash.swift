/// A hash that is the same in every run, on every machine and in every release: for names and parts
/// that several processes have to agree on.
///
/// A capture can be made whose connections collide: tables use ``EndpointIndex``. Words are mixed by
/// the finalizer of SplitMix64.
package struct StableHash {
  package private(set) var value: UInt64

  package init(seed: UInt64 = 0) {
    value = seed
  }

  @inline(__always)  // Several times per packet.
  package mutating func combine(_ word: UInt64) {
    var mixed = (value ^ word) &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    value = mixed ^ mixed >> 31
  }

  @inline(__always)
  package mutating func combine(_ address: IPAddress) {
    combine(UInt64(truncatingIfNeeded: address.bits))
    if address.isIPv6 { combine(UInt64(truncatingIfNeeded: address.bits >> 64)) }
  }

  @inline(__always)
  package mutating func combine(_ endpoint: Endpoint) {
    combine(endpoint.address)
    combine(UInt64(endpoint.port))
  }
}
