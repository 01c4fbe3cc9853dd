import CaptureBuilder
import Testing
import Wire

@Suite struct ImpairmentTests {
  /// Packets 1 to 5: packet n holds n bytes of value n and was captured in second n.
  private let packets = (1...5).map {
    CapturedPacket(
      time: Timestamp(seconds: Int64($0), nanoseconds: 0),
      bytes: Array(repeating: UInt8($0), count: $0))
  }

  @Test func `packets are dropped, swapped, doubled and cut by their old numbers`() {
    let impaired = packets.impaired(by: [.drop(2), .swap(1, 4), .duplicate(5), .cut(3, to: 2)])
    #expect(
      impaired.map(\.bytes) == [
        [4, 4, 4, 4], [3, 3], [1], [5, 5, 5, 5, 5], [5, 5, 5, 5, 5],
      ])
    #expect(impaired.map(\.time.seconds) == [1, 3, 4, 5, 5])
    #expect(impaired.map(\.originalLength) == [4, 3, 1, 5, 5])
  }

  @Test func `packets that do not exist suffer nothing`() {
    let none: [Impairment] = [.drop(0), .drop(6), .swap(1, 6), .duplicate(-1), .cut(9, to: 1)]
    #expect(packets.impaired(by: none) == packets)
    #expect([CapturedPacket]().impaired(by: none).isEmpty)
    #expect(packets.impaired(by: [.cut(1, to: 9), .cut(2, to: 2)]) == packets)
  }

  @Test func `the same seed impairs the same way`() {
    #expect(packets.impairments(40, seed: 1) == packets.impairments(40, seed: 1))
    #expect(packets.impairments(40, seed: 1) != packets.impairments(40, seed: 2))
    let kinds = Set(packets.impairments(40, seed: 1).map { "\($0)".prefix(4) })
    #expect(kinds.count == 4)
  }
}
