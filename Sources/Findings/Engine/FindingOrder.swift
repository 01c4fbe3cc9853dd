import Story
import Text
import Wire

/// The order in which findings are told: by device, the one with the worst first, and there the
/// worst first, a cause before what follows from it.
enum FindingOrder {
  static func sorted(_ findings: [Finding]) -> [Finding] {
    var worst: [String: (severity: Finding.Severity, place: FramePlace)] = [:]
    for finding in findings {
      let key = finding.device ?? ""
      let own = (finding.severity, finding.first.place)
      guard let known = worst[key] else {
        worst[key] = own
        continue
      }
      if own.0 > known.severity || own.0 == known.severity && own.1 < known.place {
        worst[key] = own
      }
    }
    var ordinals: [String: Int] = [:]
    var result = findings.sorted { left, right in
      let (one, other) = (left.device ?? "", right.device ?? "")
      if one != other, let first = worst[one], let second = worst[other] {
        if first.severity != second.severity { return first.severity > second.severity }
        return (first.place, one) < (second.place, other)
      }
      if left.severity != right.severity { return left.severity > right.severity }
      if (left.because == nil) != (right.because == nil) { return left.because == nil }
      return (left.first.place, left.rule) < (right.first.place, right.rule)
    }
    for place in result.indices.sorted(by: { result[$0].first.place < result[$1].first.place }) {
      let base = result[place].identity
      ordinals[base, default: 0] += 1
      result[place].fingerprint = "\(base)/\(ordinals[base] ?? 1)"
    }
    return result
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
