import SCCP
import Text
import Wire

/// What XML in a message says. It need not be well-formed, so it is searched, not parsed.
extension TextBuffer {
  /// Appends the name of the first element.
  mutating func append(rootElementOf record: Record) -> Bool {
    let message = record.message
    guard let field = message.first(.xmlData), !message.isEmptyText(field) else { return false }
    let xml = message.bytes.span.extracting(message.textBytes(of: field))
    var end = 0
    while let tag = xml.firstIndex(behind: "<".utf8.span, from: end) {
      end = tag
      while end < xml.count, xml[end].isOfName(isFirst: end == tag) { end += 1 }
      if end == tag { continue }
      append(visible: xml.extracting(tag..<end))
      return true
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
    guard let text = message.text(.alarmInfo) else { return nil }
    let xml = text.utf8.span
    guard var start = xml.firstIndex(behind: "name=\"\(name)\"".utf8.span) else { return nil }
    while start < xml.count, xml[start] == UInt8(ascii: " ") { start += 1 }
    guard start < xml.count, xml[start] == UInt8(ascii: ">"),
      let end = xml.firstIndex(behind: "</".utf8.span, from: start)
    else { return nil }
    let content = xml.extracting(start + 1..<end - 2)
    return content.isEmpty ? nil : String(copying: content)
  }
}

extension UInt8 {
  /// Whether it can stand in the name of an element, as its first byte or a later one.
  fileprivate func isOfName(isFirst: Bool) -> Bool {
    switch self {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...: true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): !isFirst
    default: false
    }
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
