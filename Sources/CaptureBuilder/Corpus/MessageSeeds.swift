import SCCP

/// Each message in several versions, and conversations: segments after a byte of choices, whose
/// first bit says that the server sends, and two bytes with the length.
enum MessageSeeds {
  static func all() throws(MessageEncodingError) -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    var conversation: [UInt8] = []
    for definition in Catalogue.messages {
      for version in Corpus.versions {
        let message = try sample(definition, version: version)
        let bytes = segment(message, definition.direction)
        files.append(("\(definition.name)-\(version)", bytes))
        if version == 20 { conversation += bytes }
        if conversation.count > 4096 {
          files.append(("conversation-\(definition.name)", conversation))
          conversation = []
        }
      }
    }
    // Header and body apart, lost bytes, the second half first: the bits above the first.
    let keepAlive = try MessageEncoder(version: 20).encode(Catalogue.messages[0])
    for choices in UInt8(0)..<8 {
      let parts = segment(keepAlive, .deviceToServer, choices: choices << 1)
      files.append(("keepalives-\(choices)", parts + parts + parts))
    }
    return files
  }

  /// A registration: what the phone asks and the server answers.
  static func registration() throws(MessageEncodingError) -> [UInt8] {
    let names = [
      "RegisterReq", "RegisterAck", "CapabilitiesReq", "CapabilitiesRes", "KeepAliveReq",
      "KeepAliveAck", "CallState", "CallInfo",
    ]
    var bytes: [UInt8] = []
    for name in names {
      for definition in Catalogue.messages where definition.name == name {
        bytes += segment(try sample(definition, version: 17), definition.direction)
      }
    }
    return bytes
  }

  private static func sample(
    _ definition: MessageDefinition, version: Int
  ) throws(MessageEncodingError) -> [UInt8] {
    var samples = SampleValues(definition, version: version, seed: 1)
    let values = samples.values(for: definition.items)
    let encoder = MessageEncoder(version: UInt32(truncatingIfNeeded: version))
    return try encoder.encode(definition, samples.withoutCounts(values))
  }

  private static func segment(
    _ message: [UInt8], _ direction: MessageDefinition.Direction, choices: UInt8 = 0
  ) -> [UInt8] {
    let direction: UInt8 = direction == .deviceToServer ? 0 : 1
    return [choices | direction, UInt8(message.count & 0xff), UInt8(message.count >> 8 & 0xff)]
      + message
  }
}
