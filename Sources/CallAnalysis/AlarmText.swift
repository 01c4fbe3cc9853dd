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
  static func requests(in text: String) -> [String] {
    let text = text.lowercased()
    return subjects.filter { subject in subject.words.allSatisfy(text.contains) }
      .max { $0.words.joined().count < $1.words.joined().count }?.requests ?? []
  }

  /// Words of alarm texts such as `Waiting for Line Status From 10.1.1.1`; of several that fit, the
  /// longest counts.
  private static let subjects: [(words: [String], requests: [String])] = [
    (["feature"], ["FeatureStatReq"]),
    (["line", "stat"], ["LineStatReq"]),
    (["speed"], ["SpeedDialStatReq"]),
    (["forward"], ["ForwardStatReq"]),
    (["service"], ["ServiceURLStatReq"]),
    (["config"], ["ConfigStatReq"]),
    (["button"], ["ButtonTemplateReq"]),
    (["soft"], ["SoftKeyTemplateReq", "SoftKeySetReq"]),
    (["soft", "template"], ["SoftKeyTemplateReq"]),
    (["soft", "set"], ["SoftKeySetReq"]),
    (["time"], ["TimeDateReq"]),
    (["date"], ["TimeDateReq"]),
    (["version"], ["VersionReq"]),
    (["server", "list"], ["ServerReq"]),
    (["regist"], ["RegisterReq"]),
    (["unregist"], ["UnregisterReq"]),
    (["token"], ["RegisterTokenReq", "SPCPRegisterTokenReq"]),
    (["keepalive"], ["KeepAliveReq"]),
  ]
}
