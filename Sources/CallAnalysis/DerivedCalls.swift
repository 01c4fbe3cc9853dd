import SCCP
import Text

/// Who is in a call, and where calls are sent.
extension TextBuffer {
  /// Appends a party: name and number, or the one that is known.
  mutating func append(
    _ name: FieldName, _ number: FieldName, of record: Record
  ) -> Bool {
    let message = record.message
    guard let spoken = message.first(name), message.appendSpoken(spoken, to: &self) else {
      return message.first(number).map { message.appendSpoken($0, to: &self) } ?? false
    }
    if let field = message.first(number), !message.isEmptyText(field),
      !message.hasSameText(spoken, field)
    {
      append(" (")
      _ = message.appendSpoken(field, to: &self)
      append(")")
    }
    return true
  }

  /// Appends the party that was called at first, where it is neither the one who redirected last
  /// nor the one who is called now.
  mutating func append(firstCalledOf record: Record) -> Bool {
    guard !record.message.hasSameText(.originalCalledParty, .lastRedirectingParty),
      !record.message.hasSameText(.originalCalledParty, .calledParty)
    else { return false }
    return append(.originalCalledPartyName, .originalCalledParty, of: record)
  }

  /// Appends why a call was sent on; the numbers are those of the server's call records.
  mutating func append(redirectReasonOf record: Record) -> Bool {
    guard let reason = record.number(.lastRedirectingReason), reason != 0 else { return false }
    append(redirectReasons[reason] ?? "reason ")
    if redirectReasons[reason] == nil { append(decimal: reason) }
    return true
  }

  /// Appends which parties are not shown, or not whole: two bits for each, its name and its number.
  mutating func append(withheldOf record: Record) -> Bool {
    let parties = ["caller", "called party", "party called first", "redirecting party"]
    guard let bits = record.number(.partyRestrictions) else { return false }
    let start = count
    for (index, party) in parties.enumerated() {
      let withheld = bits >> UInt32(2 * index) & 3
      if withheld == 0 { continue }
      if count > start { append(", ") }
      append(party)
      if withheld != 3 { append(withheld == 1 ? "'s name" : "'s number") }
    }
    return count > start
  }

  /// Appends where a line's calls go: each way of forwarding that is on.
  mutating func append(forwardsOf record: Record) -> Bool {
    let ways: [(active: FieldName, number: FieldName, when: String)] = [
      (.forwardAllActive, .forwardAllDirnum, "all"),
      (.forwardBusyActive, .forwardBusyDirnum, "if busy"),
      (.forwardNoAnswerActive, .forwardNoAnswerDirnum, "if unanswered"),
    ]
    let start = count
    for way in ways where record.isSet(way.active) {
      if count > start { append(", ") }
      append(way.when)
      if let number = record.message.text(way.number) {
        append(" to ")
        append(visible: number.utf8.span)
      }
    }
    return count > start
  }

  /// Appends what a lamp does, as completion of "is".
  mutating func append(lampOf record: Record) -> Bool {
    guard let mode = record.number(.lampMode) else { return false }
    switch LampMode(rawValue: mode) {
    case .off: append("off")
    case .on: append("lit")
    case .wink: append("winking")
    case .flash: append("flashing")
    case .blink: append("blinking")
    case .hold: append("set to hold")
    case .ring: append("set to ringing")
    case nil:
      append("in mode ")
      append(decimal: mode)
    }
    return true
  }

  mutating func append(showTimeOf record: Record) -> Bool {
    guard append(record.number(.timeOutValue)) else { return false }
    append(" s")
    return true
  }
}

extension Record {
  /// Whether a line has a label that says more than its number.
  var hasLabel: Bool {
    let label = message.text(.lineTextLabel)
    return label != nil && label != message.text(.lineDirNumber)
  }

  /// Whether someone else than the party called now sent the call on.
  var isRedirected: Bool {
    message.hasText(.lastRedirectingParty)
      ? !message.hasSameText(.lastRedirectingParty, .calledParty)
      : message.hasText(.lastRedirectingPartyName)
  }
}

private let redirectReasons: [UInt32: String] = [
  1: "busy", 2: "no answer", 4: "transfer", 5: "pickup", 7: "park", 8: "fetched from park",
  9: "out of order", 10: "forwarded", 11: "parked too long", 15: "forwards all calls",
  18: "deflected", 34: "blind transfer", 50: "diverted at once", 66: "alternate party",
  82: "forwarded after a failure", 98: "conference", 114: "barge", 129: "automatic rerouting",
  146: "replaced", 178: "not registered", 242: "do not disturb",
]
