import CallAnalysis
package import SCCP
import Text
import Wire

/// What a device counted on a call, from ConnectionStatisticsRes.
package struct ReportedStatistics: Sendable {
  /// Numbers by the names of their fields.
  package let numbers: [(name: String, value: UInt32)]
  /// Figures from the quality text: names of story.md's keys, and the text of the numbers.
  package let quality: [(name: String, value: String)]

  package init(of message: borrowing Message) {
    var numbers: [(name: String, value: UInt32)] = []
    let names: [FieldName] = [
      .numberPacketsSent, .numberOctetsSent, .numberPacketsReceived, .numberOctetsReceived,
      .numberPacketsLost, .jitter, .latency,
    ]
    numbers.reserveCapacity(names.count)
    for name in names {
      if let value = message.number(name) { numbers.append((name.spelling, value)) }
    }
    self.numbers = numbers
    var quality: [(name: String, value: String)] = []
    Self.forEachQuality(of: message) { quality.append(($0.rawValue, String(copying: $1))) }
    self.quality = quality
  }

  /// Lends the figures of the message's quality text, each with the text of its number.
  package static func forEachQuality(
    of message: borrowing Message, _ body: (Quality, Span<UInt8>) -> Void
  ) {
    guard let field = message.first(.data) else { return }
    let plain = message.bytes.span.extracting(message.textBytes(of: field))
    if plain.isPrintableASCII { return forEachQuality(in: plain, body) }
    var text = TextBuffer()
    message.appendText(of: field, asShown: true, to: &text)
    forEachQuality(in: text.span, body)
  }

  /// The figures of a quality text: pairs of a name that is known and a number, in any order.
  private static func forEachQuality(
    in text: Span<UInt8>, _ body: (Quality, Span<UInt8>) -> Void
  ) {
    var found: [Quality] = []
    let start = text.firstIndex(of: UInt8(ascii: ":"), in: text.indices).map { $0 + 1 } ?? 0
    var pairs = QualityPairs(text, from: start)
    while let pair = pairs.next() {
      let value = text.extracting(pair.value)
      guard pair.wordCount == 2, let quality = Quality(spelledAt: pair.key, in: text),
        isNumber(value), !found.contains(quality)
      else { continue }
      found.append(quality)
      body(quality, value)
    }
  }

  /// A figure of a quality text that is known, by its key in JSON.
  package enum Quality: String {
    case mos, concealedSeconds, severelyConcealedSeconds, concealmentRatio

    /// What the key of a pair stands for; nil for one that is not known.
    fileprivate init?(spelledAt key: Range<Int>, in text: Span<UInt8>) {
      if text.spells("MLQK", in: key) || text.spells("mos", in: key) {
        self = .mos
      } else if text.spells("CS", in: key) {
        self = .concealedSeconds
      } else if text.spells("SCS", in: key) {
        self = .severelyConcealedSeconds
      } else if text.spells("CCR", in: key) {
        self = .concealmentRatio
      } else {
        return nil
      }
    }
  }

  /// Whether these are digits with at most one decimal point between them; JSON has no numbers such
  /// as 007.
  private static func isNumber(_ bytes: Span<UInt8>) -> Bool {
    let (point, zero) = (UInt8(ascii: "."), UInt8(ascii: "0"))
    guard bytes.count > 0, bytes[0] != point, bytes[bytes.count - 1] != point,
      bytes[0] != zero || bytes.count == 1 || bytes[1] == point
    else { return false }
    var pointCount = 0
    for index in bytes.indices {
      if bytes[index] == point {
        pointCount += 1
      } else if !(zero...UInt8(ascii: "9")).contains(bytes[index]) {
        return false
      }
    }
    return pointCount <= 1
  }
}
