import CallAnalysis
import SCCP
import Story
import Text
import Wire

/// Looks for secrets that anyone can read.
struct SecretWatch: MessageWatch {
  enum Sign: MessageSign {
    case mediaOrder, prompt, digit, state, parties, document, display

    static let table = MessageTable<Sign>([
      .mediaOrder: [
        .openReceiveChannel, .startMediaTransmission, .openMultiMediaReceiveChannel,
        .startMultiMediaTransmission,
      ],
      .prompt: [.startTone], .digit: [.keypadButton], .state: [.callState],
      .parties: [.callInfo, .callInfoV2],
      .document: [
        .userToDeviceData, .userToDeviceDataVersion1, .deviceToUserData,
        .deviceToUserDataVersion1, .serviceURLStatRes, .serviceURLStatV2Res,
      ],
      .display: [.displayPromptStatus, .displayPromptStatusV2],
    ])
  }

  private let settings: FindingSettings

  init(_ settings: FindingSettings) {
    self.settings = settings
  }

  mutating func hear(
    _ sign: Sign, _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let call = record.message.callReference ?? 0
    switch sign {
    case .mediaOrder: judgeKey(record, link, &desk)
    case .prompt:
      let tone = record.message.value(.tone)
      if tone == .meetMeEnterPIN || tone == .meetMeEnterAccessCode {
        link.secrets[run: call].prompt = record.stamp
      }
    case .display:
      guard let field = record.message.first(.promptStatus) else { return }
      let bytes = record.message.bytes(of: field)
      guard bytes.count >= 2 else { return }
      let phrase = DisplayPhrase(
        table: record.message.bytes[bytes.lowerBound],
        code: record.message.bytes[bytes.lowerBound + 1])
      switch phrase {
      case .label36(.enterAuthorizationCode), .label36(.enterClientMatterCode),
        .label36(.pleaseEnterPin):
        link.secrets[run: call].prompt = record.stamp
      default: break
      }
    case .digit: hearDigit(record, call, link)
    case .state:
      let state = record.message.value(.callState)
      if state != .connected { sayDigits(of: call, link, &desk) }
      if state == .onHook { link.secrets.forgetLevel(of: call) }
    case .parties: judgeLevel(record, call, link, &desk)
    case .document: judgeDocument(record, link, &desk)
    }
  }

  private func hearDigit(_ record: borrowing Record, _ call: UInt32, _ link: LinkState) {
    let stamp = record.stamp
    if link.secrets.runs[call]?.answersPrompt(at: stamp) == true {
      link.secrets[run: call].noteAnswer(at: stamp)
    } else if let known = link.leg(of: record), known.leg.state == .connected {
      link.secrets[run: call].noteInCall(at: stamp)
    }
  }

  /// Tells of the digits of a call, when its state changes: how many they are, and not which.
  private func sayDigits(of call: UInt32, _ link: LinkState, _ desk: inout FindingDesk) {
    guard let run = link.secrets.takeRun(of: call) else { return }
    let leg = call == 0 ? nil : link.leg(withReference: call)
    if let first = run.first {
      desk.say(
        .pinInClear, link,
        Observation(
          "\(run.count.counted("digit")) of \(link.title) that look like a PIN or code are readable.",
          at: first
        ).about(leg).resting(on: (run.prompt, "prompt"), (first, .name(of: .keypadButton)))
          .with(.number("digits", run.count)))
    }
    if let first = run.inCall {
      let isMany = run.inCallCount >= settings.count(.digitsInClear)
      desk.say(
        .digitsInClear, link,
        Observation(
          "\(run.inCallCount.counted("digit")) that \(link.title) sent during a call "
            + "\(run.inCallCount == 1 ? "is" : "are") readable.", at: first,
          severity: isMany ? .warning : nil
        ).about(leg).resting(on: (first, .name(of: .keypadButton)))
          .with(.number("digits", run.inCallCount)))
    }
  }

  func end(_ link: LinkState, at end: Timestamp, _ desk: inout FindingDesk) {
    for call in link.secrets.runs.keys.sorted() { sayDigits(of: call, link, &desk) }
  }

  private func judgeKey(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    let (algorithms, lengths): (ClosedRange<UInt32>, ClosedRange<UInt32>) = (1...16, 1...64)
    guard let algorithm = record.number(.algorithmID), algorithms.contains(algorithm),
      let length = record.number(.keyLength), lengths.contains(length)
    else { return }
    let reference = record.message.callReference.map { " of call \($0)" } ?? ""
    desk.say(
      .mediaKeyInClear, link,
      Observation(
        "Media keys\(reference) cross the network in clear: the audio can be decrypted from this "
          + "capture. Do not share it unredacted.", at: record.stamp
      ).about(reference: record.message.callReference, on: link)
        .resting(on: (record.stamp, record.message.name)))
  }

  private func judgeLevel(
    _ record: borrowing Record, _ call: UInt32, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    guard let level = record.value(.callSecurityStatus) else { return }
    let former = link.secrets.note(level, of: call)
    guard let former, former != .notAuthenticated, level == .notAuthenticated else { return }
    desk.say(
      .securityLost, link,
      Observation(
        "A call of \(link.title) lost its security: it was "
          + "\(former == .encrypted ? "encrypted" : "authenticated") before.", at: record.stamp
      ).about(reference: record.message.callReference, on: link))
  }

  private func judgeDocument(
    _ record: borrowing Record, _ link: LinkState, _ desk: inout FindingDesk
  ) {
    for name in [FieldName.xmlData, .serviceURL] {
      guard let field = record.message.first(name),
        CredentialSearch.finds(
          in: record.message.bytes.span.extracting(record.message.textBytes(of: field)))
      else { continue }
      desk.say(
        .secretInDocument, link,
        Observation(
          "Data of a phone service with credentials crosses the network in clear.", at: record.stamp
        ).resting(on: (record.stamp, record.message.name)))
      return
    }
  }
}

/// Finds credentials in the data or the address of a phone service.
enum CredentialSearch {
  /// What stands before a credential, in small letters.
  private static let names: [[UInt8]] = [
    "password=", "passwd=", "pin=", "userid=", "<password>", "<pin>",
  ].map { Array($0.utf8) }
  private static let hiddenInput = Array("<inputflags>p<".utf8)

  /// Whether some credential has a value.
  static func finds(in text: Span<UInt8>) -> Bool {
    for start in text.indices {
      let first = text[start] | 0x20
      if first == UInt8(ascii: "<") | 0x20, begins(text, start, hiddenInput) { return true }
      for name in names where name[0] | 0x20 == first && begins(text, start, name) {
        let value = start + name.count
        let isWord = start == 0 || !isLetter(text[start - 1])
        if isWord, value < text.count, isLetter(text[value]) || isDigit(text[value]) { return true }
      }
    }
    return false
  }

  private static func begins(_ text: Span<UInt8>, _ start: Int, _ name: [UInt8]) -> Bool {
    guard start + name.count <= text.count else { return false }
    for index in name.indices {
      let byte = text[start + index]
      if (isLetter(byte) ? byte | 0x20 : byte) != name[index] { return false }
    }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
