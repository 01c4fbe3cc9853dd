import NetworkLayers

/// The memory that many holders share: how much each of them has, and who is to give up when all
/// of them together have too much.
///
/// What one connection may hold is limited where it is held. There can be 131,072 connections, so
/// that limit says nothing about the sum.
struct MemoryBudget: ~Copyable {
  let maximumByteCount: Int
  private(set) var byteCount = 0
  /// Bytes by holder.
  private var shares: [Int32] = []
  /// The holders of more than nothing.
  private var holders = RecencyList()

  init(maximumByteCount: Int) {
    self.maximumByteCount = maximumByteCount
  }

  /// Takes note of what a holder has now.
  mutating func note(_ byteCount: Int, of holder: Int) {
    let share = Int32(clamping: max(byteCount, 0))
    if share != (holder < shares.count ? shares[holder] : 0) { change(holder, to: share) }
  }

  @inline(never)  // Most of what is noted is known.
  private mutating func change(_ holder: Int, to share: Int32) {
    if holder >= shares.count {
      shares.append(contentsOf: repeatElement(0, count: holder + 1 - shares.count))
    }
    let former = shares[holder]
    shares[holder] = share
    self.byteCount += Int(share) - Int(former)
    if former == 0 {
      holders.insert(holder)
    } else if share == 0 {
      holders.remove(holder)
    } else {
      holders.touch(holder)
    }
  }

  /// The holder whose share has stayed the same for longest, while all have more than they may;
  /// never `newest`, which asks for more.
  func overdrawn(by newest: Int) -> Int? {
    guard byteCount > maximumByteCount, let oldest = holders.oldest, oldest != newest else {
      return nil
    }
    return oldest
  }
}
