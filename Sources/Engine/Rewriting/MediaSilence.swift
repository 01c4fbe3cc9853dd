import Wire

/// What is left of media where a capture is redacted: the headers, so that loss and jitter can still
/// be told.
enum MediaSilence {
  private static let headerByteCount = 12
  private static let rtcpTypes: ClosedRange<UInt8> = 192...223
  private static let senderReport: UInt8 = 200
  private static let receiverReport: UInt8 = 201

  /// Whether a payload may be RTP or RTCP, RFC 3550.
  static func isMedia(_ payload: Span<UInt8>) -> Bool {
    payload.count >= 8 && payload[0] >> 6 == 2
      && (rtcpTypes.contains(payload[1]) || payload.count >= headerByteCount)
  }

  /// Silences a payload.
  static func silence(_ bytes: inout MutableSpan<UInt8>, _ payload: Range<Int>) {
    guard payload.upperBound <= bytes.count, payload.count >= 2 else { return }
    if rtcpTypes.contains(bytes[payload.lowerBound + 1]) {
      silenceReports(&bytes, payload)
    } else {
      silenceSamples(&bytes, payload)
    }
  }

  /// RFC 3550 §5.1: the header has 12 bytes, and 4 for each contributing source.
  private static func silenceSamples(_ bytes: inout MutableSpan<UInt8>, _ payload: Range<Int>) {
    let sources = Int(bytes[payload.lowerBound] & 0x0f)
    let start = min(payload.lowerBound + headerByteCount + 4 * sources, payload.upperBound)
    // What stands for silence in G.711, in its two laws.
    let sample: UInt8 =
      switch bytes[payload.lowerBound + 1] & 0x7f {
      case 0: 0xff
      case 8: 0xd5
      default: 0
      }
    bytes.fill(start..<payload.upperBound, with: sample)
  }

  /// RFC 3550 §6: the figures of reports stay; names, reasons and what is not known do not.
  private static func silenceReports(_ bytes: inout MutableSpan<UInt8>, _ payload: Range<Int>) {
    var start = payload.lowerBound
    while start < payload.upperBound {
      let isWhole = start + 8 <= payload.upperBound
      let words = isWhole ? Int(bytes[start + 2]) << 8 | Int(bytes[start + 3]) : 0
      let end = isWhole ? min(start + 4 * (words + 1), payload.upperBound) : payload.upperBound
      let type = isWhole ? bytes[start + 1] : 0
      let isReport = type == senderReport || type == receiverReport
      let blocks = Int(bytes[start] & 0x1f)
      let figures = type == senderReport ? 28 + 24 * blocks : 8 + 24 * blocks
      let kept = isWhole ? (isReport ? figures : 8) : 0
      bytes.fill(min(start + kept, end)..<end)
      start = end
    }
  }
}
