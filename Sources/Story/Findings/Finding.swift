package import Wire

/// A rule of diagnosis that holds in the capture, with its evidence.
package struct Finding: Sendable {
  /// The rule's identifier, such as `reg-rejected`.
  package let rule: String
  package var severity: Severity
  /// The device that it is about: its name, or its address where it has none.
  package var device: String?
  /// Number of the connection, where it is about one.
  package let stream: Int?
  /// Number of the leg, where it is about a call.
  package let leg: Int?
  /// Number of the call in the list, once that is known.
  package var call: Int?
  /// The call reference, where it is about a call that has one.
  package let reference: UInt32?
  /// The frame that shows it first.
  package let first: FrameStamp
  /// Frames that it rests on, in order, with the names of their messages.
  package let related: [Evidence]
  /// What is wrong, in one sentence.
  package let text: String
  /// The numbers and names that it rests on.
  package let values: [Value]
  /// What tells findings of one rule and device apart, such as the label on a display; may be empty.
  package let subject: String
  /// The same in every capture of the same scenario: neither frame numbers nor times.
  package var fingerprint = ""
  /// How often it was found.
  package var count = 1
  /// Frames that show it again: the first few.
  package var again: [FramePlace] = []
  /// The frame that shows it last, where it was found more than once.
  package var last: FrameStamp?
  /// The rule of the finding that explains this one.
  package var because: String?

  package init(
    rule: String, severity: Severity, device: String? = nil, stream: Int? = nil, leg: Int? = nil,
    reference: UInt32? = nil, first: FrameStamp, related: [Evidence] = [], text: String,
    values: [Value] = [], subject: String = ""
  ) {
    self.rule = rule
    self.severity = severity
    self.device = device
    self.stream = stream
    self.leg = leg
    self.reference = reference
    self.first = first
    self.related = related
    self.text = text
    self.values = values
    self.subject = subject
  }

  /// How bad it is.
  package enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Worth knowing, and normal in many networks.
    case note
    /// A likely cause of trouble, or a risk.
    case warning
    /// A call or a registration failed, or a secret is readable.
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A frame that a finding rests on.
  package struct Evidence: Sendable {
    package let place: FramePlace
    /// The message, or what happened to the connection.
    package let name: String

    package init(_ place: FramePlace, _ name: String) {
      self.place = place
      self.name = name
    }
  }

  /// A named value that a finding rests on.
  package struct Value: Sendable {
    package let name: String
    package let content: Content

    package init(_ name: String, _ content: Content) {
      self.name = name
      self.content = content
    }

    /// What a value is.
    package enum Content: Sendable {
      case text(String)
      case number(Int64)
      /// Nanoseconds, given out as seconds.
      case duration(Int64)
      case decimal(Double)
    }
  }
}

/// What became known about a finding.
package enum FindingChange: Sendable {
  /// It was found, for the first time.
  case found
  /// The capture is over: how often it was found, and why, is known.
  case over
}
