import CaptureBuilder
import Testing

/// What tshark makes of the fixtures.
@Suite(.enabled(if: Tool.tshark.exists)) struct FixtureOracleTests {
  /// The fixture that tells of lost and repeated segments, as against the well-behaved others.
  private static let lossy = "lossy_segments.pcapng"

  private func lines(_ name: String, _ arguments: [String]) throws -> [String] {
    guard let fixture = Fixture.all.first(where: { $0.name == name }) else { return [] }
    return try Tool.tshark.lines(reading: try fixture.build(), arguments)
  }

  @Test(arguments: Fixture.all)
  func `every checksum is right`(fixture: Fixture) throws {
    let wrong = try lines(
      fixture.name,
      [
        "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE",
        "-o", "udp.check_checksum:TRUE", "-Y",
        "ip.checksum.status==0 || tcp.checksum.status==0 || udp.checksum.status==0",
      ])
    #expect(wrong.isEmpty)
    let right = try lines(
      fixture.name, ["-o", "tcp.check_checksum:TRUE", "-Y", "tcp.checksum.status==1"])
    #expect(!right.isEmpty)
  }

  @Test(arguments: Fixture.all)
  func `TCP is in order, save where disorder is the story`(fixture: Fixture) throws {
    let odd = try lines(fixture.name, ["-Y", "tcp.analysis.flags"])
    #expect(odd.isEmpty == (fixture.name != Self.lossy))
  }

  @Test(arguments: Fixture.all)
  func `times never go back`(fixture: Fixture) throws {
    #expect(try lines(fixture.name, ["-Y", "frame.time_delta < 0"]).isEmpty)
  }

  /// The frames and times that are known of the capture this one is modelled on.
  @Test func `the reference capture has its frames at their times`() throws {
    let times = try lines(
      "sccp_cme_init.pcapng", ["-T", "fields", "-e", "frame.time_epoch", "-t", "u"])
    #expect(times.count == 90)
    let known: [(frame: Int, time: String)] = [
      (1, "49.666957"), (2, "49.667964"), (4, "49.668955"), (18, "50.493962"),
      (66, "50.706948"), (67, "50.707955"), (68, "50.707955"), (69, "50.707955"),
      (70, "50.707955"), (73, "50.876953"), (74, "50.876953"), (76, "51.253984"),
      (78, "51.256975"), (80, "51.256975"), (82, "51.256975"), (84, "51.257982"),
      (86, "51.257982"), (88, "51.257982"), (90, "51.258989"),
    ]
    for (frame, time) in known {
      // 2019-07-23T20:06:00Z is 1563912360; its seconds 49 to 51 end in 409 to 411.
      let second = 360 + (Int(time.prefix(2)) ?? 0)
      #expect(
        times[frame - 1].hasPrefix("1563912\(second).\(time.suffix(6))"), "frame \(frame)")
    }
  }

  /// The steps of the capture this one is modelled on, by message identifiers.
  @Test func `the reference capture has its steps in their order`() throws {
    let rows = try lines(
      "sccp_cme_init.pcapng", ["-T", "fields", "-e", "skinny.messageId", "-e", "tcp.flags"])
    let identifiers = rows.map { row in
      row.split(separator: "\t", omittingEmptySubsequences: false).first.flatMap { Int($0) }
    }
    func frames(_ range: ClosedRange<Int>) -> [Int?] {
      Array(identifiers[range.lowerBound - 1..<range.upperBound])
    }
    #expect(rows[0].hasSuffix("0x0002") && rows[1].hasSuffix("0x0012"))
    #expect(frames(1...17).compactMap(\.self) == [0x0001, 0x0001, 0x0081, 0x009b])
    #expect(identifiers[3] == 0x0001)
    #expect(
      frames(18...28).compactMap(\.self) == [
        0x000e, 0x0097, 0x0028, 0x0108, 0x000c, 0x0093, 0x0010, 0x0025, 0x0109,
      ])
    #expect(
      frames(29...65).compactMap(\.self).suffix(4) == [0x0009, 0x000b, 0x0090, 0x0147])
    #expect(frames(66...70) == [0x000d, 0x0094, 0x0110, 0x0145, 0x0086])
    #expect(frames(71...72) == [nil, nil])
    #expect(frames(73...74) == [0x002b, 0x002d])
    for frame in 76...89 {
      #expect(identifiers[frame - 1] == (frame % 2 == 0 ? 0x0111 : nil), "frame \(frame)")
    }
    #expect(identifiers[89] == 0x0145)
  }
}
