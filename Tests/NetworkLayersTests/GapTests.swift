import Testing
import Wire
@testable import NetworkLayers

/// When missing bytes are given up, and what is said about them.
@Suite struct GapTests {
  private func gap(
    _ count: Int, before: Int, after: Int?, _ direction: StreamDirection = .toServer
  ) -> RecordedEvent {
    RecordedEvent(0, direction, after ?? before, .gap(count, before: before, after: after))
  }

  private func bytes(_ bytes: [UInt8], _ frame: Int) -> RecordedEvent {
    RecordedEvent(0, .toServer, frame, .bytes(bytes, isSegmentStart: true))
  }

  @Test func `acknowledged bytes are given up after many further segments`() {
    let last = UInt32(StreamReassembler.acknowledgedGraceSegments)
    let script = Script.begun()
    script.send(1013, [0])
    script.send(.toClient, 5001, [], ack: 1014)
    for _ in 1..<last { script.send(.toClient, 5001, [], ack: 1014) }
    #expect(script.take() == [])
    script.send(.toClient, 5001, [], ack: 1014)
    #expect(script.take() == [gap(10, before: 4, after: 5), bytes([0], 5)])
    #expect(script.counts.missingBytes == 10)
  }

  @Test func `an acknowledgment of a part of the missing bytes proves nothing`() {
    let script = Script.begun()
    script.send(1013, [3])
    script.milliseconds = 15_000
    script.send(.toClient, 5001, [], ack: 1012)
    #expect(script.take() == [])
  }

  @Test func `bytes that nobody acknowledged are waited for`() {
    let script = Script.begun()
    script.send(1013, [3])
    script.send(.toClient, 5001, [], ack: 1003)
    for number in UInt32(1014)..<1040 { script.send(number, [0]) }
    script.milliseconds = 15_999
    script.send(.toClient, 5001, [], ack: 1003)
    #expect(script.take() == [])
    script.milliseconds = 16_000
    script.send(.toClient, 5001, [], ack: 1003)
    #expect(script.take().prefix(2) == [gap(10, before: 4, after: 5), bytes([3], 5)])
  }

  @Test func `another connection's segments end the wait too`() {
    let script = Script.begun()
    script.send(1013, [3])
    script.milliseconds = 16_000
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.send(77, [], client: other)
    #expect(
      script.take() == [
        gap(10, before: 4, after: 5), bytes([3], 5), RecordedEvent(1, .toServer, 6, .joined),
      ])
  }

  @Test func `clocks that run backwards or stand still lose nothing`() {
    let script = Script.begun()
    script.milliseconds = 500_000
    script.send(1013, [3])
    script.milliseconds = 0
    script.send(1014, [4])
    script.milliseconds = nil
    script.send(1015, [5])
    #expect(script.take() == [])
    script.milliseconds = 500_100
    script.send(1003, Array(repeating: 7, count: 10))
    #expect(
      script.take() == [
        bytes(Array(repeating: 7, count: 10), 8), bytes([3], 5), bytes([4], 6), bytes([5], 7),
      ])
  }

  @Test func `a peer that skips sixteen megabytes leaves a gap of that size`() {
    let script = Script.begun()
    script.send(1003 + (1 << 24), [3])
    script.finish()
    #expect(
      script.take() == [
        gap(1 << 24, before: 4, after: 5), bytes([3], 5),
        RecordedEvent(0, .toServer, 5, .captureEnded),
      ])
  }

  @Test func `too many waiting bytes end the wait`() {
    let script = Script.begun()
    let block = [UInt8](repeating: 1, count: 1 << 15)
    var number: UInt32 = 1013
    for _ in 0..<8 {
      script.send(number, block)
      number += 1 << 15
    }
    #expect(script.take() == [])
    script.send(number, [9])
    let events = script.take()
    #expect(events.count == 10)
    #expect(events.first == gap(10, before: 4, after: 5))
    #expect(events.last == bytes([9], 13))
    #expect(script.counts.gapsForWantOfRoom == 1)
  }

  @Test func `too many waiting pieces end the wait`() {
    let script = Script.begun()
    for index in 0..<UInt32(3000) { script.send(1013 + 2 * index, [1]) }
    script.finish()
    let stream = script.stream(.toServer)
    #expect(stream.count == 10 + 3000 + 2999)
    #expect(stream.filter { $0 == nil }.count == 10 + 2999)
    #expect(script.counts.gaps == 3000)
  }

  private func cut(_ count: Int, _ frame: Int) -> RecordedEvent {
    RecordedEvent(0, .toServer, frame, .cut(count))
  }

  @Test func `what was cut off a segment is missing at once`() {
    let script = Script.begun()
    script.send(1003, [3], missing: 7)
    #expect(script.take() == [bytes([3], 5), cut(7, 5)])
    script.send(1011, [4])
    script.send(1012, [], missing: 2)
    script.send(1014, [5])
    #expect(script.take() == [bytes([4], 6), cut(2, 7), bytes([5], 8)])
    #expect(script.counts.cutSegments == 2)
    #expect(script.counts.missingBytes == 9)
  }

  @Test func `a cut segment that is sent again leaves one gap`() {
    let script = Script.begun()
    script.send(1003, [3], missing: 7)
    script.send(1003, [3], missing: 7)
    script.send(1003, [3, 4, 5], missing: 5)
    #expect(script.take() == [bytes([3], 5), cut(7, 5)])
  }

  @Test func `what was cut off a segment that waits is missing as soon as its bytes are there`() {
    let script = Script.begun()
    script.send(1005, [5], missing: 3)
    script.send(1009, [9])
    #expect(script.take() == [])
    script.send(1003, [3, 4])
    #expect(script.take() == [bytes([3, 4], 7), bytes([5], 5), cut(3, 5), bytes([9], 6)])
  }

  @Test func `a retransmission fills a cut that waits`() {
    let script = Script.begun()
    script.send(1004, [4], missing: 2)
    script.send(1005, [5, 6])
    script.send(1003, [3])
    #expect(script.take() == [bytes([3], 7), bytes([4], 5), bytes([5, 6], 6)])
  }

  @Test func `acknowledged bytes are missing after sixteen seconds`() {
    let script = Script.begun()
    script.send(1013, [3])
    script.send(.toClient, 5001, [], ack: 1014)
    script.milliseconds = 15_999
    script.send(.toClient, 5001, [], ack: 1014)
    #expect(script.take() == [])
    script.milliseconds = 16_000
    script.send(.toClient, 5001, [], ack: 1014)
    #expect(script.take() == [gap(10, before: 4, after: 5), bytes([3], 5)])
  }

  @Test func `bytes that come a little after their acknowledgment are none that are missing`() {
    let script = Script.begun()
    script.send(1005, [5])
    script.send(.toClient, 5001, [], ack: 1006)
    script.send(1003, [3, 4])
    #expect(script.take() == [bytes([3, 4], 7), bytes([5], 5)])
  }

  @Test func `where nothing is expected out of order, acknowledged bytes are missing at once`() {
    let script = Script(expectsReordering: false)
    script.open()
    script.send(1001, [1, 2], ack: 5001)
    _ = script.take()
    script.send(1013, [3])
    #expect(script.take() == [])
    script.send(.toClient, 5001, [], ack: 1014)
    #expect(script.take() == [gap(10, before: 4, after: 5), bytes([3], 5)])
    script.send(.toClient, 5001, [], ack: 1020)
    script.send(1020, [4])
    #expect(script.take() == [gap(6, before: 5, after: 8), bytes([4], 8)])
  }

  @Test func `bytes that were acknowledged and never came are a gap at the end`() {
    let script = Script.begun()
    script.send(.toClient, 5001, [], ack: 1043)
    script.finish()
    #expect(
      script.take() == [
        gap(40, before: 4, after: nil), RecordedEvent(0, .toServer, 5, .captureEnded),
      ])
  }

  @Test func `an acknowledged FIN is no gap`() {
    let script = Script.begun()
    script.send(.toClient, 5001, [], ack: 1004)
    script.finish()
    #expect(script.take() == [RecordedEvent(0, .toServer, 5, .captureEnded)])
  }

  @Test func `a FIN waits for the bytes before it`() {
    let script = Script.begun()
    script.send(1005, [5], .fin)
    #expect(script.take() == [])
    script.send(1003, [3, 4])
    #expect(
      script.take() == [bytes([3, 4], 6), bytes([5], 5), RecordedEvent(0, .toServer, 5, .closed)])
    script.send(1005, [5], .fin)
    #expect(script.take() == [])
  }

  @Test func `a FIN after lost bytes comes with the gap`() {
    let script = Script.begun()
    script.send(1013, [], .fin)
    script.finish()
    #expect(
      script.take() == [
        gap(10, before: 4, after: 5), RecordedEvent(0, .toServer, 5, .closed),
        RecordedEvent(0, .toServer, 5, .captureEnded),
      ])
  }

  @Test func `a reset ends all waiting`() {
    let script = Script.begun()
    script.send(1013, [3])
    script.send(.toClient, 5001, [], .rst)
    script.send(.toClient, 5001, [], .rst)
    #expect(
      script.take() == [
        gap(10, before: 4, after: 5), bytes([3], 5), RecordedEvent(0, .toClient, 6, .reset),
      ])
  }
}
