import SCCP
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
    append(visible: record.message.text(.text).flatMap(lastText))
  }
}

extension Record {
  /// The number before the colon of an Alarm's text, such as `25: Name=…`; some devices write none,
  /// and the word after `Last=` tells.
  package var alarmReason: Int? {
    guard let alarm = message.text(.text) else { return nil }
    if let colon = alarm.firstIndex(of: ":"), let code = Int(alarm[..<colon]) { return code }
    if alarm.hasPrefix("Waiting for") { return 28 }
    return lastText(of: alarm).flatMap { codesOfLastTexts[$0] }
  }

  /// The device's own word for it.
  package var alarmReasonText: String? { message.text(.text).flatMap(lastText) }
}

/// The word after `Last=` in an Alarm's text.
private func lastText(of alarm: String) -> String? {
  guard let key = alarm.firstRange(of: "Last=") else { return nil }
  let word = alarm[key.upperBound...].drop { $0 == " " }.prefix { $0 != " " }
  return word.isEmpty ? nil : String(word)
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
