import Testing
import Wire
@testable import NetworkLayers

/// What becomes of segments that are too far from their stream to belong to it.
@Suite struct StraySegmentTests {
  private func bytes(
    _ connection: Int, _ direction: StreamDirection, _ bytes: [UInt8], _ frame: Int
  ) -> RecordedEvent {
    RecordedEvent(connection, direction, frame, .bytes(bytes, isSegmentStart: true))
  }

  @Test func `a segment that another goes on after begins another connection`() {
    let script = Script.begun()
    script.send(0x9000_0000, [7, 8], ack: 0x2000_0000)
    #expect(script.take() == [])
    script.send(0x9000_0002, [9], ack: 0x2000_0000)
    #expect(
      script.take().filter { $0.kind != .replaced } == [
        RecordedEvent(1, .toServer, 5, .joined), bytes(1, .toServer, [7, 8], 5),
        bytes(1, .toServer, [9], 6),
      ])
    #expect(script.counts.straySegments == 0)
  }

  @Test func `a segment that the peer acknowledges begins another connection`() {
    let script = Script.begun()
    script.send(0x9000_0000, [7, 8], ack: 0x2000_0000)
    script.send(.toClient, 0x2000_0000, [], ack: 0x9000_0002)
    #expect(
      script.take().filter { $0.kind != .replaced } == [
        RecordedEvent(1, .toServer, 5, .joined), bytes(1, .toServer, [7, 8], 5),
      ])
    script.send(.toClient, 0x2000_0000, [51], ack: 0x9000_0002)
    script.send(0x9000_0002, [9], ack: 0x2000_0001)
    #expect(script.take() == [bytes(1, .toClient, [51], 7), bytes(1, .toServer, [9], 8)])
    #expect(script.counts.straySegments == 0)
  }

  @Test func `other connections are told after the segment that another one began with`() {
    let script = Script.begun()
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.open(client: other)
    _ = script.take()
    script.send(0x9000_0000, [7, 8])
    script.send(1001, [1], client: other)
    script.send(0x9000_0002, [9])
    let events = script.take()
    #expect(events.map(\.connection) == [0, 2, 2, 1, 2])
    #expect(events.dropFirst(2).map(\.frame) == [8, 9, 10])
  }

  @Test func `a reset after a stray segment is told before the connection that this begins`() {
    let script = Script.begun()
    script.send(0x9000_0000, [7, 8])
    script.send(.toClient, 5001, [], .rst)
    script.send(0x9000_0002, [9])
    #expect(
      script.take() == [
        RecordedEvent(0, .toClient, 6, .reset), RecordedEvent(0, .toServer, 7, .replaced),
        RecordedEvent(1, .toServer, 5, .joined), bytes(1, .toServer, [7, 8], 5),
        bytes(1, .toServer, [9], 7),
      ])
  }

  @Test func `a wild segment is passed over`() {
    let script = Script.begun()
    script.send(0x9000_0000, [7, 8], ack: 0x2000_0000)
    script.send(1003, [3])
    script.send(0x9000_0002, [9], ack: 0x2000_0000)
    script.send(.toClient, 5001, [], ack: 0x9000_0001)
    script.send(1004, [4])
    #expect(script.take() == [bytes(0, .toServer, [3], 6), bytes(0, .toServer, [4], 9)])
    #expect(script.counts.straySegments == 2)
    #expect(script.counts.connections == 1)
  }

  @Test func `a wild segment that is there twice is passed over`() {
    let script = Script.begun()
    script.send(0x9000_0000, [7, 8])
    script.send(0x9000_0000, [7, 8])
    script.send(1003, [3])
    #expect(script.take() == [bytes(0, .toServer, [3], 7)])
    #expect(script.counts.connections == 1)
  }

  @Test func `a wild segment keeps others waiting no longer than missing bytes`() {
    let script = Script.begun()
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.open(client: other)
    _ = script.take()
    script.send(0x9000_0000, [7, 8])
    script.send(1001, [1], client: other)
    #expect(script.take() == [])
    script.milliseconds = 16_000
    script.send(1002, [2], client: other)
    #expect(script.take() == [bytes(1, .toServer, [1], 9), bytes(1, .toServer, [2], 10)])
    // What goes on after it is another connection all the same.
    script.send(0x9000_0002, [9])
    #expect(
      script.take().filter { $0.kind != .replaced } == [
        RecordedEvent(2, .toServer, 8, .joined), bytes(2, .toServer, [7, 8], 8),
        bytes(2, .toServer, [9], 11),
      ])
  }

  @Test func `wild segments of many connections are kept up to a limit`() {
    let script = Script()
    let count = StraySegments.maximumCount + 10
    let clients = (0..<count).map { Endpoint(address: IPAddress(ipv4: UInt32($0)), port: 50_000) }
    for client in clients { script.open(client: client) }
    for client in clients { script.send(0x9000_0000, [7], client: client) }
    for client in clients { script.send(0x9000_0001, [8], client: client) }
    script.finish()
    let firsts = script.events.filter { $0.kind == .bytes([7], isSegmentStart: true) }
    #expect(firsts.count == StraySegments.maximumCount)
    let others = script.events.filter { $0.kind == .bytes([8], isSegmentStart: true) }
    #expect(others.count == count)
  }
}
