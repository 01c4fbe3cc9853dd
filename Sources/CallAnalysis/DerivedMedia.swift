import SCCP
import Text
import Wire

/// Codecs, streams and how well they went.
extension TextBuffer {
  /// Appends the first codecs that fit, and how many more there are.
  mutating func append(codecsOf record: Record, where fits: (UInt32) -> Bool) -> Bool {
    let maximumShown = 4
    var shown = 0
    var more = 0
    for field in record.message.fields
    where field.name == .payloadCapability && field.kind == .enumeration {
      let codec = record.message.number(of: field)
      guard fits(codec) else { continue }
      if shown == maximumShown {
        more += 1
        continue
      }
      if shown > 0 { append(", ") }
      _ = append(codec, of: .payloadType)
      shown += 1
    }
    if more > 0 {
      append(" and ")
      append(decimal: more)
      append(" more")
    }
    return shown > 0
  }

  /// Appends what stands among the codecs and is worth a word.
  mutating func append(codecExtrasOf record: Record) -> Bool {
    let hasWideband = record.contains(.payloadCapability, where: \.isWideband)
    let hasDigits = record.contains(.payloadCapability) { codec in
      [PayloadType.rfc2833Dynamic, .rfc2833InBand].contains { $0.rawValue == codec }
    }
    if hasWideband { append("wideband") }
    if hasWideband, hasDigits { append(" and ") }
    if hasDigits { append("DTMF in the stream") }
    return hasWideband || hasDigits
  }

  /// Appends the first address of the message with its port.
  mutating func append(mediaAddressOf record: Record) -> Bool {
    guard let place = record.mediaPlace else { return false }
    if let port = place.port {
      append(Endpoint(address: place.address, port: port))
    } else {
      append(place.address)
    }
    return true
  }

  mutating func append(mediumOf record: Record) -> Bool {
    guard let codec = record.number(.compressionType) else { return false }
    append(codec < PayloadType.h261.rawValue ? "audio" : codec < 116 ? "video" : "data")
    return true
  }

  /// Appends how a stream is encrypted: a listed algorithm, with key and salt that fit into their
  /// fields. Anything else is stale memory, and says nothing of encryption.
  mutating func append(cipherOf record: Record) -> Bool {
    let maximumLength: UInt32 = 16
    guard let algorithm = record.number(.algorithmID), (1...6).contains(algorithm),
      let key = record.number(.keyLength), key <= maximumLength,
      let salt = record.number(.saltLength), salt <= maximumLength
    else { return false }
    return record.appendValue(of: .algorithmID, to: &self)
  }

  mutating func append(packetTimeOf record: Record) -> Bool {
    guard record.isSet(.milliSecondPacketSize), append(record.number(.milliSecondPacketSize))
    else { return false }
    append(" ms")
    return true
  }

  /// Appends why a stream could not be opened, as a clause about the device.
  mutating func append(failureOf record: Record) -> Bool {
    guard let status = record.mediaStatus, status != 0 else { return false }
    switch MediaStatus(rawValue: status) {
    case .unknown: append("it gives no reason")
    case .notEnoughChannels, .outOfSockets:
      append("it has no channel left; if old ones were not freed, a reset helps")
    case .codecTooComplex: append("the codec takes more power than it has free")
    case .invalidParty: append("it knows no such party, so it and the server are out of step")
    case .invalidCall: append("it knows no such call, so it and the server are out of step")
    case .invalidCodec: append("it does not have that codec")
    case .invalidPacketSize: append("it cannot use packets of that length")
    case .coderFailed: append("its coder or decoder would not start")
    case .invalidPayloadType: append("it cannot use that dynamic payload type")
    case .addressTypeUnavailable: append("it has no address of the IP version asked for")
    case .deviceOnHook, .onHook: append("it is on hook again already, which does no harm")
    case .ok, nil:
      append("status ")
      append(decimal: status)
    }
    return true
  }

  /// Appends a differentiated services code point, with its name where it has one.
  mutating func append(dscpOf record: Record) -> Bool {
    let names: [UInt32: String] = [
      0: "best effort", 24: "CS3", 26: "AF31", 32: "CS4", 34: "AF41", 40: "CS5", 46: "EF",
    ]
    guard let value = record.number(.dscpValue), append(value) else { return false }
    if let name = names[value] {
      append(" (")
      append(name)
      append(")")
    }
    return true
  }
}

/// Where messages have the address of a stream, and its port.
private let mediaPlaces: [(address: FieldName, port: FieldName)] = [
  (.ipAddr, .portNumber), (.remoteIpAddr, .remotePortNumber), (.transmitIpAddr, .portNumber),
  (.multicastIpAddr, .multicastPortNumber),
]

private let mediaStatuses: [FieldName] = [
  .mediaReceptionStatus, .mediaTransmissionStatus, .multimediaReceptionStatus,
  .multimediaTransmissionStatus,
]

extension Record {
  /// The first address of the message, and its port; the port is nil where there is none, or none
  /// that can be.
  var mediaPlace: (address: IPAddress, port: UInt16?)? {
    for place in mediaPlaces {
      guard let field = message.first(place.address), let address = message.address(of: field)
      else { continue }
      return (address, number(place.port).flatMap { UInt16(exactly: $0) })
    }
    return nil
  }

  /// How opening a stream ended; 0 is well. Nil where the message does not say, or says what cannot
  /// be.
  var mediaStatus: UInt32? {
    for name in mediaStatuses {
      if let status = number(name) { return status }
    }
    return nil
  }

  /// Whether the message has a field that says how opening a stream ended.
  var hasMediaStatus: Bool { mediaStatuses.contains { message.first($0) != nil } }

  /// Packets that did not arrive, of a thousand; nil where so few came that a share says nothing,
  /// or the count is absurd.
  var lostPerMille: UInt64? {
    let minimumCount: UInt64 = 100
    guard let received = number(.numberPacketsReceived), let lost = number(.numberPacketsLost)
    else { return nil }
    let (all, lostPackets) = (UInt64(received) + UInt64(lost), UInt64(lost))
    return all < minimumCount || lostPackets > 10 * UInt64(received)
      ? nil : lostPackets * 1000 / all
  }

  /// Tenths of the mean opinion score in a quality text: the number after `MLQKav` or `avgMos` and
  /// an equals sign or a blank.
  var meanOpinionTenths: UInt64? {
    guard let field = message.first(.data) else { return nil }
    let text = message.bytes.span.extracting(message.textBytes(of: field))
    for key in Self.opinionKeys {
      guard let start = text.firstIndex(behind: key.span), let score = text.tenths(at: start),
        score > 0, score <= 50
      else { continue }
      return score
    }
    return nil
  }

  private static let opinionKeys: [[UInt8]] = [Array("MLQKav".utf8), Array("avgMos".utf8)]
}

extension Span<UInt8> {
  /// Tenths of the decimal number that stands after equals signs and blanks, rounded; nil where
  /// there is none, or one of two digits before the point.
  fileprivate func tenths(at start: Int) -> UInt64? {
    var index = start
    while index < count, self[index] == UInt8(ascii: "=") || self[index] == UInt8(ascii: " ") {
      index += 1
    }
    guard let whole = digit(at: index) else { return nil }
    guard index + 1 < count, self[index + 1] == UInt8(ascii: ".") else {
      return digit(at: index + 1) == nil ? whole * 10 : nil
    }
    let roundsUp = (digit(at: index + 3) ?? 0) >= 5
    return whole * 10 + (digit(at: index + 2) ?? 0) + (roundsUp ? 1 : 0)
  }

  private func digit(at index: Int) -> UInt64? {
    guard index < count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self[index]) else {
      return nil
    }
    return UInt64(self[index] - UInt8(ascii: "0"))
  }
}

/// What a number of the enumeration Media_PayloadType stands for.
extension UInt32 {
  var isVideoCodec: Bool {
    switch PayloadType(rawValue: self) {
    case .h261, .h263, .vieo, .h264, .h264SVC, .h265, .h264UC, .h264FEC: true
    default: false
    }
  }

  /// Numbers below that of the first video codec are audio, but for the first two.
  var isAudioCodec: Bool {
    (PayloadType.g711ALaw64k.rawValue..<PayloadType.h261.rawValue).contains(self)
  }

  var isWideband: Bool {
    switch PayloadType(rawValue: self) {
    case .g722At64k, .g722At56k, .g722At48k, .wideband256k, .g7221At32k, .g7221At24k, .isac, .opus,
      .amrWideband:
      true
    default: false
    }
  }
}
