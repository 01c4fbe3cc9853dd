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
    quality = Self.quality(of: message)
  }

  /// The figures of the message's quality text.
  package static func quality(
    of message: borrowing Message
  ) -> [(name: String, value: String)] {
    message.text(.data).map(figures) ?? []
  }

  /// The figures of a quality text: pairs of a name that is known and a number, in any order.
  private static func figures(in text: String) -> [(name: String, value: String)] {
    var figures: [(name: String, value: String)] = []
    figures.reserveCapacity(maximumFigures)
    let bytes = text.utf8.span
    let start = bytes.firstIndex(of: UInt8(ascii: ":"), in: bytes.indices).map { $0 + 1 } ?? 0
    var pairs = QualityPairs(bytes, from: start)
    while let pair = pairs.next() {
      let value = bytes.extracting(pair.value)
      guard pair.wordCount == 2,
        let name = name(spelledAt: pair.key, in: bytes),
        isNumber(value), !figures.contains(where: { $0.name == name })
      else { continue }
      figures.append((name, String(copying: value)))
    }
    return figures
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

  /// The names of ``name(spelledAt:in:)``.
  private static let maximumFigures = 4

  /// What a key of a quality text stands for; nil for one that is not known.
  private static func name(spelledAt key: Range<Int>, in bytes: Span<UInt8>) -> String? {
    if bytes.spells("MLQK", in: key) || bytes.spells("mos", in: key) { return "mos" }
    if bytes.spells("CS", in: key) { return "concealedSeconds" }
    if bytes.spells("SCS", in: key) { return "severelyConcealedSeconds" }
    return bytes.spells("CCR", in: key) ? "concealmentRatio" : nil
  }
}
