import SCCP
import Wire

/// What XML in a message says. It need not be well-formed, so it is searched, not parsed.
extension TextBuffer {
  /// Appends the name of the first element.
  mutating func append(rootElementOf record: Record) -> Bool {
    guard let xml = record.message.text(.xmlData) else { return false }
    for part in xml.split(separator: "<") where part.first?.isLetter == true {
      return append(visible: String(part.prefix { $0.isLetter || $0.isNumber || $0 == "-" }))
    }
    return false
  }

  /// Appends the application that user data belongs to; the numbers above 9000 are chan-sccp's.
  mutating func append(applicationOf record: Record) -> Bool {
    guard let application = record.number(.applicationId), application != 0 else { return false }
    append("application ")
    append(decimal: application)
    if let name = applications[application] {
      append(" (")
      append(name)
      append(")")
    }
    return true
  }

  /// Appends why a device was last out of service.
  mutating func append(outageReasonOf record: Record) -> Bool {
    guard let value = record.alarmValue("ReasonForOutOfService") else { return false }
    guard let code = Int(value), let reason = outageReasons[code] else {
      append("reason ")
      return append(visible: value)
    }
    append(reason)
    return true
  }

  /// Appends the name in an event such as `39:Unregister`.
  mutating func append(alarmEvent name: String, of record: Record) -> Bool {
    guard let event = record.alarmValue(name) else { return false }
    return append(visible: event.split(separator: ":").last.map(String.init))
  }

  mutating func append(switchPortOf record: Record) -> Bool {
    guard append(visible: record.alarmValue("NeighborDeviceID")) else { return false }
    if let port = record.alarmValue("NeighborPortID") {
      append(" ")
      append(visible: port.utf8.span)
    }
    return true
  }
}

extension Record {
  /// A parameter of EnhancedAlarm; nil where it is absent or empty.
  fileprivate func alarmValue(_ name: String) -> String? {
    guard let xml = message.text(.alarmInfo), let key = xml.firstRange(of: "name=\"\(name)\"")
    else { return nil }
    let value = xml[key.upperBound...].drop { $0 == " " }
    guard value.first == ">", let end = value.firstRange(of: "</") else { return nil }
    let content = value[..<end.lowerBound].dropFirst()
    return content.isEmpty ? nil : String(content)
  }
}

/// Reasons of the XML alarm; some differ from those of the text alarm.
private let outageReasons: [Int: String] = [
  10: "TCP timed out", 12: "the server reset TCP", 13: "the server aborted TCP",
  14: "the server closed TCP", 15: "keepalives failed", 16: "it lost its IP address",
  17: "registration timed out", 18: "it left for a preferred server", 20: "a user reset it",
  22: "the server had it reset", 23: "the server had it restart",
  24: "registration was rejected", 25: "it started up", 26: "its voice VLAN changed",
  27: "it went to save power", 100: "its configuration was out of date",
  101: "its configuration was out of date",
]

private let applications: [UInt32: String] = [
  1: "input", 9081: "conference", 9082: "invitation", 9083: "provisioning",
  9084: "capabilities", 9085: "URI hook", 9086: "background", 9087: "ring tone",
  9088: "stream", 9089: "push", 9090: "parking",
]
