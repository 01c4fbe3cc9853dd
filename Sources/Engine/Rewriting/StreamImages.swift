import CallAnalysis
import NetworkLayers
import Redaction
import SCCP
import Wire

/// The redacted messages of connections, by the sequence numbers of their bytes.
///
/// The thread that dissects brings them some way ahead of the packets that are copied. What is
/// after these stays for a while, for bytes that are sent again.
final class StreamImages {
  /// One direction of a connection.
  private struct Direction: Hashable {
    let source: Endpoint
    let destination: Endpoint
  }

  /// One of the connections that followed each other between two ends.
  private final class Life {
    let stream: Int
    /// The frame that brought the first of its messages.
    let firstFrame: Int
    private(set) var messages: [Message] = []
    /// Messages at the front that were forgotten.
    private(set) var forgottenCount = 0
    /// The number after the last message.
    private(set) var end = SequenceNumber(0)

    /// Forgotten messages that are given up from time to time.
    private static let step = 256

    init(stream: Int, firstFrame: Int) {
      self.stream = stream
      self.firstFrame = firstFrame
    }

    var isEmpty: Bool { forgottenCount == messages.count }

    func append(_ message: Message) {
      messages.append(message)
      end = message.number.advanced(by: message.bytes.count)
    }

    func forgetFirst() {
      guard !isEmpty else { return }
      messages[forgottenCount] = Message(number: SequenceNumber(0), bytes: [])
      forgottenCount += 1
      if forgottenCount >= Self.step, forgottenCount * 2 >= messages.count {
        messages.removeFirst(forgottenCount)
        forgottenCount = 0
      }
    }
  }

  private struct Message {
    let number: SequenceNumber
    let bytes: [UInt8]
  }

  /// Bytes of messages that are held, those of all connections together.
  private static let maximumByteCount = 64 << 20
  /// Of these, bytes of messages that packets still to come complete.
  private static let maximumAheadByteCount = 24 << 20

  private let queue: BatchQueue<RedactedBatch>
  private var isOver = false
  private var lives: [Direction: [Life]] = [:]
  /// What is held, the oldest first.
  private var held = Line<(direction: Direction, stream: Int, byteCount: Int)>()
  private var heldByteCount = 0
  /// What comes after the packet that is copied.
  private var ahead = Line<(frame: Int, byteCount: Int)>()
  private var aheadByteCount = 0
  /// Bytes of packets that no message was found for.
  private(set) var blankedByteCount = 0

  /// What was replaced; known at the end.
  private(set) var counts = RedactionCounts()
  private let keepsUnknown: Bool

  /// Begins; with `keepsUnknown` bytes that belong to no message stay.
  init(_ queue: BatchQueue<RedactedBatch>, keepsUnknown: Bool) {
    self.queue = queue
    self.keepsUnknown = keepsUnknown
  }

  /// Puts redacted bytes in the place of a segment's payload; those that belong to no message are 0.
  func overwrite(
    _ payload: Range<Int>, of bytes: inout [UInt8], _ segment: PacketLayers.SegmentPlace, frame: Int
  ) {
    let direction = Direction(source: segment.source, destination: segment.destination)
    let start = segment.firstByteNumber
    pass(frame)
    while !isDecided(direction, start.advanced(by: payload.count), frame), !isOver,
      aheadByteCount < Self.maximumAheadByteCount
    {
      takeMore()
    }
    let original = Array(bytes[payload])
    if !keepsUnknown { for index in payload { bytes[index] = 0 } }
    var covered = 0
    defer { if covered == 0 { keepRecords(of: original, in: &bytes, payload) } }
    guard let life = life(direction, frame) else {
      blankedByteCount += payload.count
      return
    }
    // The newest messages are the likeliest.
    for message in life.messages[life.forgottenCount...].reversed() {
      let distance = start.distance(to: message.number)
      // What came before ends before the segment too.
      if distance + message.bytes.count <= 0 {
        if distance + message.bytes.count == 0 {
          keepHeader(at: 0, of: original, in: &bytes, payload)
        }
        break
      }
      if distance >= payload.count { continue }
      let part = max(distance, 0)..<min(distance + message.bytes.count, payload.count)
      for index in part { bytes[payload.lowerBound + index] = message.bytes[index - distance] }
      covered += part.count
      // What begins after it and was never whole keeps its header, so that the next is found.
      keepHeader(at: distance + message.bytes.count, of: original, in: &bytes, payload)
    }
    blankedByteCount += max(0, payload.count - covered)
  }

  /// Puts the header of a message back that the bytes at a place of a segment begin with: a length, a
  /// version and what kind it is.
  private func keepHeader(
    at place: Int, of original: [UInt8], in bytes: inout [UInt8], _ payload: Range<Int>
  ) {
    guard place >= 0, place + MessageHeader.byteCount <= original.count,
      bytes[(payload.lowerBound + place)..<(payload.lowerBound + place + MessageHeader.byteCount)]
        .allSatisfy({ $0 == 0 }),
      let header = MessageHeader(original.span.extracting(place...)),
      header.plausibleByteCount != nil, Layout.of(header.identifier) != nil
    else { return }
    for index in place..<place + MessageHeader.byteCount {
      bytes[payload.lowerBound + index] = original[index]
    }
  }

  /// Puts back what says that a segment is TLS, and how that came out.
  private func keepRecords(of original: [UInt8], in bytes: inout [UInt8], _ payload: Range<Int>) {
    for part in TLSRecord.clearParts(of: original.span) {
      for index in part { bytes[payload.lowerBound + index] = original[index] }
    }
  }

  /// Takes all that is left, so that the thread that brings it can end.
  func finish() {
    while !isOver { takeMore() }
  }

  // MARK: - What is known

  /// The connection that a frame belongs to.
  private func life(_ direction: Direction, _ frame: Int) -> Life? {
    guard let known = lives[direction] else { return nil }
    return known.last { $0.firstFrame <= frame } ?? known.first
  }

  /// Whether it is known of all bytes before a number what they are.
  private func isDecided(_ direction: Direction, _ end: SequenceNumber, _ frame: Int) -> Bool {
    guard let known = lives[direction],
      let index = known.lastIndex(where: { $0.firstFrame <= frame })
    else { return false }
    return index < known.count - 1 || end.distance(to: known[index].end) >= 0
  }

  // MARK: - What comes

  private func takeMore() {
    var batch = queue.nextFull()
    for entry in batch.entries { take(entry, batch.bytes) }
    isOver = batch.isLast
    if isOver { counts = batch.counts }
    queue.putBack(&batch)
    while heldByteCount > Self.maximumByteCount { forgetOldest() }
  }

  private func take(_ entry: RedactedBatch.Entry, _ bytes: [UInt8]) {
    let direction = Direction(source: entry.source, destination: entry.destination)
    let message = Message(number: entry.number, bytes: Array(bytes[entry.bytes]))
    if lives[direction]?.last?.stream != entry.stream {
      lives[direction, default: []].append(
        Life(stream: entry.stream, firstFrame: entry.firstFrame))
    }
    lives[direction]?.last?.append(message)
    held.append((direction, entry.stream, message.bytes.count))
    heldByteCount += message.bytes.count
    ahead.append((entry.lastFrame, message.bytes.count))
    aheadByteCount += message.bytes.count
  }

  private func pass(_ frame: Int) {
    while let first = ahead.first, first.frame <= frame {
      aheadByteCount -= first.byteCount
      ahead.removeFirst()
    }
  }

  private func forgetOldest() {
    guard let oldest = held.first else { return }
    held.removeFirst()
    heldByteCount -= oldest.byteCount
    guard let known = lives[oldest.direction],
      let index = known.firstIndex(where: { $0.stream == oldest.stream })
    else { return }
    known[index].forgetFirst()
    // A connection without anything left, which another followed.
    if known[index].isEmpty, index < known.count - 1 {
      lives[oldest.direction]?.remove(at: index)
    }
  }
}

/// Values that wait in a line.
private struct Line<Element> {
  private var elements: [Element] = []
  private var start = 0

  /// Places in front that are given up from time to time.
  private static var step: Int { 4096 }

  var first: Element? { start < elements.count ? elements[start] : nil }

  mutating func append(_ element: Element) {
    elements.append(element)
  }

  mutating func removeFirst() {
    start += 1
    if start >= Self.step, start * 2 >= elements.count {
      elements.removeFirst(start)
      start = 0
    }
  }
}
