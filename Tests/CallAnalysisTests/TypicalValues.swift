import CaptureBuilder
import SCCP

/// Values such as captures have, for every field of every message.
struct TypicalValues {
  /// Which of an enumeration's values to take, so that each message comes in several forms.
  let variant: Int
  /// The number that every field gets that is none of the ``identifiers``, as far as it fits in.
  var odd: UInt32?

  /// Fields that any number is possible in.
  static let identifiers: Set<String> = [
    "callReference", "conferenceId", "passThroughPartyId", "passthruPartyID", "applicationId",
    "appInstanceID", "transactionId", "parm1", "parm2", "failureNodeIpAddr",
    "statsProcessingMode",  // One byte in some versions.
  ]

  /// A whole message; fields that its form lacks are left out.
  func unit(_ definition: MessageDefinition, version: UInt32) throws -> [UInt8] {
    try MessageEncoder(version: version).encode(definition, withKnownOf: members(definition.items))
  }

  private func members(_ items: [Item]) -> [String: FieldValue] {
    var values: [String: FieldValue] = [:]
    for item in items {
      switch item {
      case .field(let field): values[field.name] = value(field)
      case .structure(let name, let inner): values[name] = .structure(members(inner))
      case .array(.structure(let name, let inner), _, _):
        values[name] = .list([.structure(members(inner)), .structure(members(inner))])
      case .array(.field(let field), _, _):
        values[field.name] = value(field).map { .list([$0, $0]) }
      case .open(let array): values.merge(members([array])) { first, _ in first }
      case .array, .union: break
      case .versions(_, let inner), .over(_, let inner), .leftOver(_, let inner):
        values.merge(members(inner)) { first, _ in first }
      case .forms(let forms):
        for form in forms { values.merge(members(form.items)) { first, _ in first } }
      }
    }
    return values
  }

  private func value(_ field: Field) -> FieldValue? {
    switch field.format {
    case .number(.uint32), .enumeration(.uint32, _):
      if let odd, !Self.identifiers.contains(field.name) { return .number(Int64(odd)) }
    default: break
    }
    return switch field.format {
    case .number, .signed: number(field.name).map(FieldValue.number)
    case .enumeration(_, let names):
      .number(Int64(Self.choices[field.name] ?? names.entries[variant % names.entries.count].value))
    case .flags: .number(1)
    case .text, .displayText, .xml: .text(text(field.name))
    case .ipv4, .address, .typedAddress: .ipv4(192, 168, 195, 158)
    case .ipv6, .macAddress, .secret: nil
    }
  }

  /// A number; nil for those that follow from others.
  private func number(_ name: String) -> Int64? {
    switch name {
    case _ where name.hasSuffix("Count") || name.hasSuffix("Length") || name.hasSuffix("Entries"),
      "dataSize", "keylen", "saltlen":
      nil
    case "callReference", "conferenceId", "passThroughPartyId": 19_805_770
    case "wYear": 2019
    case "protocolVer", "maxProtocolVer": 20
    case "keepAliveInterval", "waitTimeBeforeNextReq": 30
    case "numberPacketsReceived", "numberPacketsSent": 15_204
    case _ where name.hasSuffix("PortNumber") || name.hasSuffix("Port") || name == "portNumber":
      24_580
    default: 3
    }
  }

  private func text(_ name: String) -> String {
    switch name {
    case "DeviceName": "SEP001122334455"
    case "firmwareLoadName", "versionStr": "SCCP42.9-4-2-1S"
    case "dateTemplate": "D/M/Y"
    case "data": "MLQK=4.5;MLQKav=4.4;ICR=0"
    case "xmldata": "<CiscoIPPhoneText><Text>one</Text></CiscoIPPhoneText>"
    case "alarmInfo":
      """
      <String name="NeighborDeviceID">access-3</String><String name="NeighborPortID">Gi1/0/12</String>\
      <Enum name="ReasonForOutOfService">14</Enum>\
      <String name="LastProtocolEventSent">39:Unregister</String>\
      <String name="LastProtocolEventReceived">159:Reset</String>
      """
    case "text": variant == 1 ? "Error: No License" : "10:Name=X,Last=TCP-timeout"
    case _ where name.hasSuffix("Party") || name.hasSuffix("Number") || name.hasSuffix("um"): "2001"
    case _ where name.hasSuffix("Name"): "Front-desk"
    default: "Sample-text"
    }
  }

  private static let choices: [String: UInt32] = [
    "deviceType": 404, "compressionType": 4, "payloadCapability": 4, "buttonDefinition": 9,
  ]
}
