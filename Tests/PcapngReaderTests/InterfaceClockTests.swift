import Foundation
import PcapngReader
import Testing
import Wire

/// Ticks of every resolution, against exact fractions in Python.
@Suite struct InterfaceClockTests {
  @Test(arguments: [
    (0, 0), (3, 3), (6, 6), (9, 9), (10, 9), (19, 9), (127, 9), (0x80, 9), (0x8a, 9), (0xff, 9),
  ])
  func `a resolution has as many decimals as can be shown`(byte: UInt8, digits: Int) {
    #expect(TimestampResolution(rawValue: byte).digits == digits)
  }

  @Test func `microseconds are the default`() {
    #expect(
      InterfaceClock().timestamp(ticks: 1_340_954_905_298_858)
        == Timestamp(seconds: 1_340_954_905, nanoseconds: 298_858_000))
  }

  @Test func `an offset may make a time negative`() {
    let clock = InterfaceClock(offsetSeconds: -10)
    #expect(clock.timestamp(ticks: 1_500_000) == Timestamp(seconds: -9, nanoseconds: 500_000_000))
  }

  @Test func `times beyond the calendar are held at its ends`() {
    let seconds = TimestampResolution(rawValue: 0)
    let far = InterfaceClock(resolution: seconds, offsetSeconds: .max)
    #expect(far.timestamp(ticks: .max).seconds == .max)
    #expect(far.timestamp(ticks: 1).seconds == .max)
    #expect(InterfaceClock(resolution: seconds).timestamp(ticks: .max).seconds == .max)
    let back = InterfaceClock(resolution: seconds, offsetSeconds: .min)
    #expect(back.timestamp(ticks: .max).seconds == .max)
    #expect(back.timestamp(ticks: 1).seconds == .min + 1)
  }

  private static let program = """
    import sys
    for line in sys.stdin:
        byte, ticks = map(int, line.split())
        base, power = (2, byte & 127) if byte & 128 else (10, byte)
        print(ticks * 10**9 // base**power)
    """

  /// All 256 resolutions with ticks at the ends and between.
  @Test(.enabled(if: Tools.has("python3")))
  func `every resolution splits ticks exactly`() throws {
    var samples: [(byte: UInt8, ticks: UInt64)] = []
    for byte in UInt8.min...UInt8.max {
      for ticks: UInt64 in [
        0, 1, 999_999_999, 1_000_000_000, 1_340_954_905_298_858, 0x0123_4567_89ab_cdef,
        .max / 2, .max / 2 + 1, .max - 1, .max,
      ] {
        samples.append((byte, ticks))
      }
    }
    let input = samples.map { "\($0.byte) \($0.ticks)\n" }.joined()
    let output = try Tools.withFile(Array(Self.program.utf8), name: "split.py") { path in
      try Tools.run("python3", [path], input: Data(input.utf8))
    }
    let expected = String(decoding: output, as: UTF8.self).split(separator: "\n")
    try #require(expected.count == samples.count)
    let wrong = zip(samples, expected).filter { sample, text in
      let nanoseconds = UInt128(text) ?? .max
      let clock = InterfaceClock(resolution: TimestampResolution(rawValue: sample.byte))
      let time = Timestamp(
        seconds: Int64(clamping: nanoseconds / 1_000_000_000),
        nanoseconds: UInt32(nanoseconds % 1_000_000_000))
      return clock.timestamp(ticks: sample.ticks) != time
    }
    #expect(wrong.map(\.0.byte) == [])
  }
}
