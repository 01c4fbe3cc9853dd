import CallAnalysis
import Story
import Testing
import Wire

/// The capture's clock, where packets pass of which no records are made.
@Suite struct ClockTests {
  private final class Clock: Listener {
    private(set) var times: [Timestamp] = []

    func tick(_ time: Timestamp, _ replies: inout Replies) { times.append(time) }
  }

  @Test func `everybody hears once a second what time it is`() {
    let clock = Clock()
    var story = StoryListener(clock)
    var writer = RecordWriter { story.hear(&$0) }
    let parts: [(Int64, UInt32)] = [
      (0, 500_000_000), (0, 800_000_000), (1, 100_000_000), (20, 500_000_000),
    ]
    let times = parts.map {
      Timestamp(seconds: 1_700_000_000 + $0.0, nanoseconds: $0.1)
    }
    for time in times { writer.append(.clock(time)) }
    writer.passOn()
    #expect(clock.times == [times[0], times[2], times[3]])
  }
}
