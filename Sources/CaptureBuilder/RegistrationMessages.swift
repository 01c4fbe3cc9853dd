import SCCP
import Wire

/// What is said while a phone registers.
extension ScriptedMessage {
  package static func registerReq(
    _ phone: Phone, offering protocolVersion: Int, dataLength: Int = 128
  ) -> ScriptedMessage {
    var values: [String: FieldValue] = [
      "sid": phone.sid,
      "stationIpAddr": .address(phone.host.address),
      "deviceType": .text(phone.model),
      "maxStreams": 5,
      "protocolVer": FieldValue(protocolVersion),
      "macAddress": .macAddress(phone.host.macAddress),
    ]
    if dataLength >= 128 {
      values["phoneFeatures"] = [
        "UTF8", "Bit6", "Bit7", "DynamicMessages", "RFC2833", "AbbrevDial",
      ]
      values["maxNumberOfLines"] = 6
      values["firmwareLoadName"] = .text(phone.firmware)
    }
    return ScriptedMessage(.registerReq, values, dataLength: dataLength, version: 0)
  }

  /// Servers write header version 0 in this message, whatever was agreed.
  package static func registerAck(
    protocolVersion: Int, keepAlive seconds: Int = 30, dates: String = "D.M.Y"
  ) -> ScriptedMessage {
    ScriptedMessage(
      .registerAck,
      [
        "keepAliveInterval": FieldValue(seconds),
        "dateTemplate": .text(dates),
        "secondaryKeepAliveInterval": 60,
        "maxProtocolVer": FieldValue(protocolVersion),
        "phoneFeatures": ["UTF8", "DynamicMessages", "RFC2833"],
      ], version: 0)
  }

  /// The phone's codecs, the preferred one first, with the most frames it takes in a packet.
  package static func capabilitiesRes(
    _ codecs: [(label: String, frames: Int)]
  ) -> ScriptedMessage {
    let entries = codecs.map { codec -> FieldValue in
      [
        "payloadCapability": .text(codec.label),
        "maxFramesPerPacket": FieldValue(codec.frames),
      ]
    }
    return ScriptedMessage(.capabilitiesRes, ["caps": .list(entries)])
  }

  /// The buttons from top to bottom, by what they are for.
  package static func buttonTemplateRes(
    _ buttons: [(instance: Int, label: String)], dataLength: Int? = nil
  ) -> ScriptedMessage {
    let entries = buttons.map { button -> FieldValue in
      [
        "instanceNumber": FieldValue(button.instance),
        "buttonDefinition": .text(button.label),
      ]
    }
    return ScriptedMessage(
      .buttonTemplateRes,
      [
        "buttonTemplate": [
          "totalButtonCount": FieldValue(entries.count), "definition": .list(entries),
        ]
      ], dataLength: dataLength)
  }

  package static func configStatRes(
    _ phone: Phone, user: String, server: String, lines: Int, speedDials: Int
  ) -> ScriptedMessage {
    ScriptedMessage(
      .configStatRes,
      [
        "sid": phone.sid,
        "userName": .text(user),
        "serverName": .text(server),
        "numberOfLines": FieldValue(lines),
        "numberOfSpeedDials": FieldValue(speedDials),
      ])
  }

  package static func lineStatReq(_ line: Int) -> ScriptedMessage {
    ScriptedMessage(.lineStatReq, ["lineNumber": FieldValue(line)])
  }

  package static func lineStatV2Res(
    _ line: Int, number: String, name: String
  ) -> ScriptedMessage {
    ScriptedMessage(
      .lineStatV2Res,
      [
        "lineNumber": FieldValue(line),
        "lineType": ["Originally Dialed", "CallingNum", "CallingName"],
        "lineDirNumber": .text(number),
        "lineFullyQualifiedDisplayName": .text(name),
        "lineTextLabel": .text(number),
      ])
  }

  package static func forwardStatReq(_ line: Int) -> ScriptedMessage {
    ScriptedMessage(.forwardStatReq, ["lineNumber": FieldValue(line)])
  }

  /// A line that is forwarded when nobody answers, or not at all.
  package static func forwardStatRes(
    _ line: Int, onNoAnswerTo number: String = ""
  ) -> ScriptedMessage {
    let active = FieldValue(number.isEmpty ? 0 : 1)
    return ScriptedMessage(
      .forwardStatRes,
      [
        "activeForward": active,
        "lineNumber": FieldValue(line),
        "forwardNoAnswerActive": active,
        "forwardNoAnswerlDirnum": .text(number),
      ])
  }

  package static func speedDialStatReq(_ number: Int) -> ScriptedMessage {
    ScriptedMessage(.speedDialStatReq, ["speedDialNumber": FieldValue(number)])
  }

  package static func speedDialStatV2Res(
    _ number: Int, dials digits: String, label: String
  ) -> ScriptedMessage {
    ScriptedMessage(
      .speedDialStatV2Res,
      [
        "speedDialNumber": FieldValue(number),
        "speedDialDirNumber": .text(digits),
        "speedDialDisplayName": .text(label),
      ])
  }

  package static func mediaPathCapability(_ path: String, _ state: String) -> ScriptedMessage {
    ScriptedMessage(
      .mediaPathCapability,
      ["mediaPathID": .text(path), "mediaPathCapabilities": .text(state)])
  }

  /// The server's clock: a date, a time of day, and the same in seconds since 1970.
  package static func timeDateRes(
    year: Int, month: Int, day: Int, dayOfWeek: Int, hour: Int, minute: Int, second: Int,
    systemTime: Int
  ) -> ScriptedMessage {
    ScriptedMessage(
      .timeDateRes,
      [
        "timeDataInfo": [
          "wYear": FieldValue(year), "wMonth": FieldValue(month),
          "wDayOfWeek": FieldValue(dayOfWeek), "wDay": FieldValue(day),
          "wHour": FieldValue(hour), "wMinute": FieldValue(minute),
          "wSecond": FieldValue(second),
        ],
        "systemTime": FieldValue(systemTime),
      ])
  }

  /// Why the phone lost its last server; `code` and `last` say it in number and word.
  package static func alarm(_ phone: Phone, code: Int, last: String) -> ScriptedMessage {
    let octets = phone.host.address.networkOrderBytes
    return ScriptedMessage(
      .alarm,
      [
        "alarmSeverity": "Informational",
        "text": .text("\(code): Name=\(phone.name) Load=\(phone.firmware) Last=\(last)"),
        "parm1": 0x0b0c,
        "parm2": FieldValue(octets.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }),
      ], version: 0)
  }
}
