import SCCP

/// What is compared of a capture, and what is not because it differs from run to run.
package struct Normalization: Equatable, Sendable {
  /// What the lines are about.
  package var subject = Subject.messages
  /// What is compared as it stands although it differs from run to run.
  package var kept: Set<NormalCategory> = []
  /// Fields that are not compared, as ``FieldPattern`` reads them; of calls, members.
  package var ignoredFields: Set<String> = []
  /// Messages that are not compared: their names, or identifiers such as 0x01ff without a name.
  package var ignoredMessages: Set<String> = []

  /// What a golden file has a line for each of.
  package enum Subject: String, Sendable {
    case messages, calls

    /// The name of one of them.
    package var noun: String {
      switch self {
      case .messages: "message"
      case .calls: "call"
      }
    }
  }

  package init(_ subject: Subject = .messages) {
    self.subject = subject
  }

  /// What a message of an identifier is called in ``ignoredMessages``.
  package static func messageName(_ identifier: UInt32) -> String {
    Layout.of(identifier)?.definition.name ?? "0x" + String(identifier, radix: 16)
  }

  /// Why a pattern of ``ignoredFields`` chooses nothing; nil where it does.
  package func problem(withIgnored pattern: String) -> String? {
    switch subject {
    case .messages: FieldPattern.problem(with: pattern)
    case .calls: CallMember.problem(with: pattern)
    }
  }

  /// The options of the command line that ask for this.
  package var optionWords: String {
    var options = subject == .calls ? ["--calls"] : []
    if !kept.isEmpty {
      options.append("--keep \(kept.map(\.rawValue).sorted().joined(separator: ","))")
    }
    if !ignoredFields.isEmpty {
      options.append("--ignore \(ignoredFields.sorted().joined(separator: ","))")
    }
    if !ignoredMessages.isEmpty {
      options.append("--ignore-message \(ignoredMessages.sorted().joined(separator: ","))")
    }
    return options.isEmpty ? "none of the options" : options.joined(separator: " ")
  }
}
