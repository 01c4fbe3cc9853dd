import CaptureBuilder
import Testing
import Wire

@testable import CallAnalysis

/// SYNs without an answer are counted for each pair of a client and a server.
@Suite struct UnansweredSYNTests {
  private func syns(port: UInt16, at seconds: [Int], isAnswered: Bool = false) -> [CapturedPacket] {
    seconds.flatMap { second in
      var talk = Conversation(
        .microseconds(since: 1_700_000_000),
        device: Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21)), port: port,
        server: Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1)))
      let start = second * 1_000_000
      talk.open(at: start, start + 300, start + 600)
      return talk.packets.prefix(isAnswered && second == seconds.last ? 3 : 1)
    }
  }

  @Test func `tries from several ports are those of one client`() {
    let found = Dissection(syns(port: 50_000, at: [0, 3, 9]) + syns(port: 50_001, at: [30, 33]))
    #expect(found.totals.unansweredSYNs.count == 5)
    #expect(found.totals.unansweredSYNs.examples.map(\.count) == [5])
    #expect(found.totals.unansweredSYNs.examples[0].server.port == 2000)
    #expect(found.totals.unansweredSYNs.examples[0].client == .ipv4(10, 10, 1, 21))
  }

  @Test func `a SYN that is answered later is none`() {
    let found = Dissection(syns(port: 50_000, at: [0, 3, 9], isAnswered: true))
    #expect(found.totals.unansweredSYNs.count == 0)
    #expect(found.events.map(\.kind) == [.opened, .opened, .opened, .accepted])
    #expect(found.events.map(\.attempt) == [1, 2, 3, 1])
  }
}
