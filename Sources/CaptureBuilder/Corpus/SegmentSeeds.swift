import Wire

/// Scripts of segments, seven bytes each: choices, TCP's flags, sequence and acknowledgment number
/// counted from where the stream begins, and the length.
enum SegmentSeeds {
  /// One segment; `choices` are the bits that the target reads.
  private struct Segment {
    var choices: UInt8 = 0
    var flags: UInt8 = 0x18
    var sequence: UInt16
    var acknowledgment: UInt16 = 1
    var length: UInt8 = 0
  }

  private static let fromServer: UInt8 = 4
  private static let isCut: UInt8 = 8
  private static let isForged: UInt8 = 16
  private static let hasNoTime: UInt8 = 32
  private static let isLater: UInt8 = 64
  private static let isMuchLater: UInt8 = 128

  static var all: [(name: String, bytes: [UInt8])] {
    let open = [
      Segment(flags: 2, sequence: 0), Segment(choices: fromServer, flags: 0x12, sequence: 0),
      Segment(flags: 0x10, sequence: 1),
    ]
    let near: [Segment] = (0..<6).map { Segment(sequence: 1 + 20 * $0, length: 20) }
    let answers: [Segment] = (0..<6).map {
      Segment(
        choices: fromServer, sequence: 1 + 30 * $0, acknowledgment: 21 + 20 * $0, length: 30)
    }
    let both = zip(near, answers).flatMap { [$0, $1] }
    let close = [
      Segment(flags: 0x11, sequence: 121, acknowledgment: 181),
      Segment(choices: fromServer, flags: 0x11, sequence: 181, acknowledgment: 122),
      Segment(flags: 0x10, sequence: 122, acknowledgment: 182),
    ]
    let around = (0..<40).map {
      Segment(choices: isLater, sequence: UInt16(truncatingIfNeeded: $0 * 255), length: 0xf1)
    }
    return [
      file("whole", open + both + close), file("joined", Array(both.dropFirst(3))),
      file("reversed", open + near.reversed() + close),
      file("lost", open + near.dropFirst(2) + answers), file("twice", open + near + near),
      file("reset", open + near + [Segment(flags: 4, sequence: 121)] + near),
      file("reopened", open + both + close + open + both),
      file("around", open + around),
      file("cut", open + near.map { changed($0, isCut) } + close),
      file("forged", open + [near[1]] + near.map { changed($0, isForged) } + near),
      file("timeless", open + both.map { changed($0, hasNoTime) }),
      file("waiting", open + [near[2]] + both.dropFirst(6).map { changed($0, isMuchLater) }),
      file("found", [near[0], near[1]].map { changed($0, 3) } + near.map { changed($0, 3) }),
      file("several", (0..<4).flatMap { client in (open + both).map { changed($0, client) } }),
      file("far", open + [Segment(sequence: 0xff80, length: 9)] + near),
    ]
  }

  private static func changed(_ segment: Segment, _ choices: UInt8) -> Segment {
    var segment = segment
    segment.choices |= choices
    return segment
  }

  private static func file(
    _ name: String, _ segments: [Segment]
  ) -> (name: String, bytes: [UInt8]) {
    var writer = ByteWriter(order: .littleEndian)
    for segment in segments {
      writer.uint8(segment.choices)
      writer.uint8(segment.flags)
      writer.uint16(segment.sequence)
      writer.uint16(segment.acknowledgment)
      writer.uint8(segment.length)
    }
    return (name, writer.bytes)
  }
}
