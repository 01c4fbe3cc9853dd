import CaptureBuilder
import SCCP
import Testing
import Wire

/// Messages whose packets were cut by the snap length.
@Suite struct CutMessageTests {
  /// A message whose data length is greater than the bytes that are there.
  private func header(_ identifier: UInt32, dataLength: UInt32, version: UInt32 = 0) -> [UInt8] {
    [dataLength, version, identifier].flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }
  }

  private func stamp(_ number: Int) -> FrameStamp { FrameStamp(number: number, time: nil) }

  @Test func `a cut message is a unit as far as it goes, and its rest is skipped`() {
    var framer = MessageFramer(direction: .deviceToServer, isFromStart: true)
    // An Alarm of 104 bytes, 20 of them captured.
    let alarm = header(0x20, dataLength: 96) + [UInt8](repeating: 1, count: 8)
    framer.begin(stamp(1), isNewest: true)
    #expect(framer.next(in: alarm.span, from: stamp(1), isSegmentStart: true) == nil)
    #expect(framer.cut(30, from: stamp(1)) == .inPending)
    #expect(framer.pending == alarm)
    #expect(framer.problems == [.cutPacket(30, frame: 1, cutMessage: 0x20)])
    // The next packet has the last 54 bytes of it, and a KeepAlive.
    let rest = [UInt8](repeating: 2, count: 54) + header(0, dataLength: 4)
    framer.begin(stamp(2), isNewest: true)
    #expect(
      framer.next(in: rest.span, from: stamp(2), isSegmentStart: true) == .inChunk(54..<66))
  }

  @Test func `a segment that begins like a message is one after a cut that hides where`() {
    var framer = MessageFramer(direction: .deviceToServer, isFromStart: true)
    let alarm = header(0x20, dataLength: 96)
    framer.begin(stamp(1), isNewest: true)
    #expect(framer.next(in: alarm.span, from: stamp(1), isSegmentStart: true) == nil)
    #expect(framer.cut(200, from: stamp(1)) == .inPending)
    let keepAlive = header(0, dataLength: 4)
    framer.begin(stamp(2), isNewest: true)
    #expect(
      framer.next(in: keepAlive.span, from: stamp(2), isSegmentStart: true) == .inChunk(0..<12))
  }

  @Test func `a message whose header was cut is none`() {
    var framer = MessageFramer(direction: .deviceToServer, isFromStart: true)
    let part = Array(header(0x20, dataLength: 96).prefix(11))
    framer.begin(stamp(1), isNewest: true)
    #expect(framer.next(in: part.span, from: stamp(1), isSegmentStart: true) == nil)
    #expect(framer.cut(93, from: stamp(1)) == nil)
    // Its length was there: the next message begins where it ends.
    let keepAlive = header(0, dataLength: 4)
    framer.begin(stamp(2), isNewest: true)
    #expect(
      framer.next(in: keepAlive.span, from: stamp(2), isSegmentStart: false) == .inChunk(0..<12))
  }

  @Test func `the beginning of a message the wrong way does not show that a connection is SCCP`() {
    var framer = MessageFramer(direction: .serverToDevice, isFromStart: true)
    let alarm = header(0x20, dataLength: 96)
    framer.begin(stamp(1), isNewest: true)
    #expect(framer.next(in: alarm.span, from: stamp(1), isSegmentStart: true) == nil)
    #expect(framer.cut(92, from: stamp(1)) == nil)
  }

  @Test func `a text that was cut before its end is missing, one that ended before is not`() {
    var decoder = MessageDecoder()
    var message = Message()
    // RegisterReq: the device's name takes 16 bytes.
    let name = Array("SEP001122334455".utf8)
    for (count, isThere) in [(8, false), (15, false), (16, true)] {
      let unit = header(1, dataLength: 128) + (name + [0]).prefix(count)
      decoder.decode(unit.span, into: &message)
      #expect(message.isCut)
      #expect(message.fields.contains { $0.kind == .text } == isThere)
      #expect(message.missing == (isThere ? "sid.reserved_for_future_use" : "sid.DeviceName"))
    }
    let unit = header(1, dataLength: 128) + Array("SEP1".utf8) + [0, 0]
    decoder.decode(unit.span, into: &message)
    #expect(message.fields.contains { $0.kind == .text })
  }

  /// Nothing is decoded from bytes that are not there, and nothing otherwise than in the whole.
  @Test(arguments: [0, 11, 17, 20, 22])
  func `cut anywhere, every message has the fields of the whole one`(version: Int) throws {
    var decoder = MessageDecoder()
    var (whole, cut) = (Message(), Message())
    for definition in Catalogue.messages {
      var samples = SampleValues(definition, version: version, seed: 1)
      let values = samples.values(for: definition.items)
      let sample = try MessageEncoder(version: UInt32(version))
        .encode(definition, samples.withoutCounts(values))
      decoder.decode(sample.span, into: &whole)
      for count in stride(from: 12, to: sample.count, by: 3) {
        decoder.decode(Array(sample.prefix(count)).span, into: &cut)
        #expect(cut.isCut && cut.header == whole.header)
        let leaves = cut.fields.filter { !$0.isContainer }
        let first = whole.fields.filter { !$0.isContainer }.prefix(leaves.count)
        #expect(leaves.map(\.offset) == first.map(\.offset), "\(whole.name) \(count)")
        #expect(leaves.map(\.step) == first.map(\.step), "\(whole.name) \(count)")
        #expect(leaves.allSatisfy { Int($0.offset) < count })
        for (one, other) in zip(leaves, first) where one.kind != .text && one.kind != .secret {
          #expect(Int(one.offset) + Int(one.length) <= count || one.length == other.length)
        }
      }
    }
  }
}

extension DecodedField {
  fileprivate var isContainer: Bool { kind == .structure || kind == .array || kind == .union }
}
