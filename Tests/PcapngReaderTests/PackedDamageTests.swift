import Foundation
import PcapngReader
import Testing

#if Compression
  /// Compressed files that end too early, or are damaged.
  @Suite(.enabled(if: Packed.hasTools)) struct PackedDamageTests {
    private static let sample = CaptureBytes.sample()
    private static let plain = ReadCapture(sample.bytes)

    @Test func `gzip cut at any byte gives what is before, then the place`() throws {
      try checkCuts(of: Packed.gzip(Self.sample.bytes), .gzip, from: 2)
    }

    @Test func `zstd cut at any byte gives what is before, then the place`() throws {
      try checkCuts(of: Packed.zstd(Self.sample.bytes), .zstd, from: 4)
    }

    private func checkCuts(of packed: [UInt8], _ compression: Compression, from: Int) throws {
      var counts: [Int] = []
      for cut in from..<packed.count {
        let read = ReadCapture(Array(packed[..<cut]), pieceByteCount: 16)
        #expect(read.packets == Array(Self.plain.packets.prefix(read.packets.count)))
        #expect(read.error == CaptureError(.compressed(compression, at: cut), .unfinished))
        counts.append(read.packets.count)
      }
      #expect(counts == counts.sorted(), "more bytes never give fewer packets")
      #expect(counts.last == Self.plain.packets.count, "only the check is missing")
      for cut in 1..<from {
        let read = ReadCapture(Array(packed[..<cut]))
        #expect(read.error == CaptureError(.file, .notACapture(beginning: Array(packed[..<cut]))))
      }
    }

    @Test func `all of the first member is given when the second breaks off`() throws {
      let bytes = Self.sample.bytes
      let cut = try #require(Self.sample.blockEnds.dropLast(4).last)
      let plain = ReadCapture(Array(bytes[..<cut]))
      let gzip =
        try Packed.gzip(Array(bytes[..<cut])) + Packed.gzip(Array(bytes[cut...])).prefix(11)
      let zstd =
        try Packed.zstd(Array(bytes[..<cut])) + Packed.zstd(Array(bytes[cut...])).prefix(11)
      for (packed, compression) in [(gzip, Compression.gzip), (zstd, .zstd)] {
        let read = ReadCapture(packed)
        #expect(read.packets == plain.packets)
        #expect(
          read.error == CaptureError(.compressed(compression, at: packed.count), .unfinished))
      }
    }

    @Test func `every damaged byte is noticed, or does not matter`() throws {
      let packed = [try Packed.gzip(Self.sample.bytes), try Packed.zstd(Self.sample.bytes)]
      for (bytes, magicByteCount) in zip(packed, [2, 4]) {
        for index in bytes.indices {
          var damaged = bytes
          damaged[index] ^= 0x5a
          let read = ReadCapture(damaged)
          let byteByByte = ReadCapture(damaged, pieceByteCount: 1)
          #expect(read.packets == byteByByte.packets, "all that lies before the damage")
          #expect(read.error?.fact == byteByByte.error?.fact)
          #expect(read.error != nil || read.packets == Self.plain.packets)
          if index >= magicByteCount, read.error == nil {
            // What a gzip header says of time, system and effort.
            #expect((3...9).contains(index))
          }
        }
      }
    }

    @Test func `damage has a place and zlib's words`() throws {
      var packed = try Packed.gzip(Self.sample.bytes)
      packed[packed.count - 8] ^= 1
      let error = try #require(ReadCapture(packed).error)
      #expect(
        error
          == CaptureError(
            .compressed(.gzip, at: packed.count - 4), .damaged("incorrect data check")))
      #expect(
        error.description
          == "gzip data at byte \(packed.count - 4): damaged: incorrect data check")
    }

    @Test func `damage is placed at its block of a zstd frame`() throws {
      var noise = CaptureBytes()
      noise.section()
      noise.interface()
      var state: UInt64 = 1
      for _ in 0..<8 {
        noise.enhanced(
          (0..<65_536).map { _ in
            // Knuth's MMIX generator.
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
          })
      }
      let packed = try Packed.zstd(noise.bytes)
      // Blocks of 128 KiB that cannot be compressed: the second one begins after header, block
      // header, and the first.
      var damaged = packed
      let second = try #require(
        (131_072..<131_100).first { packed[$0] == 0 && packed[$0 + 2] == 16 })
      damaged[second] |= 6
      let read = ReadCapture(damaged)
      #expect(read.packets.count == 1)
      guard case .compressed(.zstd, let offset)? = read.error?.place else {
        Issue.record("\(String(describing: read.error))")
        return
      }
      #expect((second - 131_072...second + 3).contains(offset))
    }

    @Test func `what follows a member and is none is an error`() throws {
      let packed = try Packed.gzip(Self.sample.bytes)
      let read = ReadCapture(packed + Array("more".utf8))
      #expect(read.packets == Self.plain.packets)
      #expect(
        read.error
          == CaptureError(
            .compressed(.gzip, at: packed.count + 2), .damaged("incorrect header check")))
    }

    @Test func `a zstd frame cannot ask for more memory than the limit`() {
      // RFC 8878 §3.1.1: no content size, a window of 2^28 or 2^27 bytes, one empty last block.
      func frame(_ windowLog: UInt8) -> [UInt8] {
        [0x28, 0xb5, 0x2f, 0xfd, 0x00, (windowLog - 10) << 3, 0x01, 0x00, 0x00]
      }
      let error = ReadCapture(frame(28)).error
      #expect(error?.fact == .damaged("frame requires too much memory for decoding"))
      #expect(ReadCapture(frame(27)).error == CaptureError(.file, .isEmpty))
    }

    @Test func `an error comes again`() throws {
      let packed = try Packed.gzip(Self.sample.bytes)
      var reader = try CaptureReader(MemorySource(Array(packed.dropLast(3))))
      var errors: [CaptureError] = []
      for _ in 0..<20 {
        do throws(CaptureError) {
          _ = try reader.next()
        } catch {
          errors.append(error)
        }
      }
      #expect(errors.count == 20 - Self.plain.packets.count)
      #expect(Set(errors.map(\.description)).count == 1)
    }
  }
#endif
