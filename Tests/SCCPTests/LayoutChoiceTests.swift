import CaptureBuilder
import SCCP
import Testing
import Wire

/// The data length decides which version's layout a message has.
@Suite struct LayoutChoiceTests {
  /// A message, a data length, and the place in the body where a field then lies, whatever header
  /// version the row names.
  struct Row: CustomTestStringConvertible {
    let message: MessageDefinition
    let versions: ClosedRange<UInt32>
    let lengths: ClosedRange<Int>
    let field: String
    let offset: Int

    init(
      _ message: MessageDefinition, _ versions: ClosedRange<UInt32>, _ lengths: ClosedRange<Int>,
      _ field: String, at offset: Int
    ) {
      self.message = message
      self.versions = versions
      self.lengths = lengths
      self.field = field
      self.offset = offset
    }

    init(
      _ message: MessageDefinition, _ versions: ClosedRange<UInt32>, _ length: Int,
      _ field: String, at offset: Int
    ) {
      self.init(message, versions, length...length, field, at: offset)
    }

    var testDescription: String { "\(message.name) of \(lengths) under \(versions)" }
  }

  /// Lengths of real peers' messages, and where each then has a field.
  static let rows: [Row] = [
    Row(.connectionStatisticsReq, 0...22, 36...39, "callReference", at: 24),
    Row(.connectionStatisticsReq, 0...22, 40...43, "callReference", at: 28),
    Row(.dialedNumber, 0...22, 36, "lineInstance", at: 24),
    Row(.dialedNumber, 0...17, 37...39, "lineInstance", at: 24),
    Row(.dialedNumber, 18...22, 37...39, "lineInstance", at: 25),
    Row(.dialedNumber, 0...22, 40, "lineInstance", at: 25),
    Row(.offHookWithCallingPartyNumber, 0...22, 56...57, "lineInstance", at: 48),
    Row(.offHookWithCallingPartyNumber, 18...22, 58...59, "lineInstance", at: 50),
    Row(.offHookWithCallingPartyNumber, 0...22, 60...61, "lineInstance", at: 50),
    Row(.enblocCall, 0...22, 32, "lineInstance", at: 24),
    Row(.enblocCall, 18...22, 33...35, "lineInstance", at: 25),
    Row(.enblocCall, 0...22, 36, "lineInstance", at: 25),
    Row(.forwardStatRes, 0...22, 96...98, "activeForward", at: 0),
    Row(.portRes, 0...22, 28, "portNumber", at: 16),
    Row(.portRes, 0...22, 44, "portNumber", at: 32),
    Row(.portRes, 0...22, 48, "mediaType", at: 40),
    Row(.openReceiveChannelAck, 0...22, 24, "portNumber", at: 8),
    Row(.openReceiveChannelAck, 0...22, 40, "portNumber", at: 24),
    Row(.openReceiveChannelAck, 17...22, 36, "portNumber", at: 24),
    Row(.startMediaTransmissionAck, 0...22, 28, "portNumber", at: 16),
    Row(.startMediaTransmissionAck, 0...22, 44, "portNumber", at: 32),
    Row(.startMediaTransmissionAck, 0...16, 36, "portNumber", at: 16),
    Row(.startMediaTransmissionAck, 17...22, 52, "portNumber", at: 32),
    Row(.startMultiMediaTransmissionAck, 0...22, 28, "portNumber", at: 16),
    Row(.startMultiMediaTransmissionAck, 0...22, 44, "portNumber", at: 32),
    Row(.openMultiMediaReceiveChannelAck, 0...22, 24, "portNumber", at: 8),
    Row(.openMultiMediaReceiveChannelAck, 0...22, 40, "portNumber", at: 24),
    Row(.startMultiMediaTransmission, 0...22, 172, "remotePortNumber", at: 16),
    Row(.startMultiMediaTransmission, 0...22, 188, "remotePortNumber", at: 32),
    Row(.startMultiMediaTransmission, 17...22, 216, "remotePortNumber", at: 32),
    Row(.startMediaTransmission, 0...22, 40, "remotePortNumber", at: 4),
    Row(.startMediaTransmission, 0...22, 116, "remotePortNumber", at: 12),
    Row(.startMediaTransmission, 17...22, 112, "remotePortNumber", at: 12),
    Row(.startMediaTransmission, 0...22, 120, "remotePortNumber", at: 12),
    Row(.startMediaTransmission, 0...22, 136, "remotePortNumber", at: 28),
    Row(.startMediaTransmission, 0...22, 172, "remotePortNumber", at: 28),
    Row(.startMulticastMediaReception, 0...22, 40, "multicastPortNumber", at: 12),
    Row(.startMulticastMediaReception, 0...22, 56, "multicastPortNumber", at: 28),
    Row(.startMulticastMediaReception, 17...22, 52, "multicastPortNumber", at: 28),
    Row(.startMulticastMediaTransmission, 0...22, 48, "multicastPortNumber", at: 12),
    Row(.startMulticastMediaTransmission, 0...22, 64, "multicastPortNumber", at: 28),
    Row(.startSessionTransmission, 0...22, 12, "sessionType", at: 4),
    Row(.startSessionTransmission, 0...22, 28, "sessionType", at: 20),
    Row(.stopSessionTransmission, 0...22, 12, "sessionType", at: 4),
    Row(.stopSessionTransmission, 0...22, 28, "sessionType", at: 20),
    Row(.stopTone, 0...10, 16, "callReference", at: 4),
    Row(.stopTone, 11...22, 16, "tone", at: 8),
  ]

  @Test(arguments: rows)
  func `a field lies where the length says`(row: Row) throws {
    for version in row.versions {
      for length in row.lengths {
        let place = "\(row.message.name), version \(version), data length \(length)"
        let message = decode(zeros(row.message, version, length))
        let field = try #require(message.first(FieldName(row.field)), "\(place)")
        #expect(Int(field.offset) == 12 + row.offset, "\(place)")
        #expect(message.header.version == version)
      }
    }
  }

  /// Messages of one version's layout under another version's header, wherever the header's own
  /// layout does not fit them.
  @Test(arguments: Catalogue.messages.filter { Layout.of($0.identifier)?.followsLength == true })
  func `a body of another version is read by its length`(definition: MessageDefinition) throws {
    for version in RoundTripTests.versions {
      var samples = SampleValues(definition, version: version, seed: 3)
      let values = samples.values(for: definition.items)
      let given = samples.withoutCounts(values)
      for header: UInt32 in [0, 10, 11, 15, 16, 17, 18, 19, 20, 21, 22] {
        let encoder = MessageEncoder(version: header, layoutVersion: version)
        let message = decode(try encoder.encode(definition, given))
        if message.layoutVersion == Int(header) { continue }
        let context = "\(definition.name) \(version) under \(header)"
        #expect(message.header.version == header)
        #expect(message.undecoded.isEmpty, "\(context)")
        guard message.layoutVersion == version else { continue }
        #expect(message.missing == nil, "\(context)")
        FieldComparison(message: message, context: context).expect(values)
      }
    }
  }

  /// The size of its text tells the layouts of ConnectionStatisticsRes apart where the length alone
  /// does not; the same length does not mean the same layout twice.
  @Test func `the size of a text decides where two layouts have the length`() throws {
    let text = FieldValue.text(String(repeating: "a", count: 36))
    var decoder = MessageDecoder()
    var message = Message()
    for _ in 0..<2 {
      for (layout, place, length) in [(17, 24, 104), (21, 28, 108), (22, 28, 108)] {
        let encoder = MessageEncoder(version: 22, layoutVersion: layout)
        let bytes = try encoder.encode(
          .connectionStatisticsRes, dataLength: length, ["callReference": 42, "data": text])
        decoder.decode(bytes.span, into: &message)
        let reference = try #require(message.first(.callReference))
        #expect(Int(reference.offset) == 12 + place && message.callReference == 42)
        #expect(message.text(FieldName("data")) == String(repeating: "a", count: 36))
        #expect(message.layoutVersion == layout)
      }
    }
  }

  @Test func `a size that cannot be is the sign of another layout`() throws {
    let values: [String: FieldValue] = [
      "directoryNum": "2000", "callReference": 42, "numberPacketsSent": 100, "jitter": 5,
    ]
    for version: UInt32 in [18, 19, 20, 21, 22] {
      let bytes = try MessageEncoder(version: version, layoutVersion: 17).encode(
        .connectionStatisticsRes, dataLength: 668, values)
      let message = decode(bytes)
      #expect(message.callReference == 42 && message.number(FieldName("jitter")) == 5)
    }
  }

  @Test func `a version that is not listed is measured from its own number`() throws {
    let bytes = try MessageEncoder(version: 14, layoutVersion: 17).encode(
      .portRes, ["callReference": 42, "portNumber": 5000])
    let message = decode(bytes)
    #expect(message.number(FieldName("portNumber")) == 5000)
    #expect(message.problems == [.unlistedVersion(14, readAs: 17)])
    #expect(message.header.version == 14)
  }

  /// A cut packet keeps the length that its header says.
  @Test func `a cut message has the layout of the whole`() throws {
    let bytes = try MessageEncoder(version: 18, layoutVersion: 16).encode(
      .portRes, ["callReference": 42, "portNumber": 5000])
    let message = decode(Array(bytes.prefix(32)))
    #expect(message.number(FieldName("portNumber")) == 5000)
    #expect(message.missing == "RTCPPortNumber")
  }

  // MARK: - Keys under other layouts

  /// A key as FilledMessage of the end-to-end tests has it, and what stands around it.
  private func startMediaTransmission(
    layout: Int, header: UInt32, extra: Int, encrypted: Bool
  ) throws -> Message {
    var values: [String: FieldValue] = [
      "passThroughPartyId": 7, "remotePortNumber": 24_576, "milliSecondPacketSize": 20,
      "compressionType": 4, "callReference": 42, "streamPassThroughId": 9,
      "remoteIpAddr": .ipv4(10, 10, 1, 21),
      "qualifierOut": ["precedenceValue": 4, "maxFramesPerPacket": 1],
    ]
    if encrypted {
      values["mTxMediaEncryptionKeyInfo"] = [
        "algorithmID": 1, "key": .bytes([UInt8](repeating: 0xe1, count: 16)),
        "salt": .bytes([UInt8](repeating: 0xe2, count: 14)),
      ]
    }
    let definition = MessageDefinition.startMediaTransmission
    var bytes = try MessageEncoder(version: header, layoutVersion: layout).encode(
      definition, values)
    bytes += [UInt8](repeating: 0, count: extra)
    bytes[0] += UInt8(extra)
    var decoder = MessageDecoder(hidesSecrets: true)
    var message = Message()
    decoder.decode(bytes.span, into: &message)
    return message
  }

  @Test(arguments: [17, 19, 22], [true, false])
  func `bytes that no layout knows leave what is harmless`(version: Int, encrypted: Bool) throws {
    for extra in [4, 8, 12, 60] {
      let message = try startMediaTransmission(
        layout: version, header: UInt32(version), extra: extra, encrypted: encrypted)
      #expect(message.callReference == 42, "\(extra) bytes more")
      #expect(message.number(FieldName("remotePortNumber")) == 24_576)
      #expect(message.number(FieldName("streamPassThroughId")) == 9)
    }
  }

  @Test(arguments: [(0, 17), (16, 22), (17, 0), (22, 16)])
  func `a key in another layout is hidden with bytes that no layout knows`(
    layout: Int, header: Int
  ) throws {
    for extra in 4...80 {
      let message = try startMediaTransmission(
        layout: layout, header: UInt32(header), extra: extra, encrypted: true)
      // A length that the header's own layout takes whole says nothing of another.
      if message.layoutVersion == header, message.undecoded.isEmpty { continue }
      for field in message.fields where field.kind != .secret && field.kind != .structure {
        let bytes = message.bytes.span.extracting(message.bytes(of: field))
        let hasSecret = bytes.indices.contains { bytes[$0] == 0xe1 || bytes[$0] == 0xe2 }
        #expect(!hasSecret, "\(field.name.spelling) with \(extra) bytes more")
      }
      let rest = message.undecoded
      #expect(!rest.contains { message.bytes[$0] == 0xe1 || message.bytes[$0] == 0xe2 })
    }
  }

  // MARK: - Beyond the versions

  @Test(arguments: [
    (MessageDefinition.displayText, "text"), (.registerReject, "text"), (.displayNotify, "notify"),
    (.displayPriNotify, "notify"),
  ])
  func `a text that fills its slot goes on to the end`(
    definition: MessageDefinition, name: String
  ) throws {
    var decoder = MessageDecoder()
    var message = Message()
    for count in [40, 100, 20, 100, 40] {
      let text = String(repeating: "x", count: count)
      let encoder = MessageEncoder(version: 0)
      var bytes = try encoder.encode(definition, [name: .text(text)])
      // Room after the text, in which another text stands once.
      bytes += [0, 0, 0, 0, 0x41, 0, 0, 0]
      bytes[0] += 8
      decoder.decode(bytes.span, into: &message)
      #expect(message.text(FieldName(name)) == text)
      #expect(message.undecoded.isEmpty == (count > 33))
    }
  }

  @Test func `an array has more entries than slots where the message has room for them`() throws {
    let entries = FieldValue.list(Array(repeating: ["maxFramesPerPacket": 20], count: 24))
    var bytes = try MessageEncoder(version: 0).encode(.capabilitiesRes, ["caps": entries])
    #expect(bytes.count == 8 + 4 + 4 + 24 * 16)
    let all = decode(bytes)
    #expect(all.fields.count { $0.name == FieldName("maxFramesPerPacket") } == 24)
    #expect(all.problems.isEmpty && all.undecoded.isEmpty)
    bytes.removeLast(16)
    let dataLength = bytes.count - 8
    (bytes[0], bytes[1]) = (UInt8(dataLength & 0xff), UInt8(dataLength >> 8))
    let few = decode(bytes)
    #expect(few.fields.count { $0.name == FieldName("maxFramesPerPacket") } == 18)
    #expect(few.problems == [.countAboveSlots(FieldName("caps"), count: 24, slots: 18)])
  }

  @Test func `a third text is read where there is more than padding`() throws {
    let values: [String: FieldValue] = ["serviceURL": "http://a", "serviceURLDisplayName": "A"]
    let extended = values.merging(["serviceURLExtensionText": "more"]) { first, _ in first }
    let name = FieldName("serviceURLExtensionText")
    for version: UInt32 in [19, 22] {
      let encoder = MessageEncoder(version: version)
      let short = decode(try encoder.encode(.serviceURLStatV2Res, values))
      #expect(short.first(name) == nil && short.missing == nil && short.undecoded.isEmpty)
      let long = decode(try encoder.encode(.serviceURLStatV2Res, extended))
      #expect(long.text(name) == "more" && long.undecoded.isEmpty)
    }
  }

  private func zeros(_ definition: MessageDefinition, _ version: UInt32, _ length: Int) -> [UInt8] {
    var writer = ByteWriter(order: .littleEndian)
    writer.uint32(UInt32(length))
    writer.uint32(version)
    writer.uint32(definition.identifier)
    writer.zeros(length - 4)
    return writer.bytes
  }

  private func decode(_ bytes: [UInt8]) -> Message {
    var decoder = MessageDecoder()
    var message = Message()
    decoder.decode(bytes.span, into: &message)
    return message
  }
}
