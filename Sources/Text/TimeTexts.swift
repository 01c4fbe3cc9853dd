package import Wire

/// The texts of times, one after the other, in the form that a person wants.
///
/// The part down to the second is that of many times, and made once.
package struct TimeTexts: ~Copyable {
  private let form: TimeForm
  private var second: Int64?
  /// The date and time of that second, or the seconds since 1970.
  private var text = TextBuffer(capacity: 64)
  /// What follows the decimals of that second: `Z`, or the offset of the zone.
  private var zone = TextBuffer(capacity: 16)
  private var start: Timestamp?
  /// The time that was shown last.
  private var former: Timestamp?

  /// Begins with no time shown.
  package init(_ form: TimeForm = .utc) {
    self.form = form
  }

  /// Learns when the capture begins; without that, it begins with the first time shown.
  package mutating func begin(at start: Timestamp) {
    self.start = start
  }

  /// Takes a time as the one shown last.
  package mutating func count(from former: Timestamp) {
    self.former = former
  }

  /// Appends a time, with `digits` decimals of a second, 0 to 9; finer ones are cut off.
  package mutating func append(_ time: Timestamp, digits: Int, to line: inout TextBuffer) {
    switch form {
    case .utc, .local: appendSecond(time, digits: digits, to: &line)
    case .epoch where time.seconds >= 0: appendSecond(time, digits: digits, to: &line)
    case .epoch: line.append(before1970: time, digits: digits)
    case .relative:
      if start == nil { start = time }
      line.append(from: start ?? time, to: time, digits: digits)
    case .delta:
      appendDelta(time, digits: digits, to: &line)
      former = time
    }
  }

  /// Appends a time of day as ``append(_:digits:to:)`` does: without its date where it is on the day
  /// of another time, or where none is given.
  package mutating func append(
    _ time: Timestamp, onDayOf other: Timestamp?, digits: Int, to line: inout TextBuffer
  ) {
    guard form.hasDays else { return append(time, digits: digits, to: &line) }
    if let other, !form.isSameDay(time, other) {
      appendDay(of: time, to: &line)
      line.append(" ")
    }
    prepare(time.seconds)
    let hourByteCount = 8  // 20:06:49
    line.append(text.span.extracting(max(text.count - hourByteCount, 0)...))
    line.append(fraction: time.nanoseconds, digits: digits)
    if form == .local { line.append(zone) }
  }

  /// Appends the date of a time: 2024-03-12.
  package mutating func appendDay(of time: Timestamp, to line: inout TextBuffer) {
    prepare(time.seconds)
    let timeByteCount = 9  // T20:06:49
    line.append(text.span.extracting(..<max(text.count - timeByteCount, 0)))
  }

  /// Appends the text of the second and what follows it.
  private mutating func appendSecond(_ time: Timestamp, digits: Int, to line: inout TextBuffer) {
    if second != time.seconds { prepare(time.seconds) }
    line.append(text)
    line.append(fraction: time.nanoseconds, digits: digits)
    switch form {
    case .utc: line.append(byte: UInt8(ascii: "Z"))
    case .local: line.append(zone)
    case .relative, .delta, .epoch: break
    }
  }

  /// Appends the time since the one shown last.
  private func appendDelta(_ time: Timestamp, digits: Int, to line: inout TextBuffer) {
    if let former, let back = time.nanosecondsBack(from: former) {
      line.append("clock set back by ")
      line.append(seconds: back, digits: digits)
    } else {
      if time >= former ?? time { line.append("+") }
      line.append(from: former ?? time, to: time, digits: digits)
    }
  }

  /// Makes the texts of a second.
  private mutating func prepare(_ seconds: Int64) {
    if second == seconds { return }
    second = seconds
    text.removeAll()
    zone.removeAll()
    if form == .epoch { return text.append(decimal: seconds) }
    let offset = form == .local ? LocalZone.offset(at: seconds) : 0
    let (shown, overflow) = seconds.addingReportingOverflow(offset)
    text.append(time: Timestamp(seconds: overflow ? seconds : shown, nanoseconds: 0), digits: 0)
    text.truncate(to: text.count - 1)
    if !overflow { zone.append(offset: offset) } else { zone.append("Z") }
  }
}

extension TextBuffer {
  /// Appends the seconds to the beginning of 1970, with a sign.
  fileprivate mutating func append(before1970 time: Timestamp, digits: Int) {
    if time.nanoseconds == 0 {
      append(decimal: time.seconds)
      append(fraction: 0, digits: digits)
    } else {
      append("-")
      append(decimal: (time.seconds + 1).magnitude)
      append(fraction: 1_000_000_000 - time.nanoseconds, digits: digits)
    }
  }

  /// Appends the seconds between two times, with a sign where the second is earlier.
  fileprivate mutating func append(from start: Timestamp, to end: Timestamp, digits: Int) {
    if let passed = end.distance(from: start) {
      append(seconds: passed, digits: digits)
    } else {
      append("-")
      append(seconds: start.distance(from: end) ?? 0, digits: digits)
    }
  }

  /// Appends the offset of a time zone: `+01:00`, with seconds where it has some.
  fileprivate mutating func append(offset: Int64) {
    append(offset < 0 ? "-" : "+")
    let seconds = offset.magnitude
    append(decimal: seconds / 3600, minimumDigits: 2)
    append(":")
    append(decimal: seconds / 60 % 60, minimumDigits: 2)
    if seconds % 60 != 0 {
      append(":")
      append(decimal: seconds % 60, minimumDigits: 2)
    }
  }
}
