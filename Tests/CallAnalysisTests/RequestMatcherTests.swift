import SCCP
import Testing
import Wire

@testable import CallAnalysis

/// Which answer belongs to which request.
@Suite struct RequestMatcherTests {
  private static let keepAlive: UInt32 = 0x0000
  private static let lineStat: UInt32 = 0x000b

  private func message(
    _ definition: MessageDefinition, _ values: [String: FieldValue] = [:]
  ) throws -> Message {
    var decoder = MessageDecoder()
    var message = Message()
    let bytes = try MessageEncoder(version: 20).encode(definition, values)
    decoder.decode(bytes.span, into: &message)
    return message
  }

  private func stamp(_ number: Int, at milliseconds: Int64?) -> FrameStamp {
    FrameStamp(
      number: number,
      time: milliseconds.map {
        Timestamp(seconds: $0 / 1000, nanoseconds: UInt32($0 % 1000) * 1_000_000)
      })
  }

  /// Notes a keepalive of the device.
  private func ask(_ matcher: inout RequestMatcher, _ frame: Int, at milliseconds: Int64?) throws {
    matcher.append(
      try message(.keepAliveReq), at: stamp(frame, at: milliseconds), isFromDevice: true)
  }

  /// The frame that an answer to a keepalive answers.
  private func answer(
    _ matcher: inout RequestMatcher, _ frame: Int, at milliseconds: Int64?
  ) throws -> Int? {
    matcher.take(
      Self.keepAlive, answeredBy: try message(.keepAliveAck), at: stamp(frame, at: milliseconds),
      isFromDevice: false)?.request.number
  }

  @Test func `an answer names the request's frame and the time since then`() throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 7, at: 1000)
    let match = matcher.take(
      Self.keepAlive, answeredBy: try message(.keepAliveAck), at: stamp(9, at: 1035),
      isFromDevice: false)
    #expect(match?.request.number == 7)
    #expect(match?.nanoseconds == 35_000_000)
  }

  @Test func `requests are answered in the order they were made`() throws {
    var matcher = RequestMatcher()
    for frame in 1...3 { try ask(&matcher, frame, at: 0) }
    #expect(try (4...7).map { try answer(&matcher, $0, at: 1) } == [1, 2, 3, nil])
  }

  @Test func `an answer that nobody asked for answers nothing`() throws {
    var matcher = RequestMatcher()
    #expect(try answer(&matcher, 1, at: 0) == nil)
    try ask(&matcher, 2, at: 0)
    #expect(
      matcher.take(
        Self.lineStat, answeredBy: try message(.lineStatV2Res), at: stamp(3, at: 1),
        isFromDevice: false) == nil)
    #expect(try answer(&matcher, 4, at: 2) == 2)
  }

  @Test func `nobody answers himself`() throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 1, at: 0)
    #expect(
      matcher.take(
        Self.keepAlive, answeredBy: try message(.keepAliveAck), at: stamp(2, at: 1),
        isFromDevice: true) == nil)
    #expect(try answer(&matcher, 3, at: 2) == 1)
  }

  /// The phone asks for its lines at once, and the server answers them in any order.
  @Test func `keys tell requests of one kind apart`() throws {
    var matcher = RequestMatcher()
    for line in 1...4 {
      matcher.append(
        try message(.lineStatReq, ["lineNumber": FieldValue(line)]), at: stamp(line, at: 0),
        isFromDevice: true)
    }
    let answers = try [3, 1, 4, 2, 3].map { line in
      matcher.take(
        Self.lineStat, answeredBy: try message(.lineStatV2Res, ["lineNumber": FieldValue(line)]),
        at: stamp(10, at: 1), isFromDevice: false)?.request.number
    }
    #expect(answers == [3, 1, 4, 2, nil])
  }

  // MARK: - Limits

  @Test(arguments: [0, 1, 19_999, 20_000] as [Int64])
  func `an answer may be late`(milliseconds: Int64) throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 1, at: 5000)
    #expect(try answer(&matcher, 2, at: 5000 + milliseconds) == 1)
  }

  @Test(arguments: [20_001, 30_000, 86_400_000] as [Int64])
  func `an answer that comes too late belongs to no request`(milliseconds: Int64) throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 1, at: 5000)
    #expect(try answer(&matcher, 2, at: 5000 + milliseconds) == nil)
  }

  /// Where one keepalive is lost, the answer to the next is not taken for its own.
  @Test func `an unanswered request does not shift the answers that follow`() throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 1, at: 0)
    try ask(&matcher, 2, at: 30_000)
    #expect(try answer(&matcher, 3, at: 30_010) == 2)
  }

  /// The answer to the first may be among the bytes that the capture lacks.
  @Test func `after missing bytes the newest request before them is answered`() throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 1, at: 0)
    try ask(&matcher, 2, at: 10_000)
    matcher.noteGap()
    try ask(&matcher, 3, at: 10_010)
    #expect(try (4...6).map { try answer(&matcher, $0, at: 10_020) } == [2, 3, nil])
  }

  @Test func `without times there is an order, and no time limit`() throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 1, at: nil)
    try ask(&matcher, 2, at: 0)
    let match = matcher.take(
      Self.keepAlive, answeredBy: try message(.keepAliveAck), at: stamp(3, at: 90_000),
      isFromDevice: false)
    #expect(match?.request.number == 1)
    #expect(match?.nanoseconds == nil)
  }

  @Test func `an answer that is earlier than its request has no time`() throws {
    var matcher = RequestMatcher()
    try ask(&matcher, 1, at: 1000)
    let match = matcher.take(
      Self.keepAlive, answeredBy: try message(.keepAliveAck), at: stamp(2, at: 990),
      isFromDevice: false)
    #expect(match?.request.number == 1)
    #expect(match != nil && match?.nanoseconds == nil)
  }

  @Test func `of too many requests the oldest are forgotten`() throws {
    var matcher = RequestMatcher()
    let excess = 5
    for frame in 1...RequestMatcher.maximumPending + excess { try ask(&matcher, frame, at: 0) }
    #expect(try answer(&matcher, 1000, at: 1) == excess + 1)
  }
}
