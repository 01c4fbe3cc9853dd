/// The slots in use, from the one used last to the one unused for longest.
///
/// Links over a plain array: every change takes the same short time.
package struct RecencyList: Sendable {
  /// The neighbours of a slot; -1 where there is none.
  private struct Links {
    var newer: Int32 = -1
    var older: Int32 = -1
  }

  private var links: [Links] = []
  private var newest: Int32 = -1
  private var oldestSlot: Int32 = -1

  package init() {}

  /// The slot unused for longest.
  package var oldest: Int? { oldestSlot < 0 ? nil : Int(oldestSlot) }

  /// Puts a slot that is not in the list to its front.
  package mutating func insert(_ slot: Int) {
    while links.count <= slot { links.append(Links()) }
    links[slot] = Links(older: newest)
    if newest >= 0 { links[Int(newest)].newer = Int32(slot) } else { oldestSlot = Int32(slot) }
    newest = Int32(slot)
  }

  /// Puts a slot of the list to its front.
  package mutating func touch(_ slot: Int) {
    let (number, front) = (Int32(slot), newest)
    guard front != number else { return }
    var oldest = oldestSlot
    var links = self.links.mutableSpan
    // It is not the newest, so there is one that is newer.
    let (newer, older) = (links[slot].newer, links[slot].older)
    links[Int(newer)].older = older
    if older >= 0 { links[Int(older)].newer = newer } else { oldest = newer }
    links[slot] = Links(older: front)
    links[Int(front)].newer = number
    newest = number
    oldestSlot = oldest
  }

  package mutating func remove(_ slot: Int) {
    let (newer, older) = (links[slot].newer, links[slot].older)
    if newer >= 0 { links[Int(newer)].older = older } else { newest = older }
    if older >= 0 { links[Int(older)].newer = newer } else { oldestSlot = newer }
  }
}
