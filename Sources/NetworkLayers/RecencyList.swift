/// The slots in use, from the one used last to the one unused for longest.
///
/// Links over plain arrays: every change takes the same short time.
package struct RecencyList: Sendable {
  /// The neighbours of each slot; -1 where there is none.
  private var newer: [Int32] = []
  private var older: [Int32] = []
  private var newest: Int32 = -1
  private var oldestSlot: Int32 = -1

  package init() {}

  /// The slot unused for longest.
  package var oldest: Int? { oldestSlot < 0 ? nil : Int(oldestSlot) }

  /// Puts a slot that is not in the list to its front.
  package mutating func insert(_ slot: Int) {
    while newer.count <= slot {
      newer.append(-1)
      older.append(-1)
    }
    let number = Int32(slot)
    newer[slot] = -1
    older[slot] = newest
    if newest >= 0 { newer[Int(newest)] = number } else { oldestSlot = number }
    newest = number
  }

  /// Puts a slot of the list to its front.
  package mutating func touch(_ slot: Int) {
    guard newest != Int32(slot) else { return }
    remove(slot)
    insert(slot)
  }

  package mutating func remove(_ slot: Int) {
    let (before, after) = (newer[slot], older[slot])
    if before >= 0 { older[Int(before)] = after } else { newest = after }
    if after >= 0 { newer[Int(after)] = before } else { oldestSlot = before }
  }
}
