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
}
