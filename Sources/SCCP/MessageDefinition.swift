/// What a message of one identifier is, and how its body is laid out.
package struct MessageDefinition: Sendable {
  /// The message identifier of the header.
  package let identifier: UInt32
  /// The catalogue's name.
  package let name: String
  /// Who usually sends it; the ends of the connection decide who did.
  package let direction: Direction
  package let kind: Kind
  package let group: Group
  /// What it is for, in one sentence.
  package let meaning: String
  /// Whether every text runs to its NUL and the message is padded to a multiple of 4.
  package let packsText: Bool
  /// What decides which version's layout applies.
  package let layoutFollows: LayoutGuide
  private let layout: @Sendable () -> [Item]

  /// How its body is laid out; made anew each time, because a capture has few of the messages.
  package var items: [Item] { layout() }

  /// Who sends a message.
  package enum Direction: String, Sendable {
    case deviceToServer
    case serverToDevice

    package var opposite: Direction {
      self == .deviceToServer ? .serverToDevice : .deviceToServer
    }
  }

  /// What a message expects.
  package enum Kind: Sendable, Equatable {
    /// Tells; nothing answers it.
    case event
    /// Asks.
    case request
    /// Answers the request of this identifier.
    case response(to: UInt32)
  }

  /// What says which version's layout a message has, where versions differ.
  package enum LayoutGuide: Sendable {
    /// The data length, where the layout of the header's version does not fit it and that of
    /// another version does.
    case length
    /// The header alone: a length that fits another version has another reason.
    case header
  }

  /// The part of the protocol that a message belongs to.
  package enum Group: String, Sendable, CaseIterable {
    case registrationAndManagement = "RegistrationAndManagement"
    case callControl = "CallControl"
    case mediaControl = "MediaControl"
    case conference = "Conference"
    case intraCCM = "IntraCCM"
  }

  package init(
    _ identifier: UInt32, _ name: String, _ direction: Direction, _ kind: Kind, _ group: Group,
    packsText: Bool = false, layoutFollows: LayoutGuide = .length, meaning: String,
    _ items: @autoclosure @escaping @Sendable () -> [Item] = []
  ) {
    self.identifier = identifier
    self.name = name
    self.direction = direction
    self.kind = kind
    self.group = group
    self.packsText = packsText
    self.layoutFollows = layoutFollows
    self.meaning = meaning
    layout = items
  }
}

extension MessageDefinition: Equatable {
  /// Whether both are the same message: its identifier says so.
  package static func == (one: MessageDefinition, other: MessageDefinition) -> Bool {
    one.identifier == other.identifier
  }
}
