import CallAnalysis
import NetworkLayers
import Redaction
import SCCP
import Wire

/// The redacted messages of connections, by the sequence numbers of their bytes.
///
/// The thread that dissects brings them some way ahead of the packets that are copied. What is
/// after these stays for a while, for bytes that are sent again. The batches are held as they came,
/// and the oldest goes back to be filled again.
struct StreamImages {
  /// One direction of a connection.
  private struct Direction: Hashable {
    let source: Endpoint
    let destination: Endpoint
  }

  /// One direction of one of the connections that followed each other between two ends.
  private struct Life {
    /// The frame that brought the first of its messages.
    let firstFrame: Int
    /// The one before it between the same ends; -1 for none.
    let previous: Int
    /// The newest of its messages; -1 before the first.
    var newest = -1
    /// The number after the last message.
    var end = SequenceNumber(0)
  }

  /// Bytes of memory for messages, those of all connections together: a segment that is sent again
  /// comes within seconds, and these are some 100,000 messages.
  private static let maximumByteCount = 20 << 20
  /// Of these, bytes of messages that packets still to come complete.
  private static let maximumAheadByteCount = 8 << 20
  /// Bits of a message's name that say which it is in its batch.
  private static let indexBits = 16
  private static let indexMask = 1 << indexBits - 1

  private let queue: BatchQueue<RedactedBatch>
  private var isOver = false
  private var lives: [Life] = []
  /// The newest life of each direction between two ends; -1 for none yet.
  private var newestLives: [Int] = []
  private var numbers: [Direction: Int] = [:]
  /// What is held, the oldest first.
  private var held = BatchLine()
  private var heldByteCount = 0
  /// The first batch with a message that comes after the packet that is copied.
  private var firstAhead = 0
  private var aheadByteCount = 0
  /// Bytes of packets that no message was found for.
  private(set) var blankedByteCount = 0
  /// Bytes of packets that came when their messages were held no more.
  private(set) var forgottenByteCount = 0

  /// What was replaced; known at the end.
  private(set) var counts = RedactionCounts()
  /// What redacted messages still have that they must not have; known at the end.
  private(set) var objections: [String] = []
  private let keepsUnknown: Bool

  /// Begins; with `keepsUnknown` bytes that belong to no message stay.
  init(_ queue: BatchQueue<RedactedBatch>, keepsUnknown: Bool) {
    self.queue = queue
    self.keepsUnknown = keepsUnknown
  }

  /// The number of one direction between two ends.
  mutating func number(from source: Endpoint, to destination: Endpoint) -> Int {
    let direction = Direction(source: source, destination: destination)
    if let known = numbers[direction] { return known }
    let new = newestLives.count
    newestLives.append(-1)
    numbers[direction] = new
    return new
  }

  /// Puts redacted bytes in the place of a segment's payload; those that belong to no message are 0.
  ///
  /// `bytes` are the packet's, of which `packet` has the original ones.
  mutating func overwrite(
    _ payload: Range<Int>, of bytes: inout MutableSpan<UInt8>, original packet: Span<UInt8>,
    _ direction: Int, firstByteNumber start: SequenceNumber, frame: Int
  ) {
    pass(frame)
    while !isDecided(direction, start.advanced(by: payload.count), frame), !isOver,
      aheadByteCount < Self.maximumAheadByteCount
    {
      takeMore()
    }
    let original = packet.extracting(payload)
    if !keepsUnknown { bytes.fill(payload) }
    var covered = 0
    defer { if covered == 0 { keepRecords(of: original, in: &bytes, payload) } }
    guard let life = life(direction, frame) else {
      blankedByteCount += payload.count
      return
    }
    let (count, rest) = copyMessages(from: lives[life].newest, to: &bytes, payload, start)
    covered = count
    let uncovered = max(0, payload.count - covered)
    if rest >= 0, !isHeld(rest) {
      forgottenByteCount += uncovered
    } else {
      blankedByteCount += uncovered
    }
  }

  /// Copies bytes of messages from one of them back; returns how many, and the message before the last
  /// that was looked at, -1 where none before it can matter.
  private func copyMessages(
    from newest: Int, to bytes: inout MutableSpan<UInt8>, _ payload: Range<Int>,
    _ start: SequenceNumber
  ) -> (byteCount: Int, rest: Int) {
    var covered = 0
    // The newest messages are the likeliest.
    var next = newest
    // Lent, because what is taken out of the list is retained.
    let batches = held.batches.span
    while isHeld(next) {
      let batch = held.index(of: next >> Self.indexBits)
      let message = batches[batch].entries.span[next & Self.indexMask]
      let part = message.bytes
      let distance = start.distance(to: message.number)
      // What came before ends before the segment too.
      if distance + part.count <= 0 { return (covered, -1) }
      next = message.previous
      if distance >= payload.count { continue }
      let covers = max(distance, 0)..<min(distance + part.count, payload.count)
      let from = part.lowerBound - distance
      bytes.overwrite(
        payload.lowerBound + covers.lowerBound,
        with: batches[batch].bytes.span.extracting(
          from + covers.lowerBound..<from + covers.upperBound))
      covered += covers.count
    }
    return (covered, next)
  }

  /// Puts back what says that a segment is TLS, and how that came out.
  private func keepRecords(
    of original: Span<UInt8>, in bytes: inout MutableSpan<UInt8>, _ payload: Range<Int>
  ) {
    for part in TLSRecord.clearParts(of: original) {
      bytes.overwrite(payload.lowerBound + part.lowerBound, with: original.extracting(part))
    }
  }

  /// Takes all that is left, so that the thread that brings it can end.
  mutating func finish() {
    while !isOver { takeMore() }
  }

  // MARK: - What is known

  /// The connection that a frame belongs to.
  private func life(_ direction: Int, _ frame: Int) -> Int? {
    // Nearly always only one connection was between two ends.
    var life = newestLives[direction]
    while life >= 0, lives[life].firstFrame > frame, lives[life].previous >= 0 {
      life = lives[life].previous
    }
    return life < 0 ? nil : life
  }

  /// Whether it is known of all bytes before a number what they are.
  private func isDecided(_ direction: Int, _ end: SequenceNumber, _ frame: Int) -> Bool {
    guard let life = life(direction, frame), lives[life].firstFrame <= frame else { return false }
    return life != newestLives[direction] || end.distance(to: lives[life].end) >= 0
  }

  private func isHeld(_ name: Int) -> Bool {
    name >= 0 && name >> Self.indexBits >= held.removedCount
  }

  // MARK: - What comes

  private mutating func takeMore() {
    var batch = queue.nextFull()
    for opening in batch.openings {
      let direction = number(from: opening.source, to: opening.destination)
      lives.append(Life(firstFrame: opening.firstFrame, previous: newestLives[direction]))
      newestLives[direction] = lives.count - 1
    }
    let name = held.endNumber << Self.indexBits
    for index in batch.entries.indices {
      let entry = batch.entries[index]
      batch.link(index, to: lives[entry.life].newest)
      lives[entry.life].newest = name + index
      lives[entry.life].end = entry.number.advanced(by: entry.bytes.count)
    }
    isOver = batch.isLast
    if isOver { (counts, objections) = (batch.counts, batch.objections) }
    heldByteCount += batch.cost
    aheadByteCount += batch.cost
    held.append(&batch)
    // What is held no more is filled again.
    while heldByteCount > Self.maximumByteCount, held.count > 1 { forgetOldest(&batch) }
    batch.isLast = false
    queue.putBack(&batch)
  }

  /// Takes the oldest batch out.
  private mutating func forgetOldest(_ batch: inout RedactedBatch) {
    if firstAhead == held.removedCount {
      aheadByteCount -= held.batches[held.index(of: firstAhead)].cost
      firstAhead += 1
    }
    held.removeFirst(&batch)
    heldByteCount -= batch.cost
  }

  /// Takes note of the frame that the copy has reached.
  private mutating func pass(_ frame: Int) {
    while firstAhead < held.endNumber {
      let batch = held.index(of: firstAhead)
      guard held.batches[batch].lastFrame <= frame else { return }
      aheadByteCount -= held.batches[batch].cost
      firstAhead += 1
    }
  }
}

/// What the thread that copies and what is said in the end share.
final class SharedStreamImages {
  var images: StreamImages

  init(_ images: consuming StreamImages) {
    self.images = images
  }
}

/// Batches in a line, each with a number from 0.
///
/// They are swapped in and out, so that no second reference is left to their storage.
private struct BatchLine {
  private(set) var batches: [RedactedBatch] = []
  /// Batches that were taken out: the number of the first.
  private(set) var removedCount = 0
  private var start = 0

  /// Places in front that are given up from time to time.
  private static let step = 64

  var count: Int { batches.count - start }
  /// The number that the next batch will have.
  var endNumber: Int { removedCount + count }

  /// Where a batch of a number lies in ``batches``.
  func index(of number: Int) -> Int { start + number - removedCount }

  /// Takes a batch in, and leaves an empty one.
  mutating func append(_ batch: inout RedactedBatch) {
    batches.append(RedactedBatch())
    swap(&batches[batches.count - 1], &batch)
  }

  /// Takes the first batch out; it must be there.
  mutating func removeFirst(_ batch: inout RedactedBatch) {
    batch = RedactedBatch()
    swap(&batches[start], &batch)
    start += 1
    removedCount += 1
    if start >= Self.step {
      batches.removeFirst(start)
      start = 0
    }
  }
}
