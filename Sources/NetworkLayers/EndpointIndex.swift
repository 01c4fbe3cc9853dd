package import Wire

/// Finds a connection's slot by the hash of its endpoints: open addressing with linear probing.
///
/// Each entry is the hash in the upper half and the slot plus one in the lower; 0 is empty.
@usableFromInline
package struct EndpointIndex: Sendable {
  @usableFromInline var entries = [UInt64](repeating: 0, count: 1024)
  package private(set) var count = 0
  /// Chosen anew in every run, so that no capture can be made to collide.
  private let seeds: (UInt64, UInt64)

  package init() {
    var generator = SystemRandomNumberGenerator()
    seeds = (generator.next(), generator.next())
  }

  /// Equal for both orders of the two.
  package func hash(_ one: Endpoint, _ other: Endpoint) -> UInt32 {
    let sum = mix(one) &+ mix(other)
    return UInt32(truncatingIfNeeded: sum ^ sum >> 32)
  }

  @inline(__always)  // Twice per packet.
  private func mix(_ endpoint: Endpoint) -> UInt64 {
    let bits = endpoint.address.bits
    let low = UInt64(truncatingIfNeeded: bits) ^ seeds.0
    let high = UInt64(truncatingIfNeeded: bits >> 64) ^ UInt64(endpoint.port) << 24 ^ seeds.1
    let product = low.multipliedFullWidth(by: high)
    return product.high ^ product.low
  }

  /// The slot under `hash` that `matches`.
  @inlinable
  package func find(_ hash: UInt32, matches: (Int) -> Bool) -> Int? {
    let mask = entries.count - 1
    var place = Int(hash) & mask
    // Never more than half full, so an empty entry always comes.
    while entries[place] != 0 {
      if UInt32(truncatingIfNeeded: entries[place] >> 32) == hash {
        let slot = Int(UInt32(truncatingIfNeeded: entries[place])) - 1
        if matches(slot) { return slot }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Asks for the memory in which a hash is looked up.
  @inline(__always)  // Else the index is copied to be asked.
  func prefetch(_ hash: UInt32) {
    entries.prefetch(Int(hash) & (entries.count - 1))
  }

  package mutating func insert(_ slot: Int, hash: UInt32) {
    if (count + 1) * 2 > entries.count { grow() }
    place(UInt64(hash) << 32 | UInt64(slot + 1))
    count += 1
  }

  /// Takes an entry out and moves those after it up, so that no probe stops early.
  package mutating func remove(_ slot: Int, hash: UInt32) {
    let mask = entries.count - 1
    let entry = UInt64(hash) << 32 | UInt64(slot + 1)
    var hole = Int(hash) & mask
    while entries[hole] != entry {
      if entries[hole] == 0 { return }
      hole = (hole + 1) & mask
    }
    count -= 1
    var next = (hole + 1) & mask
    while entries[next] != 0 {
      let home = Int(entries[next] >> 32) & mask
      if (next - home) & mask >= (next - hole) & mask {
        entries[hole] = entries[next]
        hole = next
      }
      next = (next + 1) & mask
    }
    entries[hole] = 0
  }

  private mutating func place(_ entry: UInt64) {
    let mask = entries.count - 1
    var place = Int(entry >> 32) & mask
    while entries[place] != 0 { place = (place + 1) & mask }
    entries[place] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = [UInt64](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 { place(entry) }
  }
}
