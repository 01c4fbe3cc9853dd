/// How much waits for missing bytes, over all connections, and how much may.
struct WaitingRoom: Sendable {
  /// Of one stream: four times the largest window without scaling, which no SCCP peer exceeds.
  static let maximumBytesPerStream = 1 << 18
  /// Of one stream: keeps one insertion short.
  static let maximumPiecesPerStream = 1 << 10
  /// Of all streams: 1000 phones that each lost a segment within a full window.
  static let maximumBytes = 1 << 26
  /// Of all streams: a piece has its own allocation, so this bounds what small pieces cost.
  static let maximumPieces = 1 << 16

  private(set) var byteCount = 0
  private(set) var pieceCount = 0

  /// Whether more waits than may.
  var isOverfull: Bool { byteCount > Self.maximumBytes || pieceCount > Self.maximumPieces }

  mutating func enter(_ bytes: Int) {
    byteCount += bytes
    pieceCount += 1
  }

  mutating func leave(_ bytes: Int) {
    byteCount -= bytes
    pieceCount -= 1
  }
}
