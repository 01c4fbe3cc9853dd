import Story
import Text
import Wire

/// The order in which findings are told: by device, the one with the worst first, and there the
/// worst first, a cause before what follows from it.
enum FindingOrder {
  static func sorted(_ findings: [Finding]) -> [Finding] {
    var devices: [String: [Int]] = [:]
    for (place, finding) in findings.enumerated() {
      devices[finding.device ?? "", default: []].append(place)
    }
    let groups = devices.map { device, places in
      let sorted = places.sorted { precedes(findings[$0], findings[$1]) }
      let worst = findings[sorted[0]].severity
      let first = sorted.lazy.map { findings[$0] }.prefix { $0.severity == worst }
        .map(\.first.place).min()
      return (device: device, severity: worst, first: first, places: sorted)
    }
    let ordered = groups.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if let one = left.first, let other = right.first, one != other { return one < other }
      return left.device < right.device
    }
    var result = ordered.flatMap { group in group.places.map { findings[$0] } }
    var ordinals: [String: Int] = [:]
    for place in result.indices.sorted(by: { result[$0].first.place < result[$1].first.place }) {
      let base = result[place].identity
      ordinals[base, default: 0] += 1
      result[place].fingerprint = "\(base)/\(ordinals[base] ?? 1)"
    }
    return result
  }

  /// Whether one of two findings of a device is told first.
  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if (left.because == nil) != (right.because == nil) { return left.because == nil }
    return (left.first.place, left.rule) < (right.first.place, right.rule)
  }
}

extension Finding {
  /// Its rule, its device, and what tells it apart from others of these, in printable characters
  /// without blanks; what else is in a name is written as in a URI.
  fileprivate var identity: String {
    var text = TextBuffer()
    text.append(rule)
    for part in [device ?? "capture", subject] where !part.isEmpty {
      text.append("/")
      for byte in part.utf8 { text.append(fingerprintByte: byte) }
    }
    return String(text)
  }
}

extension TextBuffer {
  fileprivate mutating func append(fingerprintByte byte: UInt8) {
    let isPlain = (0x21...0x7e).contains(byte) && !"#%/\"\\".utf8.contains(byte)
    if isPlain {
      append(byte: byte)
    } else {
      append("%")
      append(hexadecimal: UInt64(byte), digits: 2)
    }
  }
}
