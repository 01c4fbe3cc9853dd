import Foundation

/// Compresses with the programs that people use.
enum Packed {
  static var hasTools: Bool { Tools.has("gzip") && Tools.has("zstd") }

  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    Array(try Tools.run("gzip", ["-c", "-n"], input: Data(bytes)))
  }

  static func zstd(_ bytes: [UInt8], _ options: String...) throws -> [UInt8] {
    Array(try Tools.run("zstd", ["-c", "-q", "--check"] + options, input: Data(bytes)))
  }

  /// A zstd frame that decoders pass over, RFC 8878 §3.1.2.
  static func skippableFrame(byteCount: UInt8) -> [UInt8] {
    [0x5a, 0x2a, 0x4d, 0x18, byteCount, 0, 0, 0] + Array(repeating: 0x77, count: Int(byteCount))
  }
}
