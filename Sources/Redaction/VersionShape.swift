/// Texts that name a version of firmware or of a program, such as `SCCP42.9-4-2SR3-1S`,
/// `P00308010100` or `12.5(1)SU3`.
enum VersionShape {
  /// What loads begin with.
  private static let families: WordSet = [
    "sccp", "sip", "term", "cmterm", "cp", "apps", "jar", "cnu", "cvm", "dsp", "rootfs", "kern",
    "boot", "sboot", "tnp", "ata", "vg", "spa", "cipc", "csf", "mtp", "cfb", "moh", "ios", "v",
  ]
  /// The letters that the oldest loads begin with.
  private static let oldFamilies: WordSet = ["p", "a", "s", "d", "c"]
  /// What may stand between and after the numbers.
  private static let suffixes: WordSet = [
    "sr", "es", "s", "su", "rc", "b", "th", "tg", "a", "g", "x", "xx", "v", "t", "default", "loads",
    "load", "sbn", "bin", "build", "beta",
  ]
  private static let separators: Set<UInt8> = Set(".-_()+".utf8)
  /// Digits of a number in a version.
  private static let maximumDigits = 4
  /// Numbers of a version that begins with one: more, and it may be something else.
  private static let maximumNumbers = 5
  /// Digits after the letter of the oldest loads, such as `P00308010100`.
  private static let digitsOfOldLoads = 6...12

  static func fits(_ text: [UInt8]) -> Bool {
    let tokens = TextToken.tokens(of: text)
    guard let first = tokens.first, first.place.lowerBound == 0,
      text.allSatisfy({ $0.isDigit || $0.isLetter || separators.contains($0) })
    else { return false }
    var rest = tokens.dropFirst()
    if first.isNumber {
      // A point after at most three digits tells it from the number of a party.
      let end = first.place.upperBound
      let numbers = tokens.filter(\.isNumber)
      guard first.place.count <= 2, end < text.count, text[end] == UInt8(ascii: "."),
        (2...maximumNumbers).contains(numbers.count), !isAddress(text, tokens),
        numbers.prefix(2).allSatisfy({ $0.place.count <= 2 })
      else { return false }
    } else if isOldLoad(text, tokens) {
      rest = rest.dropFirst()
    } else {
      guard families.contains(text, first.place), rest.contains(where: \.isNumber) else {
        return false
      }
    }
    return rest.allSatisfy { token in
      token.isNumber
        ? token.place.count <= maximumDigits : suffixes.contains(text, token.place)
    }
  }

  /// Whether four numbers with points between them are all of the text.
  private static func isAddress(_ text: [UInt8], _ tokens: [TextToken]) -> Bool {
    tokens.count == 4 && tokens.allSatisfy(\.isNumber)
      && text.count { $0 == UInt8(ascii: ".") } == 3
  }

  private static func isOldLoad(_ text: [UInt8], _ tokens: [TextToken]) -> Bool {
    guard tokens.count > 1, tokens[0].place.count == 1, oldFamilies.contains(text, tokens[0].place),
      tokens[0].touches(tokens[1]), digitsOfOldLoads.contains(tokens[1].place.count)
    else { return false }
    return text[tokens[1].place].starts(with: "00".utf8)
  }
}
