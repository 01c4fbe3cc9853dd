import Testing
import Text
import Wire

/// Times in the form that a person wants.
@Suite struct TimeTextsTests {
  private static func texts(
    _ form: TimeForm, from start: Timestamp? = nil, _ times: [(Int64, UInt32)], digits: Int = 6
  ) -> [String] {
    var texts = TimeTexts(form)
    if let start { texts.begin(at: start) }
    return times.map { seconds, nanoseconds in
      var text = TextBuffer()
      texts.append(
        Timestamp(seconds: seconds, nanoseconds: nanoseconds), digits: digits, to: &text)
      return String(text)
    }
  }

  @Test func `UTC is RFC 3339, also where a second follows another`() {
    let times: [(Int64, UInt32)] = [(1_700_000_000, 5_000), (1_700_000_000, 7_000), (1, 0)]
    #expect(
      Self.texts(.utc, times) == [
        "2023-11-14T22:13:20.000005Z", "2023-11-14T22:13:20.000007Z", "1970-01-01T00:00:01.000000Z",
      ])
  }

  @Test func `relative counts from the beginning, before which a packet may lie`() {
    let start = Timestamp(seconds: 100, nanoseconds: 900_000_000)
    let times: [(Int64, UInt32)] = [(100, 900_000_000), (102, 0), (100, 899_999_000)]
    #expect(Self.texts(.relative, from: start, times) == ["0.000000", "1.100000", "-0.000001"])
    #expect(Self.texts(.relative, [(7, 0), (9, 0)], digits: 0) == ["0", "2"])
  }

  @Test func `delta counts from the time before, and tells a clock that was set back`() {
    let times: [(Int64, UInt32)] = [(100, 0), (100, 250_000_000), (100, 249_000_000), (10, 0)]
    #expect(
      Self.texts(.delta, times, digits: 3) == [
        "+0.000", "+0.250", "-0.001", "clock set back by 90.249",
      ])
  }

  @Test func `epoch is a number, before 1970 a negative one`() {
    #expect(
      Self.texts(.epoch, [(1_700_000_000, 5_000), (-1, 700_000_000), (-2, 0)]) == [
        "1700000000.000005", "-0.300000", "-2.000000",
      ])
  }

  @Test func `a time of day has its date on another day than that of its readers`() {
    func text(_ form: TimeForm, _ seconds: Int64, onDayOf other: Int64?) -> String {
      var texts = TimeTexts(form)
      var text = TextBuffer()
      texts.append(
        Timestamp(seconds: seconds, nanoseconds: 5_000_000),
        onDayOf: other.map { Timestamp(seconds: $0, nanoseconds: 0) }, digits: 3, to: &text)
      return String(text)
    }
    let midnight: Int64 = 1_700_006_400  // 2023-11-15
    #expect(text(.utc, midnight, onDayOf: midnight + 86_399) == "00:00:00.005")
    #expect(text(.utc, midnight, onDayOf: nil) == "00:00:00.005")
    #expect(text(.utc, midnight, onDayOf: midnight - 1) == "2023-11-15 00:00:00.005")
    #expect(text(.utc, -1, onDayOf: 0) == "1969-12-31 23:59:59.005")
    #expect(text(.epoch, midnight, onDayOf: midnight - 1) == "1700006400.005")
  }

  @Test(arguments: TimeForm.allCases)
  func `times at the ends of what a capture can hold are told`(form: TimeForm) {
    let times: [(Int64, UInt32)] = [(.min, 0), (.max, 999_999_999), (0, 0)]
    for text in Self.texts(form, times) { #expect(!text.isEmpty) }
  }
}
