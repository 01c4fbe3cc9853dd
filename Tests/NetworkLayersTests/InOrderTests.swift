import Foundation
import NetworkLayers
import Testing
import Wire

/// A segment that is in order is taken in a shorter way, and means the same.
@Suite struct InOrderTests {
  private static func client(_ number: Int) -> Endpoint {
    Endpoint(address: IPAddress(ipv4: UInt32(number)), port: 4000)
  }

  /// One direction of a connection, as its sender knows it.
  private struct Sender {
    var next: UInt32 = 1000
    var lost: [UInt32] = []
  }

  /// What random segments of three connections say.
  ///
  /// Another connection goes on beside them: where it has a hole, so that all that wait are looked
  /// at with every segment, no segment can be taken in the shorter way.
  private static func run(seed: Int, hasHole: Bool) -> (events: [RecordedEvent], [Int]) {
    var random = SeededGenerator(UInt64(seed))
    let script = Script()
    var senders = [Sender](repeating: Sender(), count: 6)
    var beside: Set<Int> = []
    for step in 0..<3000 {
      // A hole is waited for as long as 160 steps.
      if step % 100 == 0 {
        beside.insert(script.counts.connections)
        script.send(1, [1], client: client(1000 + step))
        script.send(hasHole ? 3 : 2, [1], client: client(1000 + step))
      }
      script.milliseconds = Int64(step) * 100
      let index = Int.random(in: 0..<6, using: &random)
      let number = index / 2
      let direction: StreamDirection = index % 2 == 0 ? .toServer : .toClient
      var sequence = senders[index].next
      let payload = [UInt8](
        repeating: UInt8(truncatingIfNeeded: step), count: Int.random(in: 0...9, using: &random))
      var flags: TCPFlags = []
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<5:
        sequence &+= UInt32.random(in: 1...20, using: &random)
        senders[index].lost.append(senders[index].next)
      case 5..<10: sequence &-= UInt32.random(in: 1...20, using: &random)
      case 10..<16: if let lost = senders[index].lost.popLast() { sequence = lost }
      case 16: flags = .fin
      case 17: flags = Bool.random(using: &random) ? .syn : .rst
      case 18: sequence = UInt32.random(in: .min ... .max, using: &random)
      default: break
      }
      let answered = senders[index ^ 1].next &+ UInt32.random(in: 0...5, using: &random) &- 3
      script.send(
        direction, sequence, payload,
        ack: Int.random(in: 0..<9, using: &random) > 0 ? answered : nil,
        flags, missing: Int.random(in: 0..<40, using: &random) == 0 ? 7 : 0, client: client(number))
      senders[index].next = sequence &+ UInt32(payload.count)
    }
    script.finish()
    let counts = script.counts
    return (
      script.events.filter { !beside.contains($0.connection) },
      [
        counts.connections, counts.retransmittedSegments, counts.earlySegments,
        counts.straySegments, counts.cutSegments, counts.oneSidedConnections,
      ]
    )
  }

  /// Seeds in which streams close or connections begin anew while others wait, and some more; a
  /// thorough run takes hundreds.
  private static let seeds =
    ProcessInfo.processInfo.environment["SCCPDUMP_EVERY_BYTE"] == nil
    ? Array(0..<20) + [31, 45, 115, 259, 300, 357, 588] : Array(0..<1000)

  @Test(arguments: seeds)
  func `the events are those of the longer way`(seed: Int) {
    let (short, shortCounts) = Self.run(seed: seed, hasHole: false)
    let (long, longCounts) = Self.run(seed: seed, hasHole: true)
    #expect(short.count > 1000)
    #expect(short == long)
    #expect(short.map(\.isNewest) == long.map(\.isNewest))
    #expect(shortCounts == longCounts)
  }

  @Test func `only what changes nothing else is taken so`() {
    let script = Script()
    script.open()
    let (toServer, toClient) = (StreamDirection.toServer, StreamDirection.toClient)
    #expect(script.offer(toServer, 1001, [1, 2]) == .inOrder(slot: 0, toServer))
    #expect(script.offer(toClient, 5001, [3]) == .inOrder(slot: 0, toClient))
    // Without data, whatever its number.
    #expect(script.offer(toServer, 7, []) == .inOrder(slot: 0, toServer))
    // Sent again, and too early: now something waits, in one direction and so for the other.
    #expect(script.offer(toServer, 1001, [1, 2]) == .accepted)
    #expect(script.offer(toServer, 1004, [5]) == .accepted)
    #expect(script.offer(toServer, 1003, [4]) == .accepted)
    #expect(script.offer(toServer, 1005, [6]) == .inOrder(slot: 0, toServer))
    #expect(script.offer(toClient, 5003, [9]) == .accepted)
    #expect(script.offer(toServer, 1006, [7]) == .accepted)
    #expect(script.offer(toClient, 5002, [8]) == .accepted)
    #expect(script.offer(toClient, 5004, [9]) == .inOrder(slot: 0, toClient))
    for flags in [TCPFlags.fin, .syn, .rst] {
      #expect(script.offer(toServer, 1007, [], flags.union(.ack)) == .accepted)
    }
  }
}
