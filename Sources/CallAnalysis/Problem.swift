package import SCCP
package import Text

/// Something that was wrong on the wire, told with the message that it was found at.
package enum Problem: Sendable {
  case framing(FramingProblem)
  case message(MessageProblem)

  /// What programs tell the kinds of problem apart by.
  package enum Code: String, CaseIterable, Sendable {
    /// Bytes of the connection that the capture lacks.
    case lostBytes
    /// Bytes that were cut off a packet when it was captured.
    case cutPacket
    /// Bytes where a message should begin, and none does.
    case lostFraming
    /// The beginning of a message that was forgotten, because too much waited for more bytes.
    case givenUp
    /// A header version that no server is known to speak.
    case unlistedVersion
    /// A count above the slots that the layout has.
    case countAboveSlots
    /// A size above what the field may have.
    case sizeAboveMaximum

    /// What it says to those who read the JSON.
    package var meaning: String {
      switch self {
      case .lostBytes:
        "the capture lacks bytes of the connection; messages in them are lost"
      case .cutPacket:
        "the packet was cut when it was captured (snap length); fields in the rest are left out"
      case .lostFraming:
        "no message began where one should; reading goes on at the next segment that begins like one"
      case .givenUp:
        "a message was given up unfinished, because those of all connections took too much memory"
      case .unlistedVersion:
        "a header version that no known server uses; read like the nearest older one"
      case .countAboveSlots:
        "a count says more entries than the message has room for"
      case .sizeAboveMaximum:
        "a size says more bytes than the field may have"
      }
    }
  }

  package var code: Code {
    switch self {
    case .framing(.lostBytes): .lostBytes
    case .framing(.cutPacket): .cutPacket
    case .framing(.implausibleHeader): .lostFraming
    case .framing(.givenUp): .givenUp
    case .message(.unlistedVersion): .unlistedVersion
    case .message(.countAboveSlots): .countAboveSlots
    case .message(.sizeAboveMaximum): .sizeAboveMaximum
    }
  }

  /// Whether messages were lost before the one that it is told with.
  var losesMessages: Bool {
    switch self {
    case .framing: true
    case .message: false
    }
  }

  /// Appends the fact, with its numbers.
  package func appendDetail(to text: inout TextBuffer) {
    switch self {
    case .framing(.lostBytes(let count, let before, let after, let cut)):
      text.append(decimal: count)
      text.append(count == 1 ? " byte is missing" : " bytes are missing")
      if let after {
        text.append(" between frames ")
        text.append(decimal: before)
        text.append(" and ")
        text.append(decimal: after)
      } else {
        text.append(" after frame ")
        text.append(decimal: before)
      }
      if let cut {
        text.append(", within ")
        text.append(Layout.of(cut)?.definition.name ?? "a message")
      } else {
        text.append("; messages in them are lost")
      }
    case .framing(.cutPacket(let count, let frame, let cut)):
      text.append("frame ")
      text.append(decimal: frame)
      text.append(" was cut when it was captured: ")
      text.append(decimal: count)
      text.append(count == 1 ? " byte is missing" : " bytes are missing")
      if let cut {
        text.append(", within ")
        text.append(Layout.of(cut)?.definition.name ?? "a message")
      } else {
        text.append("; messages in them are lost")
      }
    case .framing(.implausibleHeader(let length, let frame)):
      text.append("frame ")
      text.append(decimal: frame)
      text.append(" has no message where one should begin: data length ")
      text.append(decimal: length)
    case .framing(.givenUp(let identifier, let count, let total)):
      text.append(identifier.flatMap { Layout.of($0)?.definition.name } ?? "a message")
      text.append(" was given up unfinished, after ")
      text.append(decimal: count)
      if let total {
        text.append(" of ")
        text.append(decimal: total)
      }
      text.append(" bytes")
    case .message(.unlistedVersion(let version, let layout)):
      text.append("header version ")
      text.append(decimal: version)
      text.append(" is not a known one, read as ")
      text.append(decimal: layout)
    case .message(.countAboveSlots(let name, let count, let slots)):
      text.append(name.spelling)
      text.append(": a count of ")
      text.append(decimal: count)
      text.append(" for ")
      text.append(decimal: slots)
      text.append(" slots")
    case .message(.sizeAboveMaximum(let name, let size, let maximum)):
      text.append(name.spelling)
      text.append(": a size of ")
      text.append(decimal: size)
      text.append(", more than the ")
      text.append(decimal: maximum)
      text.append(" bytes that it may have")
    }
  }
}
