/// Texts of pairs of a name and a number, such as `MLQK=4.2;CS=3`, `Log 1: mos 4.2, maxMos 4.4` or
/// `max-chained=2 deviceLine=14`.
enum FigureWords {
  /// Names of figures, and what they are made of.
  private static let names: WordSet = [
    // Quality of a call.
    "mlqk", "mlqkav", "mlqkmn", "mlqkmx", "mlqkvr", "icr", "ccr", "icrmx", "cs", "scs", "log",
    "mos",
    "avgmos", "minmos", "maxmos", "vorxcodec", "votxcodec", "vopktsizems", "vopktlost", "version",
    "conceal", "concealed", "ratio", "jitter", "latency", "lost", "cds", "cr", "codec", "cid",
    "duration", "interval",
    // What a device can do.
    "max", "chained", "device", "deviceline", "devicelines", "line", "lines", "button", "buttons",
    "key", "keys", "page", "pages", "module", "modules", "feature", "features", "speeddial",
  ]
  /// Digits of a number; a figure has few.
  private static let maximumDigits = 6

  static func keptParts(of text: [UInt8]) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    // Where the last thing ends that a number may belong to.
    var end: Int?
    for token in TextToken.tokens(of: text) {
      let isPart: Bool
      if token.isNumber {
        isPart =
          token.place.count <= maximumDigits
          && end.map { text[$0..<token.place.lowerBound].allSatisfy(separators.contains) } ?? false
      } else {
        isPart = names.contains(text, token.place)
      }
      if isPart { kept.append(token.place) }
      end = isPart ? token.place.upperBound : nil
    }
    return kept
  }

  /// What stands between a name and its number, and within a number.
  private static let separators: Set<UInt8> = Set("=: .-".utf8)
}
