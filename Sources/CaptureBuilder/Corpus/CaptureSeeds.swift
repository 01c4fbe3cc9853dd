import SCCP

/// The fixtures, whole and in parts, as they are and with packets lost, swapped, repeated and cut.
enum CaptureSeeds {
  /// Packets of a part: enough for a registration or a call.
  private static let packetsPerPart = 12

  static func all() throws(MessageEncodingError) -> [(name: String, bytes: [UInt8])] {
    var files = BlockSeeds.all
    for fixture in Fixture.all {
      let bytes = try fixture.build()
      let blocks = Self.blocks(of: bytes)
      let headers = blocks.filter { $0.first != 6 }
      let packets = blocks.filter { $0.first == 6 }
      var generator = SeededGenerator(seed: UInt64(bytes.count))
      for start in stride(from: 0, to: packets.count, by: packetsPerPart) {
        var part = Array(packets[start..<min(start + packetsPerPart, packets.count)])
        files.append(("\(start)-\(fixture.name)", Array((headers + part).joined())))
        part.remove(at: Int.random(in: part.indices, using: &generator))
        part.shuffle(using: &generator)
        files.append(("\(start)-shuffled-\(fixture.name)", Array((headers + part).joined())))
      }
      if bytes.count < 8192 {
        files.append((fixture.name, bytes))
        files.append(("\(fixture.name).gz", StoredCompression.gzip(bytes)))
      }
    }
    return files
  }

  /// The blocks of a little-endian pcapng file.
  private static func blocks(of file: [UInt8]) -> [ArraySlice<UInt8>] {
    var blocks: [ArraySlice<UInt8>] = []
    var start = 0
    while start + 12 <= file.count {
      let length = (0..<4).reduce(0) { $0 | Int(file[start + 4 + $1]) << (8 * $1) }
      guard length >= 12, start + length <= file.count else { break }
      blocks.append(file[start..<start + length])
      start += length
    }
    return blocks
  }
}
