import Text
import Wire

/// The times of JSON lines, each in both forms; what a whole second has in common is kept as bytes.
struct JSONTimes: ~Copyable {
  private var second: Int64?
  private var texts = TextStore()
  /// What stands before the decimals, and between those of the two forms.
  private var (beginning, middle) = (StoredText.none, StoredText.none)
  private var epochs = TimeTexts(.epoch)

  /// Decimals of a time since 1970 that a double has room for.
  private static let epochDigits = 6

  /// Appends a time with `digits` decimals of a second; finer ones are cut off.
  mutating func append(_ time: Timestamp, digits: Int, to text: inout TextBuffer) {
    if second != time.seconds { prepare(time.seconds, in: &text) }
    let epochDigits = min(digits, Self.epochDigits)
    text.append(beginning, of: texts)
    text.append(fraction: time.nanoseconds, digits: digits)
    if time.seconds >= 0 {
      text.append(middle, of: texts)
      text.append(fraction: time.nanoseconds, digits: epochDigits)
    } else {
      text.append("Z\",\"epoch\":")
      epochs.append(time, digits: epochDigits, to: &text)
    }
  }

  /// Makes the texts of a second, in a text that is left as it was.
  private mutating func prepare(_ seconds: Int64, in text: inout TextBuffer) {
    let start = text.count
    second = seconds
    texts.removeAll()
    text.append(",\"time\":\"")
    text.append(time: Timestamp(seconds: seconds, nanoseconds: 0), digits: 0)
    text.truncate(to: text.count - 1)
    beginning = texts.add(text.span.extracting(start...))
    text.truncate(to: start)
    text.append("Z\",\"epoch\":")
    text.append(decimal: seconds)
    middle = texts.add(text.span.extracting(start...))
    text.truncate(to: start)
  }
}
