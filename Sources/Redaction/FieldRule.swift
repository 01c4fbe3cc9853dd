import SCCP

/// What becomes of a field of a message where a capture is redacted.
enum FieldRule: Sendable {
  /// A number that says nothing about anybody.
  case kept
  /// A text: what has its shape stays, and all other words and numbers are replaced.
  case text(TextShape, RedactionClass)
  case deviceName
  /// Nothing of it is understood, and so nothing stays.
  case blanked
  /// A key that was pressed.
  case keypadButton
  /// A tone that may stand for a digit.
  case tone
  /// Four bytes of an IPv4 address, in the place of a number.
  case addressNumber
  case address
  case macAddress
  case secret

  /// The rules of all steps of a layout.
  static func rules(of layout: Layout) -> [FieldRule] {
    layout.steps.map { step in
      rule(for: step.operation, named: step.name, in: layout.definition)
    }
  }

  private static func rule(
    for operation: Step.Operation, named name: FieldName, in message: MessageDefinition
  ) -> FieldRule {
    switch operation {
    case .secret: .secret
    case .macAddress: .macAddress
    case .ipv4, .ipv6, .address, .typedAddress: .address
    case .number, .signed, .enumeration, .flags: numberRule(named: name, in: message)
    case .xml, .countedXML: .text(.document, name == .locationInfo ? .servers : .content)
    case .displayText: .text(displayShape(named: name, in: message), .names)
    case .text, .directoryNumber, .countedText: textRule(named: name, in: message)
    case .structure, .array, .union, .unionCase, .versions, .over, .leftOver, .forms, .form: .kept
    }
  }

  private static func displayShape(
    named name: FieldName, in message: MessageDefinition
  ) -> TextShape {
    if message == .registerReject { return .refusal }
    return name == .softKeyLabel ? .softKeyLabel : .prompt
  }

  private static func numberRule(named name: FieldName, in message: MessageDefinition) -> FieldRule
  {
    switch name {
    case .keypadButton: .keypadButton
    case .tone: .tone
    case .secondParameter where message == .alarm: .addressNumber
    case .failureNodeIpAddr: .addressNumber
    default: .kept
    }
  }

  private static func textRule(named name: FieldName, in message: MessageDefinition) -> FieldRule {
    switch name {
    case .deviceName: .deviceName
    case .text: .text(message == .alarm ? .alarm : .prompt, .names)
    case .versionStr, .version, .firmwareLoadName: .text(.version, .names)
    case .dateTemplate: .text(.dateTemplate, .names)
    case .capabilities: .text(.figures, .names)
    // The figures of a call's quality.
    case .data where message == .connectionStatisticsRes: .text(.figures, .names)
    case .passThruData, .appData, .data: .blanked
    case .configuredServerName, .serverName: .text(.free, .servers)
    case .serviceURL: .text(.document, .servers)
    case _ where isNumber(name.spelling): .text(.free, .numbers)
    default: .text(.free, .names)
    }
  }

  /// Whether a field holds the number of a party or a line.
  private static func isNumber(_ name: String) -> Bool {
    let endings = [
      "Party", "Number", "directoryNum", "Dirnum", "VoiceMailbox", "DirNumber", "subscriptionID",
    ]
    return endings.contains { name.hasSuffix($0) }
  }
}

/// The rules of layouts, made when they are asked for.
struct FieldRules {
  private var known: [[FieldRule]?] = []

  mutating func rules(of layout: Layout) -> [FieldRule] {
    if layout.index < known.count, let rules = known[layout.index] { return rules }
    while known.count <= layout.index { known.append(nil) }
    let new = FieldRule.rules(of: layout)
    known[layout.index] = new
    return new
  }
}
