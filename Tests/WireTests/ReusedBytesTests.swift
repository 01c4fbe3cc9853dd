import Testing
import Wire

@Suite struct ReusedBytesTests {
  /// Lengths that grow, shrink, and pass what is kept, one after the other.
  private static let lengths = [
    0, 1, 255, 256, 257, 0, 3, 1023, 1024, 1025, 70_000, 2, 1300, 1100, 1,
  ]

  @Test func `storage that is filled again holds what it was filled with last`() {
    var reused = ReusedBytes()
    #expect(reused.isEmpty)
    for (turn, length) in Self.lengths.enumerated() {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ turn) }
      reused.refill(with: bytes.span)
      #expect(Array(reused) == bytes)
      let span = reused.span
      #expect(span.indices.map { span[$0] } == bytes)
    }
  }

  @Test func `a copy keeps what it was taken of`() {
    var reused = ReusedBytes()
    reused.refill(with: [1, 2, 3].span)
    var copy = reused
    reused.refill(with: [4, 5].span)
    copy[1] = 9
    #expect(Array(copy) == [1, 9, 3])
    #expect(Array(reused) == [4, 5])
  }

  @Test func `what lies after the last byte cannot be had`() async {
    await #expect(processExitsWith: .failure) {
      var reused = ReusedBytes()
      reused.refill(with: [1, 2, 3].span)
      reused.refill(with: [4].span)
      _ = reused[1]
    }
  }
}
