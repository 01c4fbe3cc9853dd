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

/// How messages of one name are put into words.
final class AnnotationRule: Sendable {
  let message: String
  let group: AnnotationGroup
  /// The values that stand behind the message's name; nil: the ones that are set, in wire order.
  let values: Template?
  /// The sentences, the most specific first: the first applies whose condition holds and whose
  /// values are all known.
  let sentences: [Sentence]

  /// One way to say it.
  final class Sentence: Sendable {
    let template: Template
    let condition: @Sendable (Record) -> Bool

    private init(template: Template, condition: @escaping @Sendable (Record) -> Bool) {
      self.template = template
      self.condition = condition
    }

    /// A sentence that always fits.
    static func say(_ template: Template) -> Sentence {
      Sentence(template: template) { _ in true }
    }

    /// A sentence that fits where the condition holds.
    static func when(
      _ condition: @escaping @Sendable (Record) -> Bool, _ template: Template
    ) -> Sentence {
      Sentence(template: template, condition: condition)
    }

    /// A sentence for one value of a field.
    static func when(_ name: FieldName, _ value: UInt32, _ template: Template) -> Sentence {
      Sentence(template: template) { $0.number(name) == value }
    }

    /// A sentence for some values of a field.
    static func when(_ name: FieldName, in values: [UInt32], _ template: Template) -> Sentence {
      Sentence(template: template) { record in
        record.number(name).map(values.contains) ?? false
      }
    }
  }

  init(
    _ message: String, _ group: AnnotationGroup, values: Template? = nil, _ sentences: [Sentence]
  ) {
    self.message = message
    self.group = group
    self.values = values
    self.sentences = sentences
  }
}
