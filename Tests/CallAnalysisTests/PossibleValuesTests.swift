import SCCP
import Testing

@testable import CallAnalysis

/// What cannot be true is told by no sentence.
@Suite struct PossibleValuesTests {
  @Test func `every field with a range is one of the catalogue's, and has one range`() {
    let names =
      PossibleValues.ranges.flatMap(\.names) + PossibleValues.names + PossibleValues.witnessed
    for name in names { #expect(name != .none) }
    let ranged = PossibleValues.ranges.flatMap(\.names)
    #expect(Set(ranged).count == ranged.count)
  }

  /// Every number of a message is stale memory, but for those that identify calls and streams.
  @Test(arguments: [0, 11, 17, 20, 22] as [UInt32])
  func `no words repeat a number that cannot be`(version: UInt32) throws {
    let odd: UInt32 = 0xdead_beef
    for definition in Catalogue.messages {
      let unit = try TypicalValues(variant: 0, odd: odd).unit(definition, version: version)
      let words = Scene(version: version).words(for: unit)
      for text in [words.sentence, words.values] {
        #expect(!text.contains("\(odd)"), "\(definition.name): \(text)")
        #expect(!text.contains("\(UInt16(truncatingIfNeeded: odd))"), "\(definition.name): \(text)")
      }
    }
  }

  private static func key(_ algorithm: Int, key: Int, salt: Int) -> [String: FieldValue] {
    [
      "conferenceId": 7, "passThroughPartyId": 8, "remoteIpAddr": .ipv4(10, 10, 1, 22),
      "remotePortNumber": 20_000, "milliSecondPacketSize": 20, "compressionType": 4,
      "mTxMediaEncryptionKeyInfo": [
        "algorithmID": FieldValue(algorithm), "keylen": FieldValue(key),
        "saltlen": FieldValue(salt),
      ],
    ]
  }

  @Test(
    arguments: [
      (1, 16, 14, true), (6, 16, 12, true), (0, 0, 0, false), (7, 16, 14, false),
      (2_364_920, 16, 14, false), (1, 17, 14, false), (2, 16, 1000, false),
    ])
  func `a stream is encrypted by a listed algorithm with keys that fit`(
    algorithm: Int, keyLength: Int, saltLength: Int, isEncrypted: Bool
  ) throws {
    // The encoder keeps lengths right, so they are written over.
    var unit = try Scene(version: 0).unit(
      "StartMediaTransmission", Self.key(algorithm, key: 16, salt: 14))
    var decoder = MessageDecoder()
    var message = Message()
    decoder.decode(unit.span, into: &message)
    for (name, length) in [(FieldName.keyLength, keyLength), (.saltLength, saltLength)] {
      let field = try #require(message.first(name))
      unit[Int(field.offset)] = UInt8(truncatingIfNeeded: length)
      unit[Int(field.offset) + 1] = UInt8(truncatingIfNeeded: length >> 8)
    }
    let words = Scene(version: 0).words(for: unit)
    #expect(words.sentence.contains("encrypted") == isEncrypted, "\(words.sentence)")
    #expect(words.sentence.contains("10.10.1.22:20000"))
  }

  @Test(
    arguments: [
      ("SEP001122334455", true), ("CIPC-Office", true), ("ATA001122334401", true),
      ("8\u{c4}=\u{2}\u{16}\u{1}", false), ("RING", false), ("A1", false), ("Two words 1", false),
      ("7zip", false),
    ])
  func `the server's summary names a device only by what looks like a name`(
    name: String, isName: Bool
  ) throws {
    let scene = Scene()
    let values: [String: FieldValue] = [
      "sid": ["DeviceName": .bytes(Array(name.unicodeScalars.map { UInt8($0.value & 0xff) }))],
      "serverName": "PUB", "numberOfLines": 1,
    ]
    let record = try scene.record(for: scene.unit("ConfigStatRes", values))
    #expect(record.deviceName == (isName ? name : nil))
    let words = try Scene().words("ConfigStatRes", values)
    #expect(words.sentence.hasPrefix(isName ? name : "The phone is set up with 1 line"))
    #expect(words.values.hasPrefix(isName ? name : "1 line"))
  }

  @Test(
    arguments: [
      (2024, 2, 29, true), (2023, 2, 29, false), (2023, 4, 31, false), (2023, 13, 1, false),
      (0, 1, 1, false), (2023, 12, 31, true),
    ])
  func `a day that there is not is not told`(
    year: Int, month: Int, day: Int, isPossible: Bool
  ) throws {
    let words = try Scene().words(
      "TimeDateRes",
      [
        "timeDataInfo": [
          "wYear": FieldValue(year), "wMonth": FieldValue(month), "wDay": FieldValue(day),
          "wHour": 23, "wMinute": 5, "wSecond": 9,
        ]
      ])
    #expect(words.values.isEmpty == !isPossible)
    #expect(words.sentence.contains("there cannot be") == !isPossible)
  }

  @Test func `a mailbox is told of only where the flag before the counts can be`() throws {
    func mailbox(_ flag: Int64, new: Int64) -> [String: FieldValue] {
      [
        "mwiTargetNumber": "2001", "areMessagesWaiting": .number(flag),
        "totalVmCounts": ["numNewMsgs": .number(new)],
      ]
    }
    let wait = try Scene().words("MwiNotification", mailbox(1, new: 3))
    #expect(wait.sentence.contains("2001 holds 3 new messages"))
    let shifted = try Scene().words("MwiNotification", mailbox(0x100, new: 0x300))
    #expect(shifted.sentence == "A voicemail system reports on the mailbox of 2001.")
    #expect(shifted.values == "2001")
    #expect(
      try Scene().says("MwiRes", ["mwi_notification_result": 0x100_0000])
        == "The server answers the news of the mailbox.")
  }

  @Test func `audio is judged by as many packets as a judgement needs`() throws {
    func says(_ values: [String: FieldValue]) throws -> String {
      try Scene().says("ConnectionStatisticsRes", values)
    }
    let counts: [String: FieldValue] = ["numberPacketsSent": 500, "numberPacketsReceived": 500]
    #expect(
      try says(counts.merging(["jitter": 3_600_000]) { $1 })
        == "The audio that the phone received was good: 0.0 % lost.")
    #expect(
      try says(counts.merging(["numberPacketsLost": 0x8000_0000]) { $1 })
        == "The phone sent 500 packets and received 500.")
    #expect(
      try says(["numberPacketsSent": 3, "numberPacketsReceived": 2])
        == "The phone sent 3 packets and received 2.")
    #expect(try says(["numberPacketsReceived": 0xffff_fff0]).contains("packet") == false)
  }

  @Test func `streams to nowhere are told as such, and states that cannot be`() throws {
    let nowhere = try Scene().says(
      "StartMediaTransmission", ["remoteIpAddr": .ipv4(0, 0, 0, 0), "compressionType": 4])
    #expect(nowhere.contains("0.0.0.0:0, which is nowhere"))
    let portless = try Scene().says(
      "OpenReceiveChannelAck", ["ipAddr": .ipv4(10, 10, 1, 21), "mediaReceptionStatus": 0])
    #expect(portless.contains("10.10.1.21:0 to receive at, which is nowhere"))
    let tooHigh = try Scene().words(
      "OpenReceiveChannelAck", ["ipAddr": .ipv4(10, 10, 1, 21), "portNumber": 70_000])
    #expect(tooHigh.sentence.contains("listens at 10.10.1.21;"))
    #expect(
      try Scene().says("OpenReceiveChannelAck", ["mediaReceptionStatus": 0x1000_0000])
        == "The phone answers with a status that there cannot be.")
  }

  @Test func `a model that is not listed is told as a type`() throws {
    #expect(
      try Scene().says(
        "RegisterReq",
        [
          "sid": ["DeviceName": "SEP001122334455"], "stationIpAddr": .ipv4(10, 10, 1, 21),
          "deviceType": 4711, "protocolVer": 20,
        ]
      ).hasPrefix("SEP001122334455 (type 4711, 10.10.1.21) asks"))
  }
}
