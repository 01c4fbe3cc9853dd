import SCCP

/// What is compared of a message, and what is not because it differs from run to run.
package struct Normalization: Equatable, Sendable {
  /// What is compared as it stands although it differs from run to run.
  package var kept: Set<NormalCategory> = []
  /// Fields that are not compared, as ``FieldPattern`` reads them.
  package var ignoredFields: Set<String> = []
  /// Messages that are not compared: their names, or identifiers such as 0x01ff without a name.
  package var ignoredMessages: Set<String> = []

  package init() {}

  /// What a message of an identifier is called in ``ignoredMessages``.
  package static func messageName(_ identifier: UInt32) -> String {
    Layout.of(identifier)?.definition.name ?? "0x" + String(identifier, radix: 16)
  }

  /// The options of the command line that ask for this.
  package var optionWords: String {
    var options: [String] = []
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
