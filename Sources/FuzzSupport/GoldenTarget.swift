import Checking
import Rendering
import Text

/// The input is a golden file, or two with a NUL between them, which are compared.
enum GoldenTarget {
  static func run(_ input: Span<UInt8>) throws(Violation) {
    var end = 0
    while end < input.count, input[end] != 0 { end += 1 }
    let first = try file([UInt8](copying: input.extracting(..<end)))
    let second = try file([UInt8](copying: input.extracting(min(end + 1, input.count)...)))
    if let first { try checkReading(first) }
    guard let first, let second else { return }
    let comparison = Comparison(first.capture, second.capture)
    try check(comparison)
    let back = Comparison(second.capture, first.capture)
    try require(
      back.isSame == comparison.isSame, "the same one way, and not the same the other way")
  }

  private static func file(_ bytes: [UInt8]) throws(Violation) -> GoldenFile? {
    do throws(GoldenFileError) {
      return try GoldenFile(parsing: bytes)
    } catch {
      let lineCount = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      try require((1...lineCount).contains(error.line), "\(error) in \(lineCount) lines")
      try require(!error.fact.isEmpty, "an error without a fact")
      return nil
    }
  }

  /// What was read is read once more when it is written, and says the same.
  static func checkReading(_ file: GoldenFile) throws(Violation) {
    let written = bytes(of: file)
    guard let again = try Self.file(written) else { throw Violation("cannot be read again") }
    try require(bytes(of: again) == written, "written again, it is another file")
    try require(again.normalization == file.normalization, "another normalization")
    try require(
      Comparison(file.capture, again.capture).isSame, "a file that differs from itself")
  }

  static func bytes(of file: GoldenFile) -> [UInt8] {
    var text = TextBuffer()
    file.append(to: &text)
    return text.bytes
  }

  /// Everything that is said of a comparison, for people and for programs.
  static func check(_ comparison: Comparison) throws(Violation) {
    let count = comparison.addedCount + comparison.removedCount + comparison.changedCount
    try require(comparison.isSame == (count == 0), "\(count) differences")
    var text = TextBuffer()
    var diff = UnifiedDiff("golden", "capture", Palette(isEnabled: false))
    diff.append(comparison, to: &text)
    try TextCheck.run(text.bytes, isASCII: false)
    text.removeAll()
    DifferenceLines.append(comparison, to: &text)
    try JSONLinesCheck.run(text.bytes, isQuoting: true)
    let verdict = Verdict(capture: "capture", golden: "golden", comparison)
    try require(
      (verdict.outcome == .held) == comparison.isSame, "a verdict other than the comparison")
  }
}
