import NetworkLayers
import Testing

/// However segments come, the bytes come out in order, once, and with the frame that brought them.
@Suite struct StreamOrderTests {
  /// Five segments of different sizes and their numbers.
  private static let segments: [(UInt32, [UInt8])] = [
    (1001, [1]), (1002, [2, 3]), (1004, [4, 5, 6]), (1007, [7]), (1008, [8, 9, 10, 11]),
  ]

  private static func permutations(_ items: [Int]) -> [[Int]] {
    guard let first = items.first else { return [[]] }
    return permutations(Array(items.dropFirst())).flatMap { rest in
      (0...rest.count).map { place in
        var whole = rest
        whole.insert(first, at: place)
        return whole
      }
    }
  }

  @Test(arguments: permutations([0, 1, 2, 3, 4]))
  func `five segments in any order give the same bytes`(order: [Int]) {
    let script = Script()
    script.open()
    for index in order { script.send(Self.segments[index].0, Self.segments[index].1) }
    #expect(script.stream(.toServer) == (1...11).map { UInt8?($0) })
    // Each run keeps the frame that brought it, and begins where its segment began.
    var runs: [RecordedEvent] = []
    for event in script.events {
      if case .bytes = event.kind { runs.append(event) }
    }
    #expect(
      runs
        == Self.segments.indices.map { index in
          RecordedEvent(
            0, .toServer, 4 + (order.firstIndex(of: index) ?? 0),
            .bytes(Self.segments[index].1, isSegmentStart: true))
        })
  }

  @Test func `bytes in order are given out at once`() {
    let script = Script()
    script.open()
    #expect(
      script.take() == [
        RecordedEvent(0, .toServer, 1, .opened), RecordedEvent(0, .toClient, 2, .accepted),
      ])
    script.send(1001, [1, 2])
    #expect(
      script.take() == [RecordedEvent(0, .toServer, 4, .bytes([1, 2], isSegmentStart: true))])
    script.send(.toClient, 5001, [9], ack: 1003)
    #expect(script.take() == [RecordedEvent(0, .toClient, 5, .bytes([9], isSegmentStart: true))])
  }

  @Test func `what came first stays`() {
    let script = Script()
    script.open()
    script.send(1003, [3, 4])
    script.send(1001, [91, 92, 93, 94, 95])
    script.send(1002, [82, 83, 84, 85, 86])
    #expect(script.stream(.toServer) == [91, 92, 3, 4, 95, 86])
    #expect(
      script.events.suffix(4).map(\.kind) == [
        .bytes([91, 92], isSegmentStart: true), .bytes([3, 4], isSegmentStart: true),
        .bytes([95], isSegmentStart: false), .bytes([86], isSegmentStart: false),
      ])
  }

  @Test func `a segment that begins within waiting bytes is known as a start`() {
    let script = Script()
    script.open()
    script.send(1003, [3, 4, 5, 6])
    script.send(1005, [95, 96, 7])
    script.send(1001, [1, 2])
    #expect(
      script.events.suffix(4).map(\.kind) == [
        .bytes([1, 2], isSegmentStart: true), .bytes([3, 4], isSegmentStart: true),
        .bytes([5, 6], isSegmentStart: true), .bytes([7], isSegmentStart: false),
      ])
  }

  @Test func `the frame that completed the stream is known`() {
    let script = Script()
    script.open()
    script.send(1003, [3])
    script.send(1001, [1])
    script.send(1004, [4])
    script.send(1002, [2])
    script.send(1006, [6])
    script.send(1009, [9])
    script.send(1007, [7])
    script.finish()
    let bytes = script.events.filter { if case .bytes = $0.kind { true } else { false } }
    #expect(bytes.map(\.frame) == [5, 7, 4, 6, 8, 10, 9])
    #expect(bytes.map(\.isNewest) == [true, true, false, false, true, true, true])
  }

  @Test func `numbers wrap`() {
    let script = Script()
    script.send(0xffff_fffd, [], .syn)
    script.send(0xffff_fffe, [1])
    script.send(2, [5, 6])
    script.send(0xffff_ffff, [2, 3, 4])
    #expect(script.stream(.toServer) == [1, 2, 3, 4, 5, 6])
  }

  @Test func `probes and urgent data change nothing`() {
    let script = Script()
    script.open()
    script.send(1001, [1, 2, 3])
    script.send(1003, [0])  // keep-alive with a byte
    script.send(1003, [], ack: 5001)  // keep-alive without
    script.send(1004, [4])  // zero window probe: a byte that the peer drops
    script.send(1004, [4, 5], .urg)  // and that comes again
    #expect(script.stream(.toServer) == [1, 2, 3, 4, 5])
    #expect(script.counts.retransmittedSegments == 0)
    #expect(script.counts.gaps == 0)
  }

  @Test func `data on a SYN is after it`() {
    let script = Script()
    script.send(1000, [1, 2], .syn)
    script.send(.toClient, 5000, [], ack: 1003, .syn)
    script.send(1003, [3], ack: 5001)
    #expect(script.stream(.toServer) == [1, 2, 3])
  }

  /// Cuts, reorders, duplicates and overlaps at random, against bytes that were known before.
  @Test(arguments: 0..<300)
  func `impaired streams come out whole`(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    let bytes = (0..<Int.random(in: 1...3000, using: &random)).map { UInt8(truncatingIfNeeded: $0) }
    let initial = seed % 3 == 0 ? UInt32.max - UInt32(bytes.count / 2) : UInt32(seed)
    var pieces: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      let end = min(bytes.count, at + Int.random(in: 1...200, using: &random))
      pieces.append(at..<end)
      at = end
      if Int.random(in: 0..<4, using: &random) == 0 {
        let start = Int.random(in: 0..<bytes.count, using: &random)
        pieces.append(start..<min(bytes.count, start + Int.random(in: 1...400, using: &random)))
      }
    }
    // No farther apart than the grace: nothing may be taken for lost.
    for index in pieces.indices {
      pieces.swapAt(index, min(pieces.count - 1, index + Int.random(in: 0...6, using: &random)))
    }
    let script = Script()
    script.send(initial &- 1, [], .syn)
    var sent = IndexSet()
    for piece in pieces {
      let isUrgent = Int.random(in: 0..<8, using: &random) == 0
      script.send(
        initial &+ UInt32(piece.lowerBound), Array(bytes[piece]), isUrgent ? .urg : .ack)
      sent.insert(piece)
      let end = sent.end
      switch Int.random(in: 0..<12, using: &random) {
      case 0 where end > 0:  // keep-alive probe with a byte that means nothing
        script.send(initial &+ UInt32(end - 1), [bytes[end - 1] ^ 0xff])
      case 1:  // and without
        script.send(initial &+ UInt32(end) &- 1, [])
      case 2 where end < bytes.count:  // zero window probe: the next byte, which comes again
        script.send(initial &+ UInt32(end), [bytes[end]])
      default: break
      }
    }
    script.send(initial &+ UInt32(bytes.count), [], .fin)
    script.finish()
    #expect(script.stream(.toServer) == bytes.map(Optional.some))
    #expect(script.counts.gaps == 0)
    #expect(script.events.suffix(2).first?.kind == .closed)
  }

  /// Which bytes of a stream were sent.
  private struct IndexSet {
    private var isSent: [Bool] = []
    /// How many were sent from the first on, without a hole.
    private(set) var end = 0

    mutating func insert(_ range: Range<Int>) {
      while isSent.count < range.upperBound { isSent.append(false) }
      for index in range { isSent[index] = true }
      while end < isSent.count, isSent[end] { end += 1 }
    }
  }
}
