import SCCP
import Wire

extension TextBuffer {
  /// Appends why a device says that it last went away: the number before the colon of an Alarm's
  /// text, put into words.
  mutating func append(alarmReasonOf context: AnnotationContext) -> Bool {
    guard let alarm = context.message.text(.text), let code = Self.reasonCode(in: alarm),
      let meaning = Self.alarmReasons[code]
    else { return false }
    append(meaning)
    return true
  }

  /// The number that an alarm text such as `25: Name=…` begins with.
  private static func reasonCode(in alarm: String) -> Int? {
    guard let colon = alarm.firstIndex(of: ":") else { return nil }
    return Int(alarm[..<colon])
  }

  /// What the numbers mean, as completions of "it last went away because …".
  private static let alarmReasons: [Int: String] = [
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
  ]
}
