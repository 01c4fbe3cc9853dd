import SCCP

/// What the texts of alarms name.
enum AlarmText {
  /// The numbers that an identifier in a text can mean, such as 87 and 0x87 for `ID :87:`.
  static func identifiers(in text: String) -> [UInt32] {
    guard let digits = identifierText(in: text) else { return [] }
    return [UInt32(digits), UInt32(digits, radix: 16)].compactMap { $0 }
  }

  /// The digits of an identifier in a text, as they stand there.
  static func identifierText(in text: String) -> String? {
    guard let key = text.firstRange(of: "ID") else { return nil }
    var rest = text[key.upperBound...].drop { " :=#".contains($0) }
    if rest.hasPrefix("0x") || rest.hasPrefix("0X") { rest = rest.dropFirst(2) }
    let maximumDigits = 8
    let digits = rest.prefix { $0.isHexDigit && $0.isASCII }
    return digits.isEmpty || digits.count > maximumDigits ? nil : String(digits)
  }

  /// The requests whose subject a text names.
  static func requests(in text: String) -> [MessageDefinition] {
    let text = text.lowercased()
    return subjects.filter { subject in subject.words.allSatisfy(text.contains) }
      .max { $0.words.joined().count < $1.words.joined().count }?.requests ?? []
  }

  /// Words of alarm texts such as `Waiting for Line Status From 10.1.1.1`; of several that fit, the
  /// longest counts.
  private static let subjects: [(words: [String], requests: [MessageDefinition])] = [
    (["feature"], [.featureStatReq]),
    (["line", "stat"], [.lineStatReq]),
    (["speed"], [.speedDialStatReq]),
    (["forward"], [.forwardStatReq]),
    (["service"], [.serviceURLStatReq]),
    (["config"], [.configStatReq]),
    (["button"], [.buttonTemplateReq]),
    (["soft"], [.softKeyTemplateReq, .softKeySetReq]),
    (["soft", "template"], [.softKeyTemplateReq]),
    (["soft", "set"], [.softKeySetReq]),
    (["time"], [.timeDateReq]),
    (["date"], [.timeDateReq]),
    (["version"], [.versionReq]),
    (["server", "list"], [.serverReq]),
    (["regist"], [.registerReq]),
    (["unregist"], [.unregisterReq]),
    (["token"], [.registerTokenReq, .spcpRegisterTokenReq]),
    (["keepalive"], [.keepAliveReq]),
  ]
}
