import CaptureBuilder
import SCCP
import Testing

@testable import Rendering

/// SYNs that nobody answers, and those that are refused.
@Suite struct TimelineHandshakeTests {
  private static let second = 1_000_000

  /// SYNs at these seconds, and the conversation that they open at the last of them.
  private func attempts(at seconds: [Int]) -> [CapturedPacket] {
    seconds.flatMap { second in
      var talk = TimelineText.conversation()
      talk.open(at: second * Self.second, second * Self.second + 300, second * Self.second + 600)
      return talk.packets.prefix(1)
    }
  }

  private func sentences(_ packets: [CapturedPacket]) -> [String] {
    TimelineText.lines(packets).filter { $0.hasPrefix("  💡") }.map { String($0.dropFirst(4)) }
  }

  @Test func `a SYN that comes again is told as another try of the same connection`() {
    let lines = TimelineText.lines(attempts(at: [0, 3, 9]))
    #expect(lines.count { $0.contains("⇄") } == 1)
    #expect(lines.count { $0.hasPrefix("  ○ SYN  10.10.1.21:50000 → 10.10.1.1:2000") } == 3)
    #expect(
      sentences(attempts(at: [0, 3, 9])) == [
        "The device asks the server for a TCP connection.",
        "The device asks the server again for a TCP connection, try 2.",
        "The device asks the server again for a TCP connection, try 3.",
      ])
  }

  @Test func `a reset in answer to a SYN refuses, a later one cuts`() {
    var talk = TimelineText.conversation()
    talk.open(at: 0, 300, 600)
    talk.reset(.server, at: 900)
    #expect(sentences(talk.packets).last == "The server cuts the connection at once.")
    #expect(
      sentences([talk.packets[0], talk.packets[3]]).last
        == "The server refuses the connection: nothing listens on port 2000, or a firewall answers "
        + "for it.")
  }
}
