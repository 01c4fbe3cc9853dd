/// What an expectation can be about: the key that tells its kind.
///
/// The reader and the schema walk these definitions.
package enum ExpectationKind: String, CaseIterable, Sendable {
  case registers, sequence, never, answered, call, problems, findings

  /// What it asks for, in one sentence.
  package var meaning: String {
    switch self {
    case .registers:
      "Every device whose name fits is accepted by the server after it asked, and there is one."
    case .sequence:
      "These messages come in this order; others may stand between them."
    case .never:
      "No such message is in the capture, or nothing is found wrong by such a rule."
    case .answered:
      "Every such request is answered in time."
    case .call:
      "A call between these numbers reaches a state."
    case .problems:
      "The capture has no problem of any code, or none but the codes under except."
    case .findings:
      "Nothing is found wrong that is as bad as severity, which is warning without it, but by the "
        + "rules under except."
    }
  }

  /// What may stand beside it.
  var options: [ExpectationOption] {
    switch self {
    case .registers, .sequence: [.name, .device, .within]
    case .never: [.name, .device]
    case .answered: [.name, .device, .within]
    case .call: [.name, .device, .reaches, .within]
    case .problems: [.name, .device, .except]
    case .findings: [.name, .device, .severity, .except]
    }
  }

  /// What has to stand beside it.
  var required: [ExpectationOption] {
    switch self {
    case .answered: [.within]
    case .call: [.reaches]
    case .registers, .sequence, .never, .problems, .findings: []
    }
  }
}

/// What can be said beside an expectation's kind.
enum ExpectationOption: String, CaseIterable, Sendable {
  case name, device, within, reaches, severity, except

  var meaning: String {
    switch self {
    case .name: "What reports call it; without one, its own words do."
    case .device: "Only messages of the devices whose names fit count."
    case .within: "How long it may take: \(TimeLimit.form)."
    case .reaches: "The call state, or one of several."
    case .severity: "How bad a finding has to be to count: error, warning or note."
    case .except: "Codes of problems, or rules of findings, that may be there."
    }
  }
}

/// The keys of the file itself.
enum ExpectationFileKey: String, CaseIterable, Sendable {
  case device, expect

  var meaning: String {
    switch self {
    case .device: "Only messages of the devices whose names fit count, for all expectations."
    case .expect: "What is expected of the capture."
    }
  }
}

/// What beside messages may be expected never to be there.
enum NeverKey: String, CaseIterable, Sendable {
  case finding

  var meaning: String {
    switch self {
    case .finding: "A rule of sccpdump diagnose by which nothing may be found; * is a wildcard."
    }
  }
}

/// The ends of a call.
enum CallKey: String, CaseIterable, Sendable {
  case from, to

  var meaning: String {
    switch self {
    case .from: "The calling number."
    case .to: "The called number, or the number that was dialed."
    }
  }
}

/// What can be said beside a message of a sequence.
enum StepOption: String, CaseIterable, Sendable {
  case within, device

  var meaning: String {
    switch self {
    case .within: "How long after the message before it: \(TimeLimit.form)."
    case .device: "The device whose message it is."
    }
  }
}
