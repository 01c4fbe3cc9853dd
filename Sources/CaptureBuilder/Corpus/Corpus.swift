package import SCCP

/// An input that a fuzz target begins with, rather than to find out by chance what a capture is.
package struct CorpusSeed: Sendable {
  /// The fuzz target's name.
  package let target: String
  /// The file's name.
  package let name: String
  package let bytes: [UInt8]
}

/// The inputs that the fuzz targets begin with, made anew for every run.
package enum Corpus {
  /// The header versions in which each message is among the seeds: each changes some layout.
  static let versions = [0, 11, 17, 20, 22]

  /// Every seed, the same at every call.
  package static func seeds() throws(MessageEncodingError) -> [CorpusSeed] {
    var seeds: [CorpusSeed] = []
    func add(_ target: String, _ files: [(name: String, bytes: [UInt8])]) {
      seeds += files.map { CorpusSeed(target: target, name: $0.name, bytes: $0.bytes) }
    }
    add("blocks", BlockSeeds.all)
    add("packets", PacketSeeds.all)
    add("streams", SegmentSeeds.all)
    add("messages", try MessageSeeds.all())
    add("golden", GoldenSeeds.all)
    add("expectations", try ExpectationSeeds.all())
    add("pipeline", try CaptureSeeds.all())
    return seeds
  }
}
