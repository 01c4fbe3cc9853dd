import SCCP
import Synchronization
import Text
import Wire

@testable import CallAnalysis

/// One device and its server, whose messages are put into words one after the other.
///
/// Does for single messages what the analyzer does for those of a capture.
final class Scene {
  private var session = Session(
    stream: 0, device: Endpoint(address: IPAddress(ipv4: 0x0a0a_0115), port: 51_532),
    server: Endpoint(address: IPAddress(ipv4: 0x0a0a_0101), port: 2000))
  private let encoder: MessageEncoder
  private static let annotator = Mutex(Annotator())
  private var frame = 0
  private var message = Message()
  private var softKeys = SoftKeyMemory()

  init(version: UInt32 = 20) {
    encoder = MessageEncoder(version: version)
  }

  /// What is said of a message.
  struct Words: Equatable {
    let sentence: String
    let values: String
  }

  /// The sentence for a message of this name, `seconds` after the scene began.
  func says(
    _ name: String, _ values: [String: FieldValue] = [:], dataLength: Int? = nil,
    at seconds: Double = 0
  ) throws -> String {
    try words(name, values, dataLength: dataLength, at: seconds).sentence
  }

  func words(
    _ name: String, _ values: [String: FieldValue] = [:], dataLength: Int? = nil,
    at seconds: Double = 0
  ) throws -> Words {
    try words(for: unit(name, values, dataLength: dataLength), at: seconds)
  }

  /// A whole message.
  func unit(
    _ name: String, _ values: [String: FieldValue], dataLength: Int? = nil
  ) throws -> [UInt8] {
    let definition = try Catalogue.message(named: name)
    guard let dataLength else { return try encoder.encode(definition, values) }
    return try encoder.encode(definition, dataLength: dataLength, values)
  }

  func words(for unit: [UInt8], at seconds: Double = 0) -> Words {
    let record = record(for: unit, at: seconds)
    return Self.annotator.withLock { annotator in
      var sentence = TextBuffer()
      var values = TextBuffer()
      annotator.appendSentence(record, to: &sentence)
      annotator.appendValues(record, to: &values)
      return Words(sentence: String(sentence), values: String(values))
    }
  }

  /// What is known when a message has arrived, which the session then has learned from.
  func record(
    for unit: [UInt8], at seconds: Double = 0, isFromDevice: Bool? = nil
  ) -> Record {
    frame += 1
    let milliseconds = Int64((seconds * 1000).rounded())
    let time = Timestamp(
      seconds: 1_563_912_409 + milliseconds / 1000,
      nanoseconds: UInt32(milliseconds % 1000) * 1_000_000)
    let stamp = FrameStamp(number: frame, time: time)
    var decoder = MessageDecoder()
    decoder.decode(unit.span, into: &message)
    var record = Record()
    record.message = message
    record.isFromDevice =
      isFromDevice ?? (message.layout?.definition.direction == .deviceToServer)
    record.stamp = stamp
    _ = session.complete(&record, &softKeys)
    return record
  }

  /// What is known of a device that is named and registered and, if so wished, of a call that has
  /// lasted an hour when a request is answered late: what makes sentences long.
  func record(for unit: [UInt8], inCall: Bool) -> Record {
    session.learn { facts in
      facts.deviceName = "SEP001122334455"
      facts.keepAliveInterval = 30
      facts.firmwareLoad = "SCCP42.9-3-1"
      facts.hasRegisterRequest = inCall
    }
    var record = record(for: unit)
    guard inCall else { return record }
    let earlier = Timestamp(seconds: 1_563_908_800, nanoseconds: 0)
    record.formerState = .connected
    record.formerStateSince = earlier
    record.connectedAt = earlier
    record.match = RequestMatcher.Match(request: FramePlace(number: 1), nanoseconds: 12_345_678_901)
    record.isRepetition = true
    return record
  }
}

extension Catalogue {
  struct NoSuchMessage: Error {
    let name: String
  }

  static func message(named name: String) throws -> MessageDefinition {
    guard let message = messages.first(where: { $0.name == name }) else {
      throw NoSuchMessage(name: name)
    }
    return message
  }
}
