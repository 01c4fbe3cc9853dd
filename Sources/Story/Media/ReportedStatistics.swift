import CallAnalysis
package import SCCP

/// What a device counted on a call, from ConnectionStatisticsRes.
package struct ReportedStatistics: Sendable {
  /// Numbers by the names of their fields.
  package let numbers: [(name: String, value: UInt32)]
  /// Figures from the quality text: names of story.md's keys, and the text of the numbers.
  package let quality: [(name: String, value: String)]

  package init(of message: borrowing Message) {
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
    let bytes = Array(text.utf8)
    let start = bytes.firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
    let pairs = bytes[start...].split { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    for pair in pairs {
      let parts = pair.split { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: " ") }
      guard parts.count == 2, parts[0].count <= longestName,
        let name = names[String(decoding: parts[0], as: UTF8.self)], isNumber(parts[1]),
        // JSON has no numbers such as 007.
        parts[1].first != 0x30 || parts[1].count == 1 || parts[1].dropFirst().first == 0x2e,
        !figures.contains(where: { $0.0 == name })
      else { continue }
      figures.append((name, String(decoding: parts[1], as: UTF8.self)))
    }
    return figures
  }

  /// Whether these are digits with at most one decimal point between them.
  private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    let point = UInt8(ascii: ".")
    return bytes.allSatisfy { $0 == point || (0x30...0x39).contains($0) }
      && bytes.count { $0 == point } <= 1 && bytes.first != point && bytes.last != point
  }

  private static let longestName = 4

  private static let names: [String: String] = [
    "MLQK": "mos", "mos": "mos", "CS": "concealedSeconds", "SCS": "severelyConcealedSeconds",
    "CCR": "concealmentRatio",
  ]
}
