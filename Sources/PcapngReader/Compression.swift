/// How a capture file is compressed.
package enum Compression: Equatable, Sendable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd

  /// Bytes that tell whether a file is compressed.
  static let magicByteCount = 4

  /// Recognises a compressed file by its first bytes; nil where it is none.
  ///
  /// RFC 1952 §2.3.1; RFC 8878 §3.1.1 and, for a frame to be skipped, §3.1.2.
  init?(beginning bytes: Span<UInt8>) {
    if bytes.count >= 2, bytes[0] == 0x1f, bytes[1] == 0x8b {
      self = .gzip
      return
    }
    guard bytes.count >= 4 else { return nil }
    switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
    case (0x28, 0xb5, 0x2f, 0xfd), (0x50...0x5f, 0x2a, 0x4d, 0x18): self = .zstd
    default: return nil
    }
  }

  #if Compression
    /// A source of the bytes that are compressed in `packed`; throws when there is no memory for it.
    func unpacked(
      _ packed: consuming CaptureBuffer, _ budget: CaptureMemory
    ) throws(CaptureError) -> any ByteSource {
      switch self {
      case .gzip: UnpackingSource(packed, self, try GzipDecoder(), budget)
      case .zstd: UnpackingSource(packed, self, try ZstdDecoder(), budget)
      }
    }
  #else
    func unpacked(
      _ packed: consuming CaptureBuffer, _ budget: CaptureMemory
    ) throws(CaptureError) -> any ByteSource {
      throw CaptureError(.file, .cannotUnpack(self))
    }
  #endif
}

extension Compression: CustomStringConvertible {
  package var description: String {
    switch self {
    case .gzip: "gzip"
    case .zstd: "zstd"
    }
  }
}
