import CallAnalysis
import SCCP

/// What a device counted on a call, from ConnectionStatisticsRes.
package struct ReportedStatistics: Sendable {
  /// Numbers by the names of their fields.
  package let numbers: [(name: String, value: UInt32)]
  /// Figures from the quality text: names of story.md's keys, and the text of the numbers.
  package let quality: [(name: String, value: String)]

  init(of message: borrowing Message) {
    var numbers: [(String, UInt32)] = []
    let names: [FieldName] = [
      .numberPacketsSent, .numberOctetsSent, .numberPacketsReceived, .numberOctetsReceived,
      .numberPacketsLost, .jitter, .latency,
    ]
    for name in names {
      if let value = message.number(name) { numbers.append((name.spelling, value)) }
    }
    self.numbers = numbers
    quality = message.text(.data).map(Self.figures) ?? []
  }

  /// The figures of a quality text: pairs of a key and a number, split at `;` or `,`, in any order.
  ///
  /// Three forms are known: `MLQK=4.2;…`, `Log 1: mos 4.2, …`, and the first with other members.
  private static func figures(in text: String) -> [(name: String, value: String)] {
    var figures: [(String, String)] = []
    let body = text.firstIndex(of: ":").map { text[text.index(after: $0)...] } ?? text[...]
    for pair in body.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let parts = pair.split(whereSeparator: { $0 == "=" || $0 == " " })
      guard parts.count == 2, let name = Self.names[String(parts[0])],
        Double(parts[1]) != nil,
        parts[1].utf8.allSatisfy({ $0 == 0x2e || (0x30...0x39).contains($0) }),
        parts[1].utf8.first != 0x2e, parts[1].utf8.last != 0x2e,
        !figures.contains(where: { $0.0 == name })
      else { continue }
      figures.append((name, String(parts[1])))
    }
    return figures
  }

  private static let names: [String: String] = [
    "MLQK": "mos", "mos": "mos", "CS": "concealedSeconds", "SCS": "severelyConcealedSeconds",
    "CCR": "concealmentRatio",
  ]
}
