package import SCCP

/// A message that a scenario has one end send.
package struct ScriptedMessage: Sendable {
  package var definition: MessageDefinition
  package var values: [String: FieldValue]
  /// The data length of the form to be written; nil for the longest.
  package var dataLength: Int?
  /// The header version word, where it is not the conversation's.
  package var version: UInt32?

  package init(
    _ definition: MessageDefinition, _ values: [String: FieldValue] = [:], dataLength: Int? = nil,
    version: UInt32? = nil
  ) {
    self.definition = definition
    self.values = values
    self.dataLength = dataLength
    self.version = version
  }

  /// The whole message.
  package func encoded(version usual: UInt32) throws(MessageEncodingError) -> [UInt8] {
    let encoder = MessageEncoder(version: version ?? usual)
    if let dataLength {
      return try encoder.encode(definition, dataLength: dataLength, values)
    }
    return try encoder.encode(definition, values)
  }
}
