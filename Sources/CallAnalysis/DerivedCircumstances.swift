import SCCP
import Text
import Wire

/// What the past of a connection says about a message.
extension TextBuffer {
  /// Appends which request or message of the past an alarm is about, and its frame.
  mutating func append(alarmSubjectOf record: Record) -> Bool {
    guard let subject = record.circumstances?.facts.subject else { return false }
    append(subject)
    return true
  }

  /// Appends how late a call state comes, and after what.
  mutating func append(reactionOf record: Record) -> Bool {
    guard let action = record.circumstances?.facts.action,
      append("late: ", duration: action.nanoseconds)
    else { return false }
    append(" after ")
    append(action)
    return true
  }

  /// Appends the keys that were offered instead of the one pressed.
  mutating func append(keysInsteadOf record: Record) -> Bool {
    guard let offered = record.circumstances?.facts.offered else { return false }
    return record.profile.facts.softKeys.appendLabels(
      ofSet: offered.set, mask: offered.mask, maximum: 8, to: &self)
  }

  /// Appends what the server called the button that a stimulus stands for.
  mutating func append(buttonLabelOf record: Record) -> Bool {
    let instance = record.number(.lineInstance) ?? record.number(.stimulusInstance)
    return append(
      visible: record.profile.facts.features.label(of: record.number(.stimulus), instance))
  }

  mutating func append(otherAddressOf record: Record) -> Bool {
    guard let address = record.circumstances?.facts.otherAddress else { return false }
    append(address)
    return true
  }

  mutating func append(connectedFrameOf record: Record) -> Bool {
    guard let missing = record.circumstances?.facts.missing else { return false }
    append("frame ")
    append(decimal: missing.connectedAt.number)
    return true
  }

  /// Appends a message of the past by its name, or its number where it has none, and its frame.
  private mutating func append(_ origin: Circumstances.Origin) {
    if let name = Layout.of(origin.identifier)?.definition.name {
      append(name)
    } else {
      append("message 0x")
      append(hexadecimal: UInt64(origin.identifier), digits: 4)
      append(" (")
      append(decimal: origin.identifier)
      append(")")
    }
    append(" of frame ")
    append(decimal: origin.place.number)
  }
}

extension Record {
  /// Whether an alarm is about the connection that it is sent on, which carried messages before.
  package var isAboutNow: Bool { circumstances?.facts.isAlive ?? false }

  /// The direction of a call's audio that was never ordered.
  var missingDirection: Circumstances.MissingDirection? { circumstances?.facts.missing }
}
