import SCCP

/// The topic of an annotation.
package enum AnnotationGroup: String, Sendable, CaseIterable {
  case registrationRequest, registrationAccepted, registrationRejected, token, unregisterReset
  case alarm, keepAlive, capabilities, provisioning, lineStatus, forwardStatus
  case callState, hook, keys, callInfo, callPlane, tonesAndRinger, lamps, display
  case mediaOpen, mediaStart, mediaStop, multicast, videoControl, statistics
  case dtmf, conference, announcement, userData, presence, recording, qualityOfService
  case callCount, session, unknown
}

/// How one kind of message is put into words.
final class AnnotationRule: Sendable {
  let message: MessageDefinition
  let group: AnnotationGroup
  /// The values that stand after the message's name; nil: the ones that are set, in wire order.
  let values: Template?
  private let wording: @Sendable () -> [Sentence]

  /// The sentences, the most specific first: the first applies whose condition holds and whose
  /// values are all known. Made anew each time, because a capture has few of the messages.
  var sentences: [Sentence] { wording() }

  /// One way to say it, where all of its conditions hold.
  struct Sentence: Sendable {
    let template: Template
    let conditions: [Condition]

    /// A sentence that always fits.
    static func say(_ template: Template) -> Sentence {
      Sentence(template: template, conditions: [])
    }

    /// A sentence that fits where the answer is yes.
    static func when(
      _ question: @escaping @Sendable (Record) -> Bool, _ template: Template
    ) -> Sentence {
      Sentence(template: template, conditions: [.holds(question)])
    }

    /// A sentence for one value of a field.
    static func when<Value>(
      _ field: NamedField<Value>, _ value: Value, _ template: Template
    ) -> Sentence {
      when(field, in: [value], template)
    }

    /// A sentence for some values of a field.
    static func when<Value>(
      _ field: NamedField<Value>, in values: [Value], _ template: Template
    ) -> Sentence {
      Sentence(template: template, conditions: [.field(field, in: values)])
    }

    /// A sentence for a number of a field whose numbers have no names.
    static func when(_ name: FieldName, is number: UInt32, _ template: Template) -> Sentence {
      Sentence(template: template, conditions: [.number(name, in: [number])])
    }
  }

  /// What a sentence depends on.
  enum Condition: Sendable {
    /// A field has one of these numbers.
    case number(FieldName, in: [UInt32])
    /// The call was in one of these states before.
    case formerState(in: [UInt32])
    case holds(@Sendable (Record) -> Bool)

    /// A field has one of these values.
    static func field<Value>(_ field: NamedField<Value>, in values: [Value]) -> Condition {
      .number(field.name, in: values.map(\.rawValue))
    }
  }

  init(
    _ message: MessageDefinition, _ group: AnnotationGroup, values: Template? = nil,
    _ sentences: @autoclosure @escaping @Sendable () -> [Sentence]
  ) {
    self.message = message
    self.group = group
    self.values = values
    wording = sentences
  }
}
