package import SCCP
import Text
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

  /// Whether what a message puts on the display begins with an ASCII word, or with a phrase that has
  /// its first letter.
  package func mayDisplay(_ word: String) -> Bool {
    for name in displayedTexts {
      guard let field = message.first(name) else { continue }
      let text = message.bytes.span.extracting(message.textBytes(of: field))
      if text.isEmpty { return false }
      if text[0] >= 0x80 || text[0] == 0x1e {
        guard text.count > 1, let phrase = Self.phrase(table: text[0], code: text[1]) else {
          return true
        }
        return phrase.isEmpty || phrase.utf8.first == word.utf8.first
      }
      return text.spells(word, in: 0..<min(word.utf8.count, text.count))
    }
    return false
  }

  /// The phrase that two bytes stand for, as phones show it.
  private static func phrase(table: UInt8, code: UInt8) -> String? {
    switch table {
    case 0x80: ValueNames.displayLabels200.entry(for: UInt32(code))?.spoken
    case 0x1e: ValueNames.displayLabels36.entry(for: UInt32(code))?.spoken
    default: nil
    }
  }

  /// What a message puts on the display.
  package var displayedText: String? {
    for name in displayedTexts {
      if let field = message.first(name) { return message.text(of: field) }
    }
    return nil
  }
}

/// A phrase of a display that the program knows by name.
package enum DisplayPhrase: Sendable {
  case label200(DisplayLabel200)
  case label36(DisplayLabel36)

  /// The phrase of a code and the byte before it: 0x80 for DisplayLabels_200, 0x1e for
  /// DisplayLabels_36.
  package init?(table: UInt8, code: UInt8) {
    if table == 0x80, let label = DisplayLabel200(rawValue: UInt32(code)) {
      self = .label200(label)
    } else if table == 0x1e, let label = DisplayLabel36(rawValue: UInt32(code)) {
      self = .label36(label)
    } else {
      return nil
    }
  }

  /// What it means, where it means trouble.
  fileprivate var trouble: String? {
    switch self {
    case .label200(let label): troubleOfLabels200[label]
    case .label36(let label): troubleOfLabels36[label]
    }
  }
}

/// A phrase on a display that means trouble.
package struct DisplayTrouble: Sendable {
  package let phrase: DisplayPhrase
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
        return DisplayPhrase(table: text[index], code: text[index + 1]).flatMap { phrase in
          phrase.trouble.map { DisplayTrouble(phrase: phrase, meaning: $0) }
        }
      default: index += text.utf8CharacterByteCount(at: index) ?? 1
      }
    }
    return nil
  }
}

/// Codes of DisplayLabels_200 that mean trouble.
private let troubleOfLabels200: [DisplayLabel200: String] = [
  .tempFail: "something failed for the moment",
  .canNotCompleteConference: "the conference cannot be built",
  .noConferenceBridge: "no conference bridge is free",
  .canNotHoldPrimaryControl: "whoever controls the conference cannot be held",
  .invalidConferenceParticipant: "that party cannot join the conference",
  .inConferenceAlready: "that party is in the conference already",
  .noParticipantInfo: "nothing is known of the participants",
  .exceedMaximumParties: "the conference is full",
  .keyIsNotActive: "the key does nothing at this point",
  .errorNoLicense: "there is no licence for the device",
  .errorDbconfig: "the database of the server is in disorder",
  .errorDatabase: "the database of the server is in disorder",
  .errorPassLimit: "a limit of the server has been passed",
  .errorUnknown: "the server does not say what failed",
  .errorMismatch: "the device is not what the server has configured",
  .notEnoughBandwidth: "the network has no room for the call",
  .unknownNumber: "the number is not known",
  .networkCongestionRerouting: "congestion sends the call another way",
  .failedToSetupBarge: "joining the other call failed",
  .anotherBargeExists: "someone has joined that call before",
  .incompatibleDeviceType: "the two devices do not fit together",
  .noParkNumberAvailable: "no park number is free",
  .serviceIsNotActive: "the service is not running",
  .highTrafficTryAgainLater: "the server is overloaded",
  .canNotCompleteTransfer: "the transfer fails",
  .canNotJoinCalls: "the calls cannot be joined",
  .numberNotConfigured: "the number is not configured",
  .securityError: "a security check failed",
  .videoBandwidthUnavailable: "there is no bandwidth for video",
  .maxCallDurationTimeout: "the call has lasted as long as it may",
  .maxHoldDurationTimeout: "the call has been held as long as it may",
  .parkSlotUnavailable: "the park number is taken",
  .noCallAvailableForPickup: "there is no call to pick up",
  .noBandwidthAvailableForPickup: "there is no bandwidth to pick up the call",
  .externalTransferRestricted: "outside calls may not be transferred",
  .noLineAvailableForPickup: "there is no line to pick up the call",
]

/// Codes of DisplayLabels_36 that mean trouble.
private let troubleOfLabels36: [DisplayLabel36: String] = [
  .cmFallbackServiceOperating: "a router stands in for the lost server",
  .maxPhonesExceeded: "the server takes no more phones",
  .waitingToRehome: "the phone waits to return to its own server",
  .transferDestinationIsBusy: "the target of the transfer is busy",
  .wrongPin: "the PIN is wrong",
  .setupFailed: "the call could not be set up",
  .noResources: "no resource is free",
  .deviceNotAuthorized: "the device has no permission",
  .cfwdallLoopDetected: "forwarding runs in a circle",
  .cfwdallHopsExceeded: "the call was forwarded too often",
  .pickupIsUnavailable: "nothing can be picked up now",
  .conferenceIsUnavailable: "no conference is possible now",
  .meetmeIsUnavailable: "no Meet-Me is possible now",
  .cannotRetrieveParkedCall: "the parked call cannot be fetched",
  .cannotSendCallToMobile: "the call cannot go to the mobile phone",
  .cannotMoveConversation: "the conversation cannot be moved",
  .recordingFailed: "the recording failed",
]
