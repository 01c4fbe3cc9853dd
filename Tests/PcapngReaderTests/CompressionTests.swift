import Foundation
import PcapngReader
import Testing
import Wire

#if Compression
  @Suite(.enabled(if: Packed.hasTools)) struct CompressionTests {
    private static let sample = CaptureBytes.sample().bytes

    @Test(.enabled(if: Tools.hasCaptures), arguments: Tools.allCaptures)
    func `a compressed capture reads like the capture`(capture: String) throws {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: Tools.path(of: capture))))
      let plain = ReadCapture(bytes)
      #expect(ReadCapture(try Packed.gzip(bytes)) == plain)
      #expect(ReadCapture(try Packed.zstd(bytes)) == plain)
    }

    @Test(arguments: [1, 2, 3, 5, 64, .max])
    func `pieces of any size read the same`(pieceByteCount: Int) throws {
      let plain = ReadCapture(Self.sample)
      for packed in [try Packed.gzip(Self.sample), try Packed.zstd(Self.sample)] {
        #expect(ReadCapture(packed, pieceByteCount: pieceByteCount) == plain)
      }
    }

    @Test func `members and frames follow one another`() throws {
      let plain = ReadCapture(Self.sample)
      for cut in stride(from: 0, through: Self.sample.count, by: 37) {
        let halves = [Array(Self.sample[..<cut]), Array(Self.sample[cut...])]
        let members = try halves.map(Packed.gzip)
        let frames = try halves.map { try Packed.zstd($0) }
        #expect(ReadCapture(members[0] + members[1]) == plain)
        #expect(ReadCapture(frames[0] + frames[1]) == plain)
      }
    }

    @Test func `padding and frames to be skipped are passed over`() throws {
      let plain = ReadCapture(Self.sample)
      let padding = [UInt8](repeating: 0, count: 700)
      #expect(ReadCapture(try Packed.gzip(Self.sample) + padding, pieceByteCount: 512) == plain)
      let skipped = Packed.skippableFrame(byteCount: 200)
      let frame = try Packed.zstd(Self.sample)
      #expect(ReadCapture(skipped + frame + skipped, pieceByteCount: 9) == plain)
      #expect(
        ReadCapture(skipped).error == CaptureError(.file, .isEmpty), "nothing but a skipped frame")
    }

    @Test func `blocks are read from compressed files too`() throws {
      let plain = try BlockCopy.all(in: MemorySource(Self.sample))
      let packed = try Packed.gzip(Self.sample)
      #expect(try BlockCopy.all(in: MemorySource(packed)) == plain)
    }

    @Test func `packets go to the reader before more is asked for`() throws {
      let file = CaptureBytes.sample([.littleEndian])
      let ends = [0] + file.blockEnds
      let blocks = zip(ends, ends.dropFirst()).map { Array(file.bytes[$0..<$1]) }
      for pieces in [try blocks.map(Packed.gzip), try blocks.map { try Packed.zstd($0) }] {
        let source = ScriptedSource(pieces)
        var reader = try CaptureReader(source)
        for expected in [4, 6, 7, 9, 10] {
          _ = try reader.next()
          #expect(source.fillCount == expected)
        }
      }
    }

    @Test func `a compressed file that is no capture is said to be none`() throws {
      let text = Array("phones\n".utf8)
      for packed in [try Packed.gzip(text), try Packed.zstd(text)] {
        let read = ReadCapture(packed)
        #expect(
          read.error == CaptureError(.file, .notACapture(beginning: Array("phon".utf8))))
      }
    }

    @Test func `a file compressed twice is not unpacked twice`() throws {
      let read = ReadCapture(try Packed.gzip(Packed.gzip(Self.sample)))
      guard case .notACapture(let beginning)? = read.error?.fact else {
        Issue.record("\(String(describing: read.error))")
        return
      }
      #expect(beginning.starts(with: [0x1f, 0x8b]))
    }
  }
#else
  @Suite struct CompressionTests {
    @Test func `without the libraries the error says what to do`() {
      let error = ReadCapture([0x1f, 0x8b, 8, 0, 0]).error
      #expect(error == CaptureError(.file, .cannotUnpack(.gzip)))
      #expect(
        error?.description
          == "compressed with gzip, which this build cannot unpack: unpack it before")
    }
  }
#endif
