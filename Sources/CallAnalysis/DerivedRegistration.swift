import SCCP
import Text
import Wire

/// What a server told a device to be: its buttons, keys, clock and servers.
extension TextBuffer {
  mutating func append(buttonsOf record: Record) -> Bool {
    var (lines, speedDials, others): (UInt32, UInt32, UInt32) = (0, 0, 0)
    for field in record.message.fields where field.name == .buttonDefinition {
      switch ButtonType(rawValue: record.message.number(of: field)) {
      case .unused, .undefined: break
      case .line: lines += 1
      case .speedDial, .busyLampSpeedDial: speedDials += 1
      case nil: others += 1
      }
    }
    let kinds = [(lines, "line"), (speedDials, "speed dial"), (others, "other")]
      .filter { $0.0 > 0 }
    for (index, kind) in kinds.enumerated() {
      append(separatorAt: index, of: kinds.count)
      _ = append(kind.0, counting: kind.1.utf8.span)
    }
    return !kinds.isEmpty
  }

  /// Appends what the device is; a model without a name by its number.
  mutating func append(modelOf record: Record) -> Bool {
    guard let field = record.message.first(.deviceType), record.message.isPossible(field) else {
      return false
    }
    if record.message.entry(of: field) == nil { append("type ") }
    return record.message.appendSpoken(field, to: &self)
  }

  /// Appends the address that a station gives. One without an IPv4 address says 0.0.0.0 there, and
  /// is at its IPv6 address.
  mutating func append(stationAddressOf record: Record) -> Bool {
    let message = record.message
    guard let field = message.first(.stationIpAddr), message.isPossible(field),
      let address = message.address(of: field)
    else { return false }
    guard field.kind == .ipv4, address.isUnspecified else {
      append(address)
      return true
    }
    guard let longer = message.first(.stationIpV6Addr),
      let address = message.address(of: longer), !address.isUnspecified
    else { return false }
    append(address)
    return true
  }

  /// Appends the soft key that was pressed, as the server called it.
  mutating func append(pressedKeyOf record: Record) -> Bool {
    guard let event = record.number(.softKeyEvent) else { return false }
    return record.profile.facts.softKeys.append(labelOf: event, to: &self)
      || record.appendValue(of: .softKeyEvent, to: &self)
  }

  /// Appends the first labels that a soft key set offers.
  mutating func append(offeredKeysOf record: Record) -> Bool {
    guard let set = record.number(.softKeySetIndex) else { return false }
    let mask = record.number(.validKeyMask) ?? UInt32.max
    return record.profile.facts.softKeys.appendLabels(ofSet: set, mask: mask, maximum: 6, to: &self)
  }

  /// Appends the first label of a soft key template, or the last; empty ones do not count.
  mutating func append(softKeyOf record: Record, isFirst: Bool) -> Bool {
    let message = record.message
    let indices = message.fields.indices
    func isLabel(_ index: Int) -> Bool {
      message.fields[index].name.index == FieldName.softKeyLabel.index
        && !message.isEmptyText(message.fields[index])
    }
    let label = isFirst ? indices.first(where: isLabel) : indices.last(where: isLabel)
    return label.map { message.appendSpoken(message.fields[$0], to: &self) } ?? false
  }

  /// Appends the server's date and time, where there is such a day.
  mutating func append(serverTimeOf record: Record) -> Bool {
    guard let year = record.number(.wYear), let month = record.number(.wMonth),
      let day = record.number(.wDay), let hour = record.number(.wHour),
      let minute = record.number(.wMinute), let second = record.number(.wSecond),
      day <= dayCount(of: month, in: year)
    else { return false }
    append(decimal: year, minimumDigits: 4)
    for part in [month, day] {
      append("-")
      append(decimal: part, minimumDigits: 2)
    }
    append(" ")
    append(decimal: hour, minimumDigits: 2)
    for part in [minute, second] {
      append(":")
      append(decimal: part, minimumDigits: 2)
    }
    return true
  }

  /// Appends the names of a list of servers, or their addresses where it has no names.
  mutating func append(serversOf record: Record) -> Bool {
    let message = record.message
    let names = message.fields.filter { $0.name == .serverName && !message.isEmptyText($0) }
    let addresses = message.fields.filter {
      $0.name == .stationIpAddr && message.address(of: $0)?.isUnspecified == false
    }
    let shown = names.isEmpty ? addresses : names
    for (index, field) in shown.enumerated() {
      if index > 0 { append(", ") }
      _ = message.appendSpoken(field, to: &self)
    }
    return !shown.isEmpty
  }

  /// Appends what a refused device, or who looks after it, can make of the text of RegisterReject;
  /// nothing where the text is none that is known.
  mutating func append(rejectHintOf record: Record) -> Bool {
    guard let text = record.message.text(.text)?.lowercased() else { return false }
    // Old servers write "Error:" in front, newer ones a phrase that may begin with it.
    let words = text.split { !$0.isLetter && !$0.isNumber }.filter { $0 != "error" }
    let phrase = words.joined(separator: " ")
    guard let hint = rejectHints.first(where: { phrase.hasPrefix($0.start) })?.hint else {
      return false
    }
    append(hint)
    return true
  }

  /// Appends what a feature button shows: the state of the number it watches, a lamp's rhythm and
  /// colour, or on and off.
  mutating func append(featureStateOf record: Record) -> Bool {
    guard let status = record.number(.featureStatus) else { return false }
    switch status {
    case _ where record.value(.featureID) == .busyLampSpeedDial:
      return append(status, of: .busyLampFieldStatus)
    case 0: append("off")
    case 1: append("on")
    case 0x100... where status & 0xff <= 7 && status >> 8 & 0xff <= 3 && status >> 16 & 0xff <= 2:
      let colours = ["no colour", "green", "red", "orange"]
      let rhythm = status & 0xff
      append(rhythm == 0 ? "off" : rhythm == 1 ? "lit" : "blinking")
      let colour = Int(status >> 8 & 0xff)
      if rhythm > 0, colour < colours.count {
        append(", ")
        append(colours[colour])
      }
    case ...0xff:
      append("in state ")
      append(decimal: status)
    default: return false
    }
    return true
  }
}

private func dayCount(of month: UInt32, in year: UInt32) -> UInt32 {
  switch month {
  case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
  case 4, 6, 9, 11: 30
  default: 31
  }
}

/// How refusals begin, in small letters and without "error", and what they mean.
private let rejectHints: [(start: String, hint: String)] = [
  ("no license", "There is no licence left for it."),
  ("dbconfig", "The server's database is not in order, or lacks the device."),
  ("db config", "The server's database is not in order, or lacks the device."),
  ("database", "The server's database is not in order, or lacks the device."),
  ("pass limit", "A limit of the server has been passed."),
  ("mismatch", "The device is not of the type that the server has configured."),
  ("security", "A security check failed."),
  ("max phones exceeded", "The server takes no more phones."),
  ("device not authorized", "The server does not allow this device."),
  ("device unknown", "No device of this name is configured there."),
  ("ip not authorized", "Its access list shuts this address out."),
  ("crossover session", "An older session of the device is still being cleared; a retry may do."),
  ("reload in progress", "Its configuration is being read anew; a retry may do."),
  ("register failed", "The log of the server says more."),
  ("hotline failed", "The log of the server says more."),
]
