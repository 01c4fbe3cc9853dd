import Story
import Wire

/// Texts of times and durations in lists.
extension FrameStamp {
  /// The time of day in UTC, to the millisecond: `09:00:08.222`.
  var timeOfDay: String {
    guard let time else { return "" }
    var text = TextBuffer()
    text.append(time: time, digits: min(timeDigits, 3))
    // The date and its "T" come first, and the "Z" last.
    guard let start = text.span.firstIndex(of: UInt8(ascii: "T")) else { return "" }
    return String(copying: text.span.extracting(start + 1..<text.count - 1))
  }

  /// The time as RFC 3339; empty where the capture has none.
  var fullTime: String {
    guard let time else { return "" }
    var text = TextBuffer()
    text.append(time: time, digits: timeDigits)
    return String(text)
  }

  /// Nanoseconds to a later frame; nil where that is not known.
  func nanoseconds(to later: FrameStamp?) -> Int64? {
    later?.nanoseconds(since: self)
  }
}

extension Span<UInt8> {
  fileprivate func firstIndex(of byte: UInt8) -> Int? {
    for index in indices where self[index] == byte { return index }
    return nil
  }
}

/// A duration to read: `800 ms`, `3.6 s`, `21 s`, `12:05`, `1:02:03`.
func durationText(_ nanoseconds: Int64?) -> String {
  guard let nanoseconds, nanoseconds >= 0 else { return "" }
  let milliseconds = nanoseconds / 1_000_000
  if milliseconds < 1000 { return "\(milliseconds) ms" }
  let seconds = milliseconds / 1000
  if seconds < 10 { return "\(seconds).\(milliseconds % 1000 / 100) s" }
  if seconds < 60 { return "\(seconds) s" }
  let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
  let rest = seconds % 60 < 10 ? "0\(seconds % 60)" : "\(seconds % 60)"
  if hours == 0 { return "\(minutes):\(rest)" }
  return "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(rest)"
}

/// Seconds as a number for CSV.
func secondsText(_ nanoseconds: Int64?, like stamp: FrameStamp) -> String {
  guard let nanoseconds else { return "" }
  var text = TextBuffer()
  text.append(seconds: nanoseconds, digits: stamp.timeDigits)
  return String(text)
}

/// A number that is not negative, with so many decimals, rounded.
func decimalText(_ value: Double, digits: Int) -> String {
  let scale: Int64 = [1, 10, 100, 1000][min(max(digits, 0), 3)]
  guard let scaled = Int64(exactly: (max(value, 0) * Double(scale)).rounded()) else { return "0" }
  if digits == 0 { return "\(scaled)" }
  var text = TextBuffer()
  text.append(decimal: scaled / scale)
  text.append(byte: UInt8(ascii: "."))
  text.append(decimal: scaled % scale, minimumDigits: digits)
  return String(text)
}
