import SCCP

/// Says of bytes whether they are a message, and keeps count.
struct MessageJudge {
  private var decoder = MessageDecoder()
  private var message = Message()
  /// How many were right in every field, and how many were not, of the connection at hand.
  var flawlessCount = 0
  var flawCount = 0

  /// Whether a unit is a known message in a length that it may have, in which every byte means
  /// something, and every count and size is possible.
  mutating func isFlawless(_ unit: Span<UInt8>) -> Bool {
    var isFlawless = MessageDetector.header(in: unit) != nil
    if isFlawless {
      decoder.decode(unit, into: &message)
      isFlawless = message.problems.isEmpty && message.undecoded.isEmpty
    }
    if isFlawless { flawlessCount += 1 } else { flawCount += 1 }
    return isFlawless
  }
}
