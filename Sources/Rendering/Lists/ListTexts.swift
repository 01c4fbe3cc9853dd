import Story
import Text
import Wire

/// Texts of times and durations in lists.
extension FrameStamp {
  /// Nanoseconds to a later frame; nil where that is not known.
  func nanoseconds(to later: FrameStamp?) -> Int64? {
    later?.nanoseconds(since: self)
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
  var text = TextBuffer()
  text.append(rounded: value, digits: digits)
  return String(text)
}

extension TextBuffer {
  /// Appends a number that is not negative, rounded to so many decimals, at most three.
  mutating func append(rounded value: Double, digits: Int) {
    let scale: Int64 =
      switch digits {
      case ...0: 1
      case 1: 10
      case 2: 100
      default: 1000
      }
    guard let scaled = Int64(exactly: (max(value, 0) * Double(scale)).rounded()) else {
      append("0")
      return
    }
    append(decimal: scaled / scale)
    if digits <= 0 { return }
    append(byte: UInt8(ascii: "."))
    append(decimal: scaled % scale, minimumDigits: digits)
  }
}
