import SCCP
import Text
import Wire

extension TextBuffer {
  /// Appends why a device says that it last went away, in words.
  mutating func append(alarmReasonOf record: Record) -> Bool {
    guard let code = record.alarmReason, let meaning = alarmReasons[code] else { return false }
    append(meaning)
    return true
  }

  /// Appends the device's own word for it, after `Last=`.
  mutating func append(alarmTextOf record: Record) -> Bool {
    append(visible: record.alarmReasonText)
  }
}

extension Record {
  /// The number before the colon of an Alarm's text, such as `25: Name=…`; some devices write none,
  /// and the word after `Last=` tells.
  package var alarmReason: Int? {
    guard let place = message.alarmText else { return nil }
    let text = message.bytes.span.extracting(place)
    if let code = text.numberBeforeColon { return code }
    if text.firstIndex(behind: "Waiting for".utf8.span) == "Waiting for".utf8.count { return 28 }
    return alarmReasonText.flatMap { codesOfLastTexts[$0] }
  }

  /// The device's own word for it, after `Last=`.
  package var alarmReasonText: String? {
    guard let place = message.alarmText else { return nil }
    let text = message.bytes.span.extracting(place)
    guard var start = text.firstIndex(behind: "Last=".utf8.span) else { return nil }
    while start < text.count, text[start] == UInt8(ascii: " ") { start += 1 }
    let end = text.firstIndex(of: UInt8(ascii: " "), in: start..<text.count) ?? text.count
    if start == end { return nil }
    var word = TextBuffer()
    word.append(decoding: text.extracting(start..<end), by: message.encoding)
    return String(word)
  }

  /// What that number means, as the completion of "it dropped out because …".
  package var alarmMeaning: String? { alarmReason.flatMap { alarmReasons[$0] } }
}

extension Message {
  /// The device's name in an Alarm's text, after `Name=`; some devices write no blank after it.
  var alarmedName: String? {
    guard let place = alarmText else { return nil }
    let text = bytes.span.extracting(place)
    guard let start = text.firstIndex(behind: "Name=".utf8.span) else { return nil }
    let key = "Load=".utf8.span
    var end = start
    while end < text.count, text[end] > UInt8(ascii: " "), text[end] < 0x7f { end += 1 }
    if let load = text.firstIndex(behind: key, from: start) { end = min(end, load - key.count) }
    return end > start ? String(copying: text.extracting(start..<end)) : nil
  }

  fileprivate var alarmText: Range<Int>? {
    guard let field = first(.text), !isEmptyText(field) else { return nil }
    return textBytes(of: field)
  }
}

extension Span<UInt8> {
  /// The number that is all that stands before the first colon.
  fileprivate var numberBeforeColon: Int? {
    let maximumDigits = 9
    var number = 0
    var index = 0
    while index < Swift.min(count, maximumDigits), (0x30...0x39).contains(self[index]) {
      number = number * 10 + Int(self[index] - 0x30)
      index += 1
    }
    return index > 0 && index < count && self[index] == UInt8(ascii: ":") ? number : nil
  }
}

/// What the numbers mean, as completions of "it dropped out because …".
private let alarmReasons: [Int: String] = [
  0: "it refused its firmware load",
  1: "the firmware file had the wrong size",
  2: "the firmware file could not be unpacked",
  3: "the firmware file had the wrong version",
  4: "its storage was full",
  5: "the firmware file had a wrong checksum",
  6: "its firmware was not on the TFTP server",
  7: "the TFTP server did not answer",
  8: "the TFTP server denied access",
  9: "TFTP failed",
  10: "TCP to the server timed out",
  11: "TCP was closed after a wrong acknowledgment",
  12: "the server reset TCP",
  13: "the server aborted TCP",
  14: "the server closed TCP",
  15: "the server was unreachable",
  16: "the server refused TCP",
  17: "its keepalives were not answered",
  18: "it moved back to its primary server",
  20: "a user reset it at the keypad",
  21: "its IP settings changed",
  22: "the server ordered a reset",
  23: "the server ordered a restart",
  24: "its registration was rejected",
  25: "it started up",
  26: "TCP was closed for a reason it does not know",
  27: "it waited for a state of the server",
  28: "it waited for an answer of the server",
  29: "its signal processor raised an alarm",
  30: "it aborted TCP itself",
  31: "a file could not be authenticated",
  111: "an application asked for it",
]

/// The words after `Last=` that phones write, and their numbers.
private let codesOfLastTexts: [String: Int] = [
  "TCP-timeout": 10, "TCP-Bad-ACK": 11, "CM-reset-TCP": 12, "CM-aborted-TCP": 13,
  "CM-closed-TCP": 14, "CM-ICMP-Unreach": 15, "CM-NAKed": 16, "KeepaliveTO": 17, "Failback": 18,
  "Phone-Keypad": 20, "Phone-Re-IP": 21, "Reset-Reset": 22, "Reset-Restart": 23,
  "Phone-Reg-Rej": 24, "Initialized": 25, "Application-Requested-Destroy": 111,
]
