@testable import NetworkLayers
import Testing
import Wire

/// When missing bytes are given up, and what is said about them.
@Suite struct GapTests {
  private func begun() -> Script {
    let script = Script()
    script.open()
    script.send(1001, [1, 2], ack: 5001)
    _ = script.take()
    return script
  }

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
    let script = begun()
    script.send(1013, [0])
    script.send(.toClient, 5001, [], ack: 1014)
    for number in 1..<last { script.send(1013 + number, [UInt8(number)]) }
    #expect(script.take() == [])
    script.send(1013 + last, [UInt8(last)])
    let events = script.take()
    #expect(events.count == Int(last) + 2)
    #expect(events.prefix(3) == [gap(10, before: 4, after: 5), bytes([0], 5), bytes([1], 7)])
    #expect(events.last == bytes([UInt8(last)], Int(last) + 6))
    #expect(script.counts.missingBytes == 10)
  }

  @Test func `an acknowledgment of a part of the missing bytes proves nothing`() {
    let script = begun()
    script.send(1013, [3])
    script.milliseconds = 15_000
    script.send(.toClient, 5001, [], ack: 1012)
    #expect(script.take() == [])
  }

  @Test func `bytes that nobody acknowledged are waited for`() {
    let script = begun()
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
    let script = begun()
    script.send(1013, [3])
    script.milliseconds = 16_000
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.send(77, [], client: other)
    #expect(
      script.take() == [
        RecordedEvent(1, .toServer, 6, .joined), gap(10, before: 4, after: 5), bytes([3], 5),
      ])
  }

  @Test func `clocks that run backwards or stand still lose nothing`() {
    let script = begun()
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

  @Test func `a peer that skips a gigabyte leaves a gap of that size`() {
    let script = begun()
    script.send(1003 + (1 << 30), [3])
    script.finish()
    #expect(
      script.take() == [
        gap(1 << 30, before: 4, after: 5), bytes([3], 5),
        RecordedEvent(0, .toServer, 5, .captureEnded),
      ])
  }

  @Test func `too many waiting bytes end the wait`() {
    let script = begun()
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
    let script = begun()
    for index in 0..<UInt32(3000) { script.send(1013 + 2 * index, [1]) }
    script.finish()
    let stream = script.stream(.toServer)
    #expect(stream.count == 10 + 3000 + 2999)
    #expect(stream.filter { $0 == nil }.count == 10 + 2999)
    #expect(script.counts.gaps == 3000)
  }

  @Test func `a cut segment leaves a gap of the size of the cut`() {
    let script = begun()
    script.send(1003, [3], missing: 7)
    script.send(1011, [4])
    #expect(script.take() == [bytes([3], 5)])
    script.finish()
    #expect(
      script.take() == [
        gap(7, before: 5, after: 6), bytes([4], 6), RecordedEvent(0, .toServer, 6, .captureEnded),
      ])
  }

  @Test func `a cut at the end is a gap that nothing follows`() {
    let script = begun()
    script.send(1003, [3], missing: 7)
    script.finish()
    #expect(
      script.take() == [
        bytes([3], 5), gap(7, before: 5, after: nil),
        RecordedEvent(0, .toServer, 5, .captureEnded),
      ])
  }

  @Test func `a retransmission fills a cut`() {
    let script = begun()
    script.send(1003, [3], missing: 2)
    script.send(1006, [6])
    script.send(1004, [4, 5])
    #expect(script.take() == [bytes([3], 5), bytes([4, 5], 7), bytes([6], 6)])
  }

  @Test func `bytes that were acknowledged and never came are a gap at the end`() {
    let script = begun()
    script.send(.toClient, 5001, [], ack: 1043)
    script.finish()
    #expect(
      script.take() == [
        gap(40, before: 4, after: nil), RecordedEvent(0, .toServer, 5, .captureEnded),
      ])
  }

  @Test func `an acknowledged FIN is no gap`() {
    let script = begun()
    script.send(.toClient, 5001, [], ack: 1004)
    script.finish()
    #expect(script.take() == [RecordedEvent(0, .toServer, 5, .captureEnded)])
  }

  @Test func `a FIN waits for the bytes before it`() {
    let script = begun()
    script.send(1005, [5], .fin)
    #expect(script.take() == [])
    script.send(1003, [3, 4])
    #expect(
      script.take() == [bytes([3, 4], 6), bytes([5], 5), RecordedEvent(0, .toServer, 5, .closed)])
    script.send(1005, [5], .fin)
    #expect(script.take() == [])
  }

  @Test func `a FIN after lost bytes comes with the gap`() {
    let script = begun()
    script.send(1013, [], .fin)
    script.finish()
    #expect(
      script.take() == [
        gap(10, before: 4, after: 5), RecordedEvent(0, .toServer, 5, .closed),
        RecordedEvent(0, .toServer, 5, .captureEnded),
      ])
  }

  @Test func `a reset ends all waiting`() {
    let script = begun()
    script.send(1013, [3])
    script.send(.toClient, 5001, [], .rst)
    script.send(.toClient, 5001, [], .rst)
    #expect(
      script.take() == [
        gap(10, before: 4, after: 5), bytes([3], 5), RecordedEvent(0, .toClient, 6, .reset),
      ])
  }
}
