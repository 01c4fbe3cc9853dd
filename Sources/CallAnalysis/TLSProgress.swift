/// How far the TLS of a connection came, as its records say in clear.
struct TLSProgress: Sendable {
  private var hasBegun = false
  private var hasData = false

  private static let fatal: UInt8 = 2

  /// Takes the records that a segment begins with; returns what is new.
  mutating func take(_ bytes: Span<UInt8>) -> [TransportEvent.Kind] {
    var news: [TransportEvent.Kind] = []
    var start = 0
    for _ in 0..<TLSRecord.maximumRecords {
      let rest = bytes.extracting(min(start, bytes.count)...)
      guard TLSRecord.begins(rest) else { break }
      if !hasBegun {
        hasBegun = true
        news.append(.tlsBegan)
      }
      let byteCount = Int(rest[3]) << 8 | Int(rest[4])
      let body = TLSRecord.headerByteCount
      if rest[0] == TLSRecord.applicationData, !hasData {
        hasData = true
        news.append(.tlsData)
      } else if rest[0] == TLSRecord.alert, byteCount == TLSRecord.alertByteCount,
        rest.count >= body + byteCount, !hasData
      {
        news.append(.tlsAlert(rest[body + 1], isFatal: rest[body] == Self.fatal))
      }
      start += body + byteCount
    }
    return news
  }
}
