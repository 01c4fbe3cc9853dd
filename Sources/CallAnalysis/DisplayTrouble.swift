import SCCP
import Wire

extension TextBuffer {
  /// Appends what a phrase on the display means, where it means trouble.
  mutating func append(troubleOf record: Record) -> Bool {
    guard let trouble = record.trouble else { return false }
    append(trouble)
    return true
  }
}

extension Record {
  /// Whether a phrase on the display means trouble.
  var hasTrouble: Bool { trouble != nil }

  fileprivate var trouble: String? { displayTrouble?.meaning }

  /// The phrase on the display that means trouble.
  package var displayTrouble: DisplayTrouble? {
    for name in displayedTexts {
      if let field = message.first(name) { return message.displayTrouble(in: field) }
    }
    return nil
  }

  /// What a message puts on the display.
  package var displayedText: String? {
    for name in displayedTexts {
      if let field = message.first(name) { return message.text(of: field) }
    }
    return nil
  }
}

/// A phrase on a display that means trouble.
package struct DisplayTrouble: Sendable {
  /// The byte that begins its code: 0x80 for DisplayLabels_200, 0x1e for DisplayLabels_36.
  package let table: UInt8
  package let code: UInt8
  /// What it means, as a clause.
  package let meaning: String
}

/// The fields that stand on a display.
private let displayedTexts: [FieldName] = [.promptStatus, .notify, .text]

extension Message {
  /// The trouble that the first phrase code of a text stands for: 0x80 or 0x1e and the code.
  func displayTrouble(in field: DecodedField) -> DisplayTrouble? {
    let slot = bytes(of: field)
    let text = bytes.span.extracting(slot)
    var index = 0
    while index + 1 < text.count, text[index] != 0 {
      switch text[index] {
      case 0x80, 0x1e:
        let (table, code) = (text[index], text[index + 1])
        let meanings = table == 0x80 ? troubleOfLabels200 : troubleOfLabels36
        return meanings[code].map { DisplayTrouble(table: table, code: code, meaning: $0) }
      default: index += text.utf8CharacterByteCount(at: index) ?? 1
      }
    }
    return nil
  }
}

/// Codes of DisplayLabels_200 that mean trouble.
private let troubleOfLabels200: [UInt8: String] = [
  35: "something failed for the moment",
  38: "the conference cannot be built",
  39: "no conference bridge is free",
  40: "whoever controls the conference cannot be held",
  41: "that party cannot join the conference",
  42: "that party is in the conference already",
  43: "nothing is known of the participants",
  44: "the conference is full",
  45: "the key does nothing at this point",
  46: "there is no licence for the device",
  47: "the database of the server is in disorder",
  48: "the database of the server is in disorder",
  49: "a limit of the server has been passed",
  50: "the server does not say what failed",
  51: "the device is not what the server has configured",
  55: "the network has no room for the call",
  56: "the number is not known",
  66: "congestion sends the call another way",
  68: "joining the other call failed",
  69: "someone has joined that call before",
  70: "the two devices do not fit together",
  71: "no park number is free",
  73: "the service is not running",
  74: "the server is overloaded",
  82: "the transfer fails",
  83: "the calls cannot be joined",
  85: "the number is not configured",
  86: "a security check failed",
  87: "there is no bandwidth for video",
  89: "the call has lasted as long as it may",
  90: "the call has been held as long as it may",
  94: "the park number is taken",
  95: "there is no call to pick up",
  96: "there is no bandwidth to pick up the call",
  97: "outside calls may not be transferred",
  98: "there is no line to pick up the call",
]

/// Codes of DisplayLabels_36 that mean trouble.
private let troubleOfLabels36: [UInt8: String] = [
  10: "a router stands in for the lost server",
  11: "the server takes no more phones",
  12: "the phone waits to return to its own server",
  16: "the target of the transfer is busy",
  24: "the PIN is wrong",
  36: "the call could not be set up",
  37: "no resource is free",
  38: "the device has no permission",
  58: "forwarding runs in a circle",
  59: "the call was forwarded too often",
  61: "nothing can be picked up now",
  62: "no conference is possible now",
  63: "no Meet-Me is possible now",
  64: "the parked call cannot be fetched",
  65: "the call cannot go to the mobile phone",
  68: "the conversation cannot be moved",
  80: "the recording failed",
]
