import NetworkLayers
import Testing
import Wire

/// Which segments make which connection, and when it ends.
@Suite struct ConnectionTableTests {
  private func event(
    _ connection: Int, _ direction: StreamDirection, _ frame: Int, _ kind: RecordedEvent.Kind
  ) -> RecordedEvent {
    RecordedEvent(connection, direction, frame, kind)
  }

  private func client(_ number: Int) -> Endpoint {
    Endpoint(address: IPAddress(ipv4: 0x0a00_0000 + UInt32(number)), port: 50_000)
  }

  @Test func `a connection from its SYN to both its FINs`() {
    let script = Script()
    script.open()
    script.send(.toServer, 1001, [1], ack: 5001)
    script.send(.toClient, 5001, [2], ack: 1002, .fin)
    script.send(.toServer, 1002, [], ack: 5003, .fin)
    script.send(.toClient, 5003, [], ack: 1003)
    script.finish()
    #expect(
      script.events == [
        event(0, .toServer, 1, .opened), event(0, .toClient, 2, .accepted),
        event(0, .toServer, 4, .bytes([1], isSegmentStart: true)),
        event(0, .toClient, 5, .bytes([2], isSegmentStart: true)),
        event(0, .toClient, 5, .closed), event(0, .toServer, 6, .closed),
        event(0, .toServer, 7, .captureEnded),
      ])
    #expect(script.counts.connections == 1)
    #expect(script.counts.gaps == 0)
  }

  @Test func `a closed connection is forgotten after a while`() {
    let script = Script()
    script.open()
    script.send(.toServer, 1001, [], .rst)
    script.milliseconds = 59_999
    script.send(.toClient, 5001, [], ack: 1001)
    #expect(script.take().count == 3)
    script.milliseconds = 60_000
    script.send(.toServer, 9, [1], client: client(9))
    #expect(script.take().last == event(0, .toServer, 6, .over))
    #expect(script.connection(at: 0)?.id == nil)
    script.send(.toServer, 9, [1], client: client(8))
    #expect(script.connection(at: 0)?.client == client(8))
  }

  @Test func `the client may be first in the address order or last`() {
    for address in [UInt32(1), 0xffff_ffff] {
      let script = Script()
      let client = Endpoint(address: IPAddress(ipv4: address), port: 1999)
      script.open(client: client)
      #expect(script.events.map(\.direction) == [.toServer, .toClient])
      #expect(script.connection(at: 0)?.client == client)
      #expect(script.connection(at: 0)?.server == Script.server)
      #expect(script.connection(at: 1)?.id == nil)
    }
  }

  @Test func `segments of other ports are left alone`() {
    let script = Script()
    let web = Endpoint(address: IPAddress(ipv4: 1), port: 80)
    let accepted = script.send(.toServer, 1, [1], server: web)
    #expect(!accepted)
    #expect(script.counts.connections == 0)
  }

  @Test func `a lone reset makes no connection`() {
    let script = Script()
    let accepted = script.send(.toServer, 1, [], .rst)
    #expect(!accepted)
  }

  @Test func `a refused connection is reset by the server`() {
    let script = Script()
    script.send(.toServer, 1000, [], .syn)
    script.send(.toServer, 1000, [], .syn)
    script.send(.toClient, 0, [], ack: 1001, .rst)
    #expect(
      script.take() == [event(0, .toServer, 1, .opened), event(0, .toClient, 3, .reset)])
    #expect(script.connection(at: 0)?.openingSegmentCount == 2)
    // The client tries again, even with the same number.
    script.send(.toServer, 1000, [], .syn)
    #expect(
      script.take() == [event(0, .toServer, 4, .replaced), event(1, .toServer, 4, .opened)])
  }

  @Test func `a SYN that comes again is another attempt, unless it is a copy`() {
    let script = Script()
    for (milliseconds, number) in [(0, 1000), (1, 1000), (3000, 1000), (9000, 7000)] {
      script.milliseconds = Int64(milliseconds)
      script.send(.toServer, UInt32(number), [], .syn)
    }
    #expect(
      script.take() == [
        event(0, .toServer, 1, .opened), event(0, .toServer, 3, .openedAgain(attempt: 2)),
        event(0, .toServer, 4, .replaced), event(1, .toServer, 4, .openedAgain(attempt: 3)),
      ])
    script.finish()
    #expect(
      script.take() == [
        event(1, .toServer, 4, .unanswered(attempts: 3)), event(1, .toServer, 4, .captureEnded),
      ])
  }

  @Test func `whatever comes beside a SYN answers it`() {
    for (direction, flags) in [(StreamDirection.toClient, TCPFlags.rst), (.toServer, [])] {
      let script = Script()
      script.send(.toServer, 1000, [], .syn)
      script.milliseconds = 3000
      script.send(.toServer, 1000, [], .syn)
      script.send(direction, direction == .toServer ? 1001 : 0, [], ack: 1001, flags)
      script.finish()
      #expect(!script.take().contains { $0.kind == .unanswered(attempts: 2) })
    }
  }

  @Test func `a SYN just before the end may still be answered`() {
    for (wait, kinds) in [(999, 1), (1000, 2)] {
      let script = Script()
      script.send(.toServer, 1000, [], .syn)
      script.milliseconds = Int64(wait)
      let other = Endpoint(address: IPAddress(ipv4: 7), port: 7)
      script.send(.toServer, 1000, [], .syn, client: other)
      script.finish()
      let ended = script.take().filter { $0.connection == 0 }.dropFirst()
      #expect(ended.count == kinds, "of which the last is its end")
    }
  }

  @Test func `a connection found in mid-stream begins with what is seen`() {
    let script = Script()
    script.send(.toClient, 700, [7], ack: 300)
    script.send(.toServer, 300, [3], ack: 701)
    script.send(.toClient, 701, [8])
    #expect(
      script.take() == [
        event(0, .toClient, 1, .joined),
        event(0, .toClient, 1, .bytes([7], isSegmentStart: true)),
        event(0, .toServer, 2, .bytes([3], isSegmentStart: true)),
        event(0, .toClient, 3, .bytes([8], isSegmentStart: true)),
      ])
  }

  @Test func `handshake segments sent again or swapped make no new connection`() {
    let script = Script()
    script.send(.toClient, 5000, [], ack: 1001, .syn)
    script.send(.toServer, 1000, [], .syn)
    script.send(.toServer, 1000, [], .syn)
    script.send(.toClient, 5000, [], ack: 1001, .syn)
    script.send(.toServer, 1001, [1], ack: 5001)
    #expect(
      script.events == [
        event(0, .toClient, 1, .joined), event(0, .toClient, 1, .accepted),
        event(0, .toServer, 2, .opened),
        event(0, .toServer, 5, .bytes([1], isSegmentStart: true)),
      ])
  }

  @Test func `a SYN with another number begins a new connection`() {
    let script = Script()
    script.open()
    script.send(.toServer, 1003, [3], ack: 5001)
    script.send(.toServer, 9000, [], .syn)
    script.send(.toClient, 100, [], ack: 9001, .syn)
    script.send(.toServer, 9001, [1], ack: 101)
    #expect(
      script.events.dropFirst(2) == [
        event(0, .toServer, 4, .gap(2, before: 1, after: 4)),
        event(0, .toServer, 4, .bytes([3], isSegmentStart: true)),
        event(0, .toServer, 5, .replaced),
        event(1, .toServer, 5, .opened), event(1, .toClient, 6, .accepted),
        event(1, .toServer, 7, .bytes([1], isSegmentStart: true)),
      ])
    // The slot is used again, the number is not.
    #expect(script.connection(at: 0)?.id == ConnectionID(number: 1, slot: 0))
  }

  @Test func `an old connection that answers a SYN does not spoil the new one`() {
    let script = Script()
    script.open()
    script.send(.toServer, 9000, [], .syn)
    script.send(.toClient, 5001, [], ack: 1001)  // the challenge of RFC 5961
    script.send(.toClient, 100, [], ack: 9001, .syn)
    script.send(.toClient, 101, [1], ack: 9001)
    #expect(
      script.events.suffix(3) == [
        event(1, .toServer, 4, .opened), event(1, .toClient, 6, .accepted),
        event(1, .toClient, 7, .bytes([1], isSegmentStart: true)),
      ])
  }

  @Test func `data after the end with far numbers is a new connection`() {
    let script = Script()
    script.open()
    script.send(.toServer, 1001, [], ack: 5001, .rst)
    script.send(.toServer, 0x4000_0000, [1], ack: 77)
    #expect(
      script.events.suffix(4) == [
        event(0, .toServer, 4, .reset), event(0, .toServer, 5, .replaced),
        event(1, .toServer, 5, .joined),
        event(1, .toServer, 5, .bytes([1], isSegmentStart: true)),
      ])
  }

  @Test func `one stray segment is passed over, two in a row are believed`() {
    let script = Script()
    script.open()
    script.send(.toServer, 1001, [1])
    script.send(.toServer, 0xd000_0000, [9])
    script.send(.toServer, 1002, [2])
    script.send(.toServer, 0xd000_0000, [9])
    #expect(script.stream(.toServer) == [1, 2])
    #expect(script.counts.straySegments == 2)
    script.send(.toServer, 0xd000_0001, [10])
    #expect(
      script.events.suffix(4) == [
        event(0, .toServer, 8, .replaced), event(1, .toServer, 7, .joined),
        event(1, .toServer, 7, .bytes([9], isSegmentStart: true)),
        event(1, .toServer, 8, .bytes([10], isSegmentStart: true)),
      ])
  }

  @Test func `a caller can have any connection tracked`() {
    var table = ConnectionTable()
    let payload: [UInt8] = [1, 2]
    let segment = TCPSegment(
      source: Endpoint(address: IPAddress(ipv4: 1), port: 4000),
      destination: Endpoint(address: IPAddress(ipv4: 2), port: 4001),
      sequenceNumber: SequenceNumber(1), flags: .ack, payload: payload.span)
    let stamp = FrameStamp(number: 1, time: nil)
    #expect(table.slot(for: segment) == nil)
    let accepted = table.accept(segment, at: stamp)
    #expect(!accepted)
    table.open(segment, direction: .toClient, at: stamp)
    var events: [RecordedEvent] = []
    while let event = table.nextEvent(of: segment) { events.append(RecordedEvent(event)) }
    #expect(
      events == [
        event(0, .toClient, 1, .joined),
        event(0, .toClient, 1, .bytes([1, 2], isSegmentStart: true)),
      ])
    #expect(table.slot(for: segment) == 0)
    #expect(table.connection(at: 0)?.client.port == 4001)
    let acceptedNow = table.accept(segment, at: stamp)
    #expect(acceptedNow)
  }

  @Test func `a segment that would begin a stream in its middle can be left to the caller`() {
    let script = Script()
    #expect(script.offer(.toServer, 1010, [10]) == .joins)
    #expect(script.counts.connections == 0)
    #expect(script.offer(.toServer, 1010, [10], joins: true, beginningAt: 1009) == .accepted)
    #expect(script.take() == [event(0, .toServer, 2, .joined)])
    #expect(script.offer(.toServer, 1009, [9]) == .accepted)
    #expect(script.stream(.toServer) == [9, 10])
    // The other direction is another stream.
    #expect(script.offer(.toClient, 77, [7]) == .joins)
    #expect(script.offer(.toClient, 0, [], .rst) == .accepted)
    #expect(script.offer(.toClient, 0, [], .rst, client: client(5)) == .declined)
    #expect(script.offer(.toServer, 5, [], .syn, client: client(6)) == .accepted)
  }

  @Test func `there is room for as many connections as the limit says, and no more`() {
    let script = Script()
    let limit = ConnectionTable.maximumConnections
    for number in 0..<limit + 10 { script.send(.toServer, 1, [], .syn, client: client(number)) }
    #expect(script.counts.connections == limit + 10)
    #expect(script.counts.givenUpConnections == 10)
    #expect(script.connection(at: limit - 1) != nil)
    #expect(script.connection(at: limit) == nil)
    #expect(script.connection(at: 9)?.client == client(limit + 9))
  }

  @Test func `the connection unused for longest is given up`() {
    let script = Script(capacity: 3)
    for number in 1...3 { script.send(.toServer, 10, [1], client: client(number)) }
    script.send(.toServer, 11, [2], client: client(1))
    _ = script.take()
    script.send(.toServer, 10, [1], client: client(4))
    #expect(
      script.take().prefix(2) == [
        event(1, .toServer, 5, .givenUp), event(3, .toServer, 5, .joined),
      ])
    #expect(script.counts.givenUpConnections == 1)
    script.finish()
    #expect(
      script.take().map(\.connection) == [0, 2, 3], "in the order of their numbers")
  }

  @Test func `connections at random agree with a dictionary`() {
    var random = SeededGenerator(3)
    let script = Script(capacity: 500)
    var numbers: [Int: Int] = [:]
    var recent: [Int] = []
    var next = 0
    for _ in 0..<20_000 {
      let number = Int.random(in: 0..<800, using: &random)
      script.send(.toServer, 1, [1], client: client(number))
      if numbers[number] == nil {
        if recent.count == 500 { numbers[recent.removeFirst()] = nil }
        numbers[number] = next
        next += 1
      }
      recent.removeAll { $0 == number }
      recent.append(number)
      #expect(script.take().last.map(\.connection) ?? numbers[number] == numbers[number])
    }
    #expect(script.counts.connections == next)
  }

  @Test func `both ends on the server's port are told apart by who greets`() {
    let script = Script()
    let other = Endpoint(address: IPAddress(ipv4: 9), port: 2000)
    script.open(client: other)
    #expect(script.events.map(\.direction) == [.toServer, .toClient])
    #expect(script.connection(at: 0)?.client == other)
  }

  @Test func `a connection is over once missing bytes before its FINs are given up`() {
    let script = Script()
    let other = Endpoint(address: IPAddress(ipv4: 7), port: 50_001)
    script.open()
    script.open(client: other)
    script.send(.toClient, 5001, [], ack: 1001, .fin)
    script.send(.toServer, 1003, [3], ack: 5002, .fin)
    // Another connection's segment ends the wait, and a minute later the next one the connection.
    for seconds in [17, 78] as [Int64] {
      script.milliseconds = seconds * 1000
      script.send(1001, [1], client: other)
    }
    #expect(script.events.last?.kind == .over)
    #expect(script.connection(at: 0) == nil)
  }
}
