/// The texts of times, one after the other: the part down to the second is that of many.
package struct TimeTexts: ~Copyable {
  private var second: Int64?
  /// The time of that second, without its `Z`.
  private var text = TextBuffer(capacity: 64)

  package init() {}

  /// Appends a time as ``TextBuffer/append(time:digits:)`` does.
  package mutating func append(_ time: Timestamp, digits: Int, to line: inout TextBuffer) {
    if second != time.seconds {
      text.removeAll()
      text.append(time: Timestamp(seconds: time.seconds, nanoseconds: 0), digits: 0)
      text.truncate(to: text.count - 1)
      second = time.seconds
    }
    line.append(text)
    line.append(fraction: time.nanoseconds, digits: digits)
    line.append(byte: UInt8(ascii: "Z"))
  }
}
