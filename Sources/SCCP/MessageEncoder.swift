import Wire

/// Writes messages from named values, by walking the definitions that ``MessageDecoder`` reads by.
///
/// What is not given is zeros. Counts, sizes and the selectors of unions follow from what they count
/// or select, unless they are given.
package struct MessageEncoder: Sendable {
  /// The header version word of every message.
  package let version: UInt32
  /// The version whose layouts the messages have.
  private let layoutVersion: Int

  /// How often a layout that depends on the length is tried before it is given up.
  private static let maximumAttempts = 4

  /// An encoder of messages that have the layouts of their header version, or, as some peers write
  /// them, those of another one.
  package init(version: UInt32, layoutVersion: Int? = nil) {
    self.version = version
    let header = MessageHeader(dataLength: 4, version: version, identifier: 0)
    self.layoutVersion = layoutVersion ?? header.layoutVersion
  }

  /// A whole message, header included, in the longest form that its header version has.
  ///
  /// Throws ``MessageEncodingError`` where the layout has no place for a value.
  package func encode(
    _ definition: MessageDefinition, _ values: [String: FieldValue] = [:]
  ) throws(MessageEncodingError) -> [UInt8] {
    var length = MessageHeader.maximumDataLength
    for _ in 0..<Self.maximumAttempts {
      let body = try body(definition, values, dataLength: length)
      if body.count == length { return message(definition, body) }
      length = body.count
    }
    throw .noLength(message: definition.name)
  }

  /// A whole message, header included, in the form that peers write with this data length; bytes
  /// that the form leaves over are zeros.
  ///
  /// Throws ``MessageEncodingError`` where the layout has no place for a value.
  package func encode(
    _ definition: MessageDefinition, dataLength: Int, _ values: [String: FieldValue] = [:]
  ) throws(MessageEncodingError) -> [UInt8] {
    var walk = MessageBodyWriter(
      definition, version: layoutVersion, dataLength: dataLength)
    try walk.write(values)
    var body = walk.bytes
    guard body.count <= dataLength else {
      throw .lengthTooShort(message: definition.name, asked: dataLength, needed: body.count)
    }
    body.append(contentsOf: repeatElement(0, count: dataLength - body.count))
    return message(definition, body)
  }

  /// The identifier and what follows it, padded to a multiple of 4.
  private func body(
    _ definition: MessageDefinition, _ values: [String: FieldValue], dataLength: Int
  ) throws(MessageEncodingError) -> [UInt8] {
    var walk = MessageBodyWriter(
      definition, version: layoutVersion, dataLength: dataLength)
    try walk.write(values)
    return walk.bytes + Array(repeating: 0, count: (4 - walk.bytes.count % 4) % 4)
  }

  private func message(_ definition: MessageDefinition, _ body: [UInt8]) -> [UInt8] {
    var writer = ByteWriter(order: .littleEndian)
    writer.uint32(UInt32(truncatingIfNeeded: body.count))
    writer.uint32(version)
    writer.append(body)
    return writer.bytes
  }
}
