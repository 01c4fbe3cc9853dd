import SCCP
import Testing
import Wire

@Suite struct MessageEncoderTests {
  private let encoder = MessageEncoder(version: 20)

  @Test func `a message without a body is its header`() throws {
    let bytes = try MessageEncoder(version: 0).encode(.keepAliveAck)
    #expect(bytes == [4, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
  }

  @Test func `names stand for the numbers of enumerations and flags`() throws {
    let bytes = try encoder.encode(
      .selectSoftKeys,
      [
        "lineInstance": 1, "callReference": 0x0102_0304, "softKeySetIndex": "Ring Out",
        "validKeyMask": ["SoftKey1", "SoftKey9", 0x1_0000],
      ])
    #expect(
      bytes == [
        20, 0, 0, 0, 20, 0, 0, 0, 0x10, 0x01, 0, 0, 1, 0, 0, 0, 4, 3, 2, 1, 8, 0, 0, 0, 1, 1, 1, 0,
      ])
  }

  @Test func `packed texts stand back to back and the message is padded`() throws {
    let bytes = try encoder.encode(
      .displayPromptStatusV2,
      ["lineInstance": 2, "callReference": 3, "promptStatus": .phrase("From ", then: "2001")])
    #expect(Array(bytes[24...]) == [0x80, 23] + Array("2001".utf8) + [0, 0])
    #expect(bytes[0] == 24)
  }

  @Test func `counts and sizes follow from what they count`() throws {
    let list = try encoder.encode(.mediaPortList, ["rtpMediaPort": [4000, 4002]])
    #expect(Array(list[12..<24]) == [2, 0, 0, 0, 0xa0, 0x0f, 0, 0, 0xa2, 0x0f, 0, 0])
    #expect(list.count == 12 + 4 + 16 * 4)
    let data = try encoder.encode(
      .userToDeviceData, ["userToDeviceData": ["xmldata": "<a/>!"]])
    #expect(Array(data[28...]) == [5, 0, 0, 0] + Array("<a/>!".utf8) + [0, 0, 0])
  }

  @Test func `a count that is given is written, whatever follows`() throws {
    let bytes = try encoder.encode(.mediaPortList, ["portCount": 77, "rtpMediaPort": [4000]])
    #expect(bytes[12] == 77)
  }

  @Test func `a union is as wide as its widest case and chosen by what it holds`() throws {
    let bytes = try encoder.encode(
      .capabilitiesRes,
      ["caps": [["PAYLOADS": ["sse": ["standard": 7, "vendor": 8]]], ["maxFramesPerPacket": 9]]])
    #expect(bytes.count == 12 + 4 + 18 * 16)
    #expect(Array(bytes[16..<20]) == [0x2e, 1, 0, 0])
    #expect(Array(bytes[24..<36]) == [7, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0])
    #expect(bytes[36] == 9)
  }

  /// The forms of a CallManager 2, by the data length that it writes.
  @Test(arguments: [
    (MessageDefinition.registerAck, 16, "secondaryKeepAliveInterval"),
    (.startTone, 8, "tone_output_direction"),
    (.stopTone, 4, "lineInstance"), (.setRinger, 8, "ringDuration"),
    (.stopMediaTransmission, 8, "passThroughPartyId"), (.callInfo, 132, "lineInstance"),
    (.lineStatRes, 32, "lineFullyQualifiedDisplayName"), (.offHook, 4, "lineInstance"),
    (.stimulus, 12, "callReference"), (.connectionStatisticsRes, 64, "dataSize"),
  ])
  func `short forms end where old peers end them`(
    definition: MessageDefinition, dataLength: Int, missing: String
  ) throws {
    let bytes = try MessageEncoder(version: 0).encode(definition, dataLength: dataLength)
    #expect(bytes.count == 8 + dataLength)
    let message = decoded(bytes)
    #expect(message.missing == missing)
    #expect(message.undecoded.isEmpty)
    #expect(message.first(FieldName(missing)) == nil)
    #expect(message.fields.allSatisfy { $0.offset < bytes.count })
  }

  @Test func `the length decides between forms that exclude each other`() throws {
    let values: [String: FieldValue] = [
      "remoteIpAddr": .ipv4(10, 10, 1, 21), "remotePortNumber": 18_440,
    ]
    let short = try MessageEncoder(version: 0).encode(
      .startMediaTransmission, dataLength: 40, values)
    #expect(Array(short[12..<20]) == [10, 10, 1, 21, 0x08, 0x48, 0, 0])
    let long = try MessageEncoder(version: 0).encode(.startMediaTransmission, values)
    #expect(Array(long[20..<28]) == [10, 10, 1, 21, 0x08, 0x48, 0, 0])
    #expect(long[0] == 116)
  }

  @Test func `addresses have a type from version 17 on`() throws {
    let values: [String: FieldValue] = ["ipAddr": .ipv4(10, 10, 1, 21), "portNumber": 1]
    let old = try MessageEncoder(version: 16).encode(.openReceiveChannelAck, values)
    #expect(Array(old[16..<24]) == [10, 10, 1, 21, 1, 0, 0, 0])
    let new = try MessageEncoder(version: 17).encode(.openReceiveChannelAck, values)
    #expect(Array(new[16..<24]) == [0, 0, 0, 0, 10, 10, 1, 21])
    #expect(new.count == old.count + 16)
    let address = IPAddress(ipv6: 0x2001_0db8 << 96 | 0x26)
    let six = try MessageEncoder(version: 22).encode(
      .openReceiveChannelAck, ["ipAddr": .address(address)])
    #expect(Array(six[16..<24]) == [1, 0, 0, 0, 0x20, 0x01, 0x0d, 0xb8])
    #expect(six[35] == 0x26)
  }

  @Test func `versions that nobody speaks have their neighbour's layout`() throws {
    let odd = try MessageEncoder(version: 14).encode(.stopTone)
    #expect(odd.count == MessageHeader.byteCount + 12)
    #expect(odd[4] == 14)
  }

  /// A peer that pads a number to 28 bytes, where others have 25, under the same length.
  @Test func `a padded EnblocCall is read by where its line stands`() throws {
    let packed = try encoder.encode(.enblocCall, ["calledParty": "2000", "lineInstance": 2])
    #expect(packed.count == 44)
    var padded = packed
    padded[37] = 0
    padded[40] = 2
    for bytes in [packed, padded] {
      let message = decoded(bytes)
      #expect(message.lineInstance == 2)
      #expect(message.text(FieldName("calledParty")) == "2000")
    }
  }

  // MARK: - Mistakes

  private func decoded(_ bytes: [UInt8]) -> Message {
    var decoder = MessageDecoder()
    var message = Message()
    decoder.decode(bytes.span, into: &message)
    return message
  }

  private func mistake(
    _ definition: MessageDefinition, dataLength: Int? = nil, _ values: [String: FieldValue]
  ) -> String {
    do {
      if let dataLength {
        _ = try encoder.encode(definition, dataLength: dataLength, values)
      } else {
        _ = try encoder.encode(definition, values)
      }
      return "no mistake"
    } catch {
      return "\(error)"
    }
  }

  @Test func `mistakes are told with what would be right`() {
    #expect(
      mistake(.setLamp, ["stimulas": 9])
        == "SetLamp.stimulas: no such field; there are stimulus, stimulusInstance, lampMode")
    #expect(
      mistake(.setSpeakerMode, ["speakerMode": "Loud"])
        == "SetSpeakerMode.speakerMode: no value is called \"Loud\"; there are On, Off")
    #expect(
      mistake(.registerReq, ["sid": ["Name": "SEP"]])
        == "RegisterReq.sid.Name: no such field; there are DeviceName, reserved_for_future_use, "
        + "instance")
    #expect(mistake(.setLamp, ["lampMode": [:]]) == "SetLamp.lampMode: takes a number")
    #expect(mistake(.versionRes, ["versionStr": 1]) == "VersionRes.versionStr: takes text")
    #expect(
      mistake(.versionRes, ["versionStr": "12345678901234567"])
        == "VersionRes.versionStr: 17 are given where 16 fit")
    #expect(
      mistake(.setLamp, ["stimulusInstance": -1])
        == "SetLamp.stimulusInstance: -1 is not between 0 and 4294967295")
    #expect(
      mistake(.mediaPortList, ["rtpMediaPort": .list(Array(repeating: 1, count: 17))])
        == "MediaPortList.rtpMediaPort: 17 are given where 16 fit")
    #expect(
      mistake(.startTone, dataLength: 8, ["lineInstance": 1])
        == "StartTone.lineInstance: no such field; there are tone")
    #expect(
      mistake(.setLamp, dataLength: 12, [:])
        == "SetLamp: a data length of 12 was asked for, the values need 16")
  }
}
