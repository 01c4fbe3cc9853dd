import SCCP
import Text
import Wire

/// The pieces that derived values are made of. Each says whether there was something to append.
extension TextBuffer {
  mutating func append(_ words: String, if holds: Bool) -> Bool {
    if holds { append(words) }
    return holds
  }

  mutating func append(_ number: UInt32?) -> Bool {
    guard let number else { return false }
    append(decimal: number)
    return true
  }

  /// Appends tenths with a decimal point.
  mutating func append(tenths: UInt64?) -> Bool {
    guard let tenths else { return false }
    append(decimal: tenths / 10)
    append(".")
    append(decimal: tenths % 10)
    return true
  }

  /// Appends what a value of an enumeration is called in a sentence.
  mutating func append(_ value: UInt32?, of names: ValueNames) -> Bool {
    guard let value else { return false }
    names.append(spoken: value, to: &self)
    return true
  }

  /// Appends text from the capture, made harmless for a terminal.
  mutating func append(visible text: String?) -> Bool {
    guard let text, !text.isEmpty else { return false }
    append(visible: text.utf8.span)
    return true
  }

  /// Appends what stands between two parts of a list.
  mutating func append(separatorAt index: Int, of count: Int) {
    if index > 0 { append(index == count - 1 ? " and " : ", ") }
  }

  mutating func append(_ words: String, duration nanoseconds: Int64?) -> Bool {
    let start = count
    append(words)
    if append(duration: nanoseconds) { return true }
    truncate(to: start)
    return false
  }

  /// Appends a duration as a person says it: milliseconds below a second, then seconds, minutes.
  package mutating func append(duration nanoseconds: Int64?) -> Bool {
    guard let nanoseconds, nanoseconds >= 0 else { return false }
    let milliseconds = nanoseconds / 1_000_000
    switch milliseconds {
    case 0:
      append("0.")
      append(decimal: nanoseconds / 100_000)
      append(" ms")
    case ..<1000:
      append(decimal: milliseconds)
      append(" ms")
    case ..<60_000:
      append(seconds: nanoseconds, digits: 1)
      append(" s")
    case ..<3_600_000:
      append(decimal: milliseconds / 60_000)
      append(" min ")
      append(decimal: milliseconds / 1000 % 60)
      append(" s")
    default:
      append(decimal: milliseconds / 3_600_000)
      append(" h ")
      append(decimal: milliseconds / 60_000 % 60)
      append(" min")
    }
    return true
  }

  /// Appends who the message is about, or where its sender is.
  mutating func append(_ value: Derived, whoOf record: Record) -> Bool {
    switch value {
    case .source:
      append(record.isFromDevice ? record.device.address : record.server.address)
    case .device, .Device:
      if append(visible: record.deviceName) { return true }
      append(value == .Device ? "The " : "the ")
      append(record.profile.noun)
    case .Phone:
      append("The ")
      append(record.profile.noun)
    default: append(record.profile.noun)
    }
    return true
  }
}
