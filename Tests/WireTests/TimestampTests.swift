import Testing
import Wire

@Suite struct TimestampTests {
  @Test func `a difference of times is held where it does not fit`() {
    let early = Timestamp(seconds: .min, nanoseconds: 0)
    let late = Timestamp(seconds: .max, nanoseconds: 999_999_999)
    #expect(late.nanoseconds(since: early) == .max)
    #expect(early.nanoseconds(since: late) == nil)
    let one = Timestamp(seconds: 10, nanoseconds: 1)
    let other = Timestamp(seconds: 9, nanoseconds: 999_999_999)
    #expect(one.nanoseconds(since: other) == 2)
    #expect(other.nanoseconds(since: one) == nil, "no time is negative")
    #expect(one.nanoseconds(since: one) == 0)
  }

  @Test func `a clock goes back where a packet is earlier by more than a second`() {
    let former = Timestamp(seconds: 100, nanoseconds: 5)
    for (seconds, nanoseconds, back) in [
      (100, 5, nil), (100, 4, nil), (99, 5, nil), (99, 4, 1_000_000_001 as Int64?),
      (0, 5, 100_000_000_000), (101, 0, nil),
    ] {
      let time = Timestamp(seconds: Int64(seconds), nanoseconds: UInt32(nanoseconds))
      #expect(time.nanosecondsBack(from: former) == back)
    }
  }
}
