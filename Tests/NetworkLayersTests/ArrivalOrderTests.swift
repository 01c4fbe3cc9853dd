import Testing
import Wire
@testable import NetworkLayers

/// While a stream waits for missing bytes, all streams do: their events come in the order of their
/// frames.
@Suite struct ArrivalOrderTests {
  private func bytes(
    _ direction: StreamDirection, _ bytes: [UInt8], _ frame: Int
  ) -> RecordedEvent {
    RecordedEvent(0, direction, frame, .bytes(bytes, isSegmentStart: true))
  }

  private func gap(
    _ direction: StreamDirection, _ count: Int, before: Int, after: Int?
  ) -> RecordedEvent {
    RecordedEvent(0, direction, after ?? before, .gap(count, before: before, after: after))
  }

  @Test func `the other direction waits until the missing bytes come`() {
    let script = Script.begun()
    script.send(1004, [4])
    script.send(.toClient, 5001, [51], ack: 1003)
    script.send(.toClient, 5002, [52], ack: 1003)
    #expect(script.take() == [])
    script.send(1003, [3])
    // What came with the last byte is what came last.
    #expect(
      script.take() == [
        bytes(.toClient, [51], 6), bytes(.toClient, [52], 7), bytes(.toServer, [3], 8),
        bytes(.toServer, [4], 5),
      ])
    script.send(.toClient, 5003, [53])
    #expect(script.take() == [bytes(.toClient, [53], 9)])
  }

  @Test func `the other direction comes between the bytes after a gap`() {
    let script = Script.begun()
    script.send(1013, [3])
    script.send(.toClient, 5001, [51], ack: 1014)
    script.send(1014, [4])
    script.send(.toClient, 5002, [52], ack: 1015)
    #expect(script.take() == [])
    script.milliseconds = 16_000
    script.send(.toClient, 5003, [53])
    #expect(
      script.take() == [
        gap(.toServer, 10, before: 4, after: 5), bytes(.toServer, [3], 5),
        bytes(.toClient, [51], 6), bytes(.toServer, [4], 7), bytes(.toClient, [52], 8),
        bytes(.toClient, [53], 9),
      ])
  }

  @Test func `both directions wait for each other`() {
    let script = Script.begun()
    script.send(.toClient, 5002, [52])
    script.send(1004, [4])
    script.send(1003, [3])
    // Frame 7 completes what the client sent, but what came with frame 5 may be older.
    #expect(script.take() == [])
    script.send(.toClient, 5001, [51])
    #expect(
      script.take() == [
        bytes(.toServer, [3], 7), bytes(.toServer, [4], 6),
        bytes(.toClient, [51], 8), bytes(.toClient, [52], 5),
      ])
  }

  @Test func `what came before the bytes that wait is not held`() {
    let script = Script.begun()
    script.send(.toClient, 5002, [52])
    script.send(1004, [4])
    script.send(.toClient, 5011, [61])
    script.milliseconds = 15_000
    script.send(1003, [3])
    script.milliseconds = 16_000
    script.send(1005, [])
    // The gap in front of frame 5 is given up; the next one is that in front of frame 7.
    #expect(
      script.take() == [
        gap(.toClient, 1, before: 2, after: 5), bytes(.toClient, [52], 5),
        gap(.toClient, 8, before: 5, after: 7), bytes(.toClient, [61], 7),
        bytes(.toServer, [3], 8), bytes(.toServer, [4], 6),
      ])
  }

  @Test func `a FIN of the other direction waits as well`() {
    let script = Script.begun()
    script.send(1004, [4])
    script.send(.toClient, 5001, [51], .fin)
    script.send(1003, [3])
    #expect(
      script.take() == [
        bytes(.toClient, [51], 6), RecordedEvent(0, .toClient, 6, .closed),
        bytes(.toServer, [3], 7), bytes(.toServer, [4], 5),
      ])
  }

  @Test func `a reset gives out both directions in order`() {
    let script = Script.begun()
    script.send(1004, [4])
    script.send(.toClient, 5001, [51])
    script.send(1005, [5])
    script.send(.toClient, 5002, [], .rst)
    #expect(
      script.take() == [
        gap(.toServer, 1, before: 4, after: 5), bytes(.toServer, [4], 5),
        bytes(.toClient, [51], 6), bytes(.toServer, [5], 7),
        RecordedEvent(0, .toClient, 8, .reset),
      ])
  }

  @Test func `another connection's segments end the wait of both directions`() {
    let script = Script.begun()
    script.send(1013, [3])
    script.send(.toClient, 5001, [51])
    script.milliseconds = 16_000
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.send(77, [7], client: other)
    #expect(
      script.take() == [
        gap(.toServer, 10, before: 4, after: 5), bytes(.toServer, [3], 5),
        bytes(.toClient, [51], 6), RecordedEvent(1, .toServer, 7, .joined),
        RecordedEvent(1, .toServer, 7, .bytes([7], isSegmentStart: true)),
      ])
  }

  @Test func `more than may be held ends the wait`() {
    for size in [1, 4096] {
      let script = Script.begun()
      script.send(1013, [3])
      let limit = min(WaitingRoom.maximumPieces - 1, (WaitingRoom.maximumBytes - 1) / size)
      var number: UInt32 = 5001
      for _ in 0..<limit {
        script.send(.toClient, number, [UInt8](repeating: 5, count: size))
        number += UInt32(size)
      }
      #expect(script.take() == [])
      let last = [UInt8](repeating: 6, count: size)
      script.send(.toClient, number, last)
      let events = script.take()
      #expect(events.count == limit + 3)
      #expect(
        events.prefix(2) == [gap(.toServer, 10, before: 4, after: 5), bytes(.toServer, [3], 5)])
      #expect(events.last == bytes(.toClient, last, limit + 6))
      #expect(script.counts.gapsForWantOfRoom == 1)
      script.send(1014, [4])
      #expect(script.take() == [bytes(.toServer, [4], limit + 7)])
    }
  }

  @Test func `all connections together hold no more than there is room for`() {
    let script = Script()
    let total = WaitingRoom.maximumPieces
    let each = WaitingRoom.maximumPiecesPerStream
    for number in 0..<total / each + 2 {
      let client = Endpoint(address: IPAddress(ipv4: UInt32(number)), port: 50_000)
      script.open(client: client)
      script.send(1002, [2], client: client)
      for index in 0..<each - 1 {
        script.send(.toClient, 5001 + UInt32(index), [5], client: client)
      }
    }
    #expect(script.counts.gapsForWantOfRoom > 0)
    script.finish()
    for number in 0..<total / each + 2 {
      #expect(script.stream(.toClient, of: number).count == each - 1)
    }
  }

  @Test func `another connection waits until the missing bytes come`() {
    let script = Script.begun()
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.open(client: other)
    _ = script.take()
    script.send(1004, [4])
    script.send(1001, [7], client: other)
    script.send(.toClient, 5001, [8], .fin, client: other)
    #expect(script.take() == [])
    script.send(1003, [3])
    #expect(
      script.take() == [
        RecordedEvent(1, .toServer, 9, .bytes([7], isSegmentStart: true)),
        RecordedEvent(1, .toClient, 10, .bytes([8], isSegmentStart: true)),
        RecordedEvent(1, .toClient, 10, .closed), bytes(.toServer, [3], 11),
        bytes(.toServer, [4], 8),
      ])
  }

  @Test func `another connection waits until the missing bytes are given up`() {
    let script = Script.begun()
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.open(client: other)
    _ = script.take()
    script.send(1013, [4])
    script.send(1001, [7], client: other)
    script.send(.toClient, 5001, [], ack: 1014)
    script.milliseconds = 16_000
    script.send(1002, [8], client: other)
    #expect(
      script.take() == [
        gap(.toServer, 10, before: 4, after: 8), bytes(.toServer, [4], 8),
        RecordedEvent(1, .toServer, 9, .bytes([7], isSegmentStart: true)),
        RecordedEvent(1, .toServer, 11, .bytes([8], isSegmentStart: true)),
      ])
    script.send(1003, [9], client: other)
    #expect(
      script.take() == [RecordedEvent(1, .toServer, 12, .bytes([9], isSegmentStart: true))])
  }

  /// Phones talk to a server that acknowledges all; the capture lacks some segments.
  @Test(arguments: 0..<100)
  func `events of all connections come in the order of their frames`(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    let script = Script(expectsReordering: seed % 2 == 0)
    let clients = (0..<4).map { Endpoint(address: IPAddress(ipv4: UInt32($0)), port: 50_000) }
    for client in clients { script.open(client: client) }
    var numbers = [UInt32](repeating: 1001, count: clients.count)
    for _ in 0..<400 {
      let index = Int.random(in: 0..<clients.count, using: &random)
      let bytes = [UInt8](repeating: 1, count: Int.random(in: 1...40, using: &random))
      script.milliseconds = (script.milliseconds ?? 0) + Int64.random(in: 0...300, using: &random)
      if Int.random(in: 0..<10, using: &random) > 0 {
        script.send(numbers[index], bytes, client: clients[index])
      }
      numbers[index] += UInt32(bytes.count)
      if Bool.random(using: &random) {
        script.send(.toClient, 5001, [], ack: numbers[index], client: clients[index])
      }
    }
    script.finish()
    let frames = script.events.filter { event in
      if case .bytes = event.kind { true } else { false }
    }.map(\.frame)
    #expect(frames.count > 300)
    #expect(frames == frames.sorted())
    #expect(script.counts.gaps > 0)
  }

  /// Two peers talk; the capture lacks segments, swaps them, holds them twice, cuts them.
  @Test(arguments: 0..<120)
  func `events come in the order of their frames`(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    let losesBytes = seed % 3 != 0
    var segments: [(StreamDirection, UInt32, [UInt8])] = []
    var (numbers, sent) = ([UInt32](repeating: 1001, count: 2), [[UInt8]](repeating: [], count: 2))
    for _ in 0..<300 {
      let direction: StreamDirection = Bool.random(using: &random) ? .toServer : .toClient
      let index = direction.rawValue
      let bytes = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      segments.append((direction, numbers[index], bytes))
      numbers[index] += UInt32(bytes.count)
      sent[index] += bytes
    }
    for index in segments.indices {
      segments.swapAt(
        index, min(segments.count - 1, index + Int.random(in: 0...8, using: &random)))
    }
    let script = Script()
    script.send(.toServer, 1000, [], .syn)
    script.send(.toClient, 1000, [], ack: 1001, .syn)
    for segment in segments {
      let chance = Int.random(in: 0..<20, using: &random)
      if losesBytes, chance < 2 { continue }
      // All of it within the longest wait, unless bytes are lost anyway.
      script.milliseconds =
        (script.milliseconds ?? 0) + Int64.random(in: 0...(losesBytes ? 900 : 30), using: &random)
      if chance == 3 { script.send(segment.0, segment.1, segment.2) }
      script.send(segment.0, segment.1, segment.2)
    }
    script.finish()
    for direction in [StreamDirection.toServer, .toClient] {
      let stream = script.stream(direction)
      #expect(zip(stream, sent[direction.rawValue]).allSatisfy { $0 == nil || $0 == $1 })
      if !losesBytes { #expect(stream == sent[direction.rawValue].map(Optional.some)) }
    }
    #expect(script.firstOutOfOrder == nil)
    if !losesBytes { #expect(script.counts.gaps == 0) }
  }
}

extension Script {
  /// The first event that a later frame of the other direction comes before, although nothing in
  /// its own stream kept it.
  ///
  /// An event takes all frames of its stream since the last gap; what stands before a gap keeps
  /// what stands after it, however early that came.
  fileprivate var firstOutOfOrder: RecordedEvent? {
    /// By direction: the frames taken since the last gap, and the latest there ever was.
    var newest = [0, 0]
    var latest = [0, 0]
    for event in events where event.connection == 0 {
      let own = event.direction.rawValue
      switch event.kind {
      case .gap(_, _, nil): newest[own] = .max
      case .gap: newest[own] = event.frame
      case .bytes, .closed: newest[own] = max(newest[own], event.frame)
      default: continue
      }
      latest[own] = max(latest[own], newest[own])
      if latest[1 - own] > latest[own] { return event }
    }
    return nil
  }
}
