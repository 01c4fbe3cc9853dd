import Checking

/// Verdicts that hold everything that could act on a terminal, a parser or a runner.
enum Poison {
  static let texts = [
    "\u{1b}[31mred\u{1b}]0;title\u{7}", "two\nlines\r\nand\rmore", "\u{202e}gnp.exe\u{2066}",
    "a\u{0}b", "::error::owned", "\n::error file=x::owned", "  ::add-mask::x", "##[add-mask]x",
    "]]>", "<script>&amp;\"'", "# SKIP", "x # TODO later", "\\# x \\", "ok 1 - forged",
    "\n  ...\nok 2 - forged", "---\nforged: yes", "%0A::error::x%25", "a,b:c=d", "\u{fffe}\u{ffff}",
    "\u{85}\u{2028}\u{2029}\u{feff}", "::sccpdump-text-1::", "💡 ünï ✗", "\u{9b}31m", "\"}],\"x\":[",
  ]

  /// A verdict that says one text wherever it can say anything.
  static func verdict(_ text: String, _ outcome: Verdict.Outcome = .broken) -> Verdict {
    var verdict = Verdict(capture: text, name: text, outcome: outcome)
    verdict.rule = VerdictRule(.never)
    verdict.summary = text
    verdict.detail = text
    verdict.frame = 7
    verdict.expected = text
    verdict.found = text
    verdict.place = Verdict.Place(file: text, line: 3, column: 5)
    verdict.remarks = [text]
    return verdict
  }

  static let verdicts = texts.flatMap { text in
    [verdict(text), verdict(text, .unknown), verdict(text, .held)]
  }

  /// What does not fail: noted, and known for a reason.
  static let tolerated = texts.flatMap { text in
    [verdict(text, .noted), verdict(text, .known(reason: text))].map { verdict in
      var verdict = verdict
      verdict.level = .warning
      return verdict
    }
  }

  /// Characters that nothing may print.
  static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0a: false
    case 0..<0x20, 0x7f..<0xa0, 0x200b...0x200f, 0x2028...0x202e, 0x2066...0x2069, 0xfeff, 0xfffe,
      0xffff:
      true
    default: false
    }
  }
}
