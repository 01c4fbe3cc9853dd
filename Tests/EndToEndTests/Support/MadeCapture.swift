import CaptureBuilder
import SCCP
import Wire

/// Captures that tests make for one question.
enum MadeCapture {
  static let clock = ScenarioClock.microseconds(since: 1_700_000_000)

  /// A conversation of one phone with its server, opened and not yet begun.
  static func conversation(version: UInt32 = 20) -> Conversation {
    var talk = Conversation(
      clock, device: Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21)),
      port: 50_000, server: Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1)))
    talk.version = version
    talk.open(at: 0, 300, 600)
    return talk
  }

  static func file(_ talk: Conversation) -> [UInt8] {
    CaptureWriter.file(.pcapng(.littleEndian), talk.packets)
  }

  /// A capture of messages that a server sends, one a segment.
  static func fromServer(_ messages: ScriptedMessage...) throws -> [UInt8] {
    var talk = conversation()
    for (index, message) in messages.enumerated() {
      try talk.server(at: 1000 * (index + 1), message)
    }
    return file(talk)
  }

  /// A media key and its salt, whose bytes appear nowhere else.
  static let key: [UInt8] = [
    0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe, 0xbf, 0xc1,
  ]
  static let salt: [UInt8] = [
    0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde,
  ]

  private static var encryption: FieldValue {
    [
      "algorithmID": "CCM_AES_CM_128_HMAC_SHA1_32", "key": .bytes(key), "salt": .bytes(salt),
    ]
  }

  static var openReceiveChannel: ScriptedMessage {
    ScriptedMessage(
      .openReceiveChannel,
      [
        "conferenceId": 7, "passThroughPartyId": 8, "milliSecondPacketSize": 20,
        "compressionType": "G711Ulaw64k", "callReference": 7,
        "mRxMediaEncryptionKeyInfo": encryption,
      ])
  }

  static var startMediaTransmission: ScriptedMessage {
    ScriptedMessage(
      .startMediaTransmission,
      [
        "conferenceId": 7, "passThroughPartyId": 8, "remoteIpAddr": .ipv4(10, 10, 1, 22),
        "remotePortNumber": 24_000, "milliSecondPacketSize": 20,
        "compressionType": "G711Ulaw64k", "callReference": 7,
        "mTxMediaEncryptionKeyInfo": encryption,
      ])
  }
}
