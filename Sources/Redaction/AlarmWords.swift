/// Texts of alarms, such as `25: Name=SEP001122334455 Load=9.4(2) Last=Initialized`, and of refusals,
/// such as `Error: Unknown device`.
enum AlarmWords {
  /// Words that phones and servers write, in small letters.
  private static let words: WordSet = [
    "name", "load", "parms", "status", "ipaddr", "lasttime", "last", "id", "halt", "tcp", "timeout",
    "bad", "ack", "cm", "reset", "aborted", "abort", "closed", "close", "icmp", "unreach", "naked",
    "keepaliveto", "keepalive", "failback", "phone", "keypad", "re", "ip", "restart", "reg", "rej",
    "initialized", "application", "requested", "destroy", "waiting", "for", "from", "to", "state",
    "line", "lines", "stat", "feature", "speed", "speeddial", "dial", "forward", "service", "url",
    "config", "configuration", "button", "template", "soft", "softkey", "key", "set", "time",
    "date",
    "version", "server", "list", "register", "registration", "registered", "unregister", "token",
    "response", "request", "message", "msg", "invalid", "unknown", "unsupported", "unexpected",
    "received", "error", "failed", "failure", "rejected", "refused", "tftp", "file", "not", "found",
    "and", "of", "the", "in", "is", "a", "on", "no", "size", "auth", "denied", "access", "checksum",
    "dsp", "alarm", "type", "code", "reason", "user", "power", "up", "down", "link", "with",
    "cause",
    "at", "or", "by", "ms", "sec", "seconds", "timed", "out",
    "device", "devices", "database", "db", "already", "too", "many", "model", "profile", "security",
    "mismatch", "duplicate", "full", "capacity", "limit", "exceeded", "maximum", "allowed",
  ]
  /// What a version comes after, and what a number does.
  private static let loads: WordSet = ["load"]
  private static let numbered: WordSet = ["id", "halt"]
  /// Digits of the number before the colon.
  private static let maximumCodeDigits = 3

  static func keptParts(of text: [UInt8]) -> [Range<Int>] {
    let tokens = TextToken.tokens(of: text)
    var kept: [Range<Int>] = []
    if let code = tokens.first, code.isNumber, code.place.lowerBound == 0,
      code.place.count <= maximumCodeDigits, text.dropFirst(code.place.count).first == colon
    {
      kept.append(code.place)
    }
    for (index, token) in tokens.enumerated() where !token.isNumber {
      let isPart =
        (index > 0 && tokens[index - 1].touches(token))
        || (index + 1 < tokens.count && token.touches(tokens[index + 1]))
      guard !isPart, words.contains(text, token.place) else { continue }
      kept.append(token.place)
      let end = token.place.upperBound
      if loads.contains(text, token.place) {
        if let load = load(in: text, from: end) { kept.append(load) }
      } else if numbered.contains(text, token.place) {
        if let number = number(in: text, from: end) { kept.append(number) }
      }
    }
    return kept.sorted { $0.lowerBound < $1.lowerBound }
  }

  private static let colon = UInt8(ascii: ":")

  /// The version after `Load`.
  private static func load(in text: [UInt8], from start: Int) -> Range<Int>? {
    let begin = text[start...].firstIndex { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: " ") }
    guard let begin else { return nil }
    let end = text[begin...].firstIndex(of: UInt8(ascii: " ")) ?? text.count
    return VersionShape.fits(Array(text[begin..<end])) ? begin..<end : nil
  }

  /// The number of a message after `ID`, such as `:87:`, or an address in a firmware after `Halt+`.
  private static func number(in text: [UInt8], from start: Int) -> Range<Int>? {
    let maximumDigits = 8
    let begin = text[start...].firstIndex { !" :=#+".utf8.contains($0) }
    guard let begin else { return nil }
    let digits = text[begin...].prefix { $0.isHexadecimal || $0 == UInt8(ascii: "x") }
    guard (1...maximumDigits).contains(digits.count), digits.contains(where: \.isDigit),
      text.dropFirst(digits.endIndex).first?.isLetter != true
    else { return nil }
    return digits.startIndex..<digits.endIndex
  }
}
