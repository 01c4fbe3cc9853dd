package import Checking
import PcapngReader
package import Rendering
package import Text

/// Compares one capture with its golden file, or writes that.
package struct GoldenCheck {
  /// What the capture is called in messages.
  package let capture: String
  /// The path of the golden file; nil where nothing says which it is.
  package let path: String?
  /// How the messages or calls are to be normalised.
  package let normalization: Normalization
  /// What the golden file was before; nil while it need not be read as a whole.
  private let known: Former?
  private let isUpdating: Bool
  /// Whether the capture can be held against the golden file without either being kept.
  private let isMatched: Bool

  /// What the golden file was before.
  private enum Former {
    case missing
    case file(GoldenFile)
    case unreadable(String)
    /// Something else, which is not to be lost.
    case foreign(String)

    var normalization: Normalization? {
      if case .file(let file) = self { file.normalization } else { nil }
    }
  }

  /// Reads the golden file of a capture.
  ///
  /// `subject` is what it is to be about, and `asked` what the command line says of normalisation:
  /// nil where it says nothing, and the golden file decides.
  package init(
    capture: String, golden: String?, about subject: Normalization.Subject,
    asked: Normalization?, isUpdating: Bool
  ) {
    self.capture = capture == "-" ? "standard input" : capture
    self.isUpdating = isUpdating
    path = golden ?? Self.path(beside: capture, about: subject)
    // What is read once cannot be read again to find what differs.
    let isReadAgain = !isUpdating && FileSource.byteCount(at: capture) != nil
    let written = isReadAgain ? path.flatMap(GoldenReading.normalization) : nil
    let former = written == nil ? path.map(Self.read) ?? .missing : nil
    var normalization = asked ?? Normalization(subject)
    if asked == nil, let written = written ?? former?.normalization {
      normalization = written
      // A file that is named need not be told to be about calls.
      if golden == nil || subject == .calls { normalization.subject = subject }
    }
    self.normalization = normalization
    known = former
    isMatched = written == normalization && normalization.subject == .messages
  }

  /// The golden file of a capture; nil for standard input.
  package static func path(
    beside capture: String, about subject: Normalization.Subject
  ) -> String? {
    capture == "-" ? nil : GoldenFile.path(beside: capture, about: subject)
  }

  private var former: Former { known ?? path.map(Self.read) ?? .missing }

  /// What finds out whether the capture says the same as its golden file; nil where it takes a
  /// comparison to know.
  package func match() -> GoldenMatch? {
    guard isMatched, let path else { return nil }
    return GoldenReading.match(with: path, normalization)
  }

  /// That the capture says what the golden file says.
  package var heldVerdict: Verdict {
    var verdict = Verdict(capture: capture, name: Verdict.goldenFileName, outcome: .held)
    verdict.place = path.map { Verdict.Place(file: $0) }
    return verdict
  }

  private static func read(_ path: String) -> Former {
    if FilePaths.kind(of: path) == .missing { return .missing }
    do throws(TextFileError) {
      var isGolden: Bool?
      let bytes = try TextFile.bytes(at: path, upTo: GoldenFile.maximumByteCount) { beginning in
        if isGolden == nil { isGolden = GoldenFile.isGolden(beginning: beginning) }
        return isGolden == false
      }
      do throws(GoldenFileError) {
        return .file(try GoldenFile(parsing: bytes))
      } catch {
        let isForeign = error.isForeign && !bytes.isEmpty
        return isForeign ? .foreign("\(error)") : .unreadable("\(error)")
      }
    } catch {
      return .foreign("\(error)")
    }
  }

  /// Whether there is a golden file, readable or not.
  package var hasFile: Bool {
    if case .missing? = known { false } else { true }
  }

  /// What becomes of the capture; shows what differs.
  ///
  /// `failures` are the reasons why the capture could not be read to its end, which have been told.
  package func verdict(
    on content: NormalCapture, failures: [String], palette: Palette,
    show: (borrowing TextBuffer) -> Void
  ) -> Verdict {
    guard let path else { return unknown("has no golden file beside it: name one with --golden") }
    if isUpdating { return update(path, content, failures) }
    switch former {
    case .missing:
      return unknown("the golden file \(path) is missing: --update writes it\(hintOfOther)")
    case .unreadable(let fact), .foreign(let fact):
      return unknown("the golden file \(path) cannot be read: \(fact)")
    case .file(let file) where file.normalization != normalization:
      return unknown(
        "\(path) was written with \(file.normalization.optionWords), not with "
          + "\(normalization.optionWords): leave the options out, or write it anew with --update")
    case .file(let file):
      return compare(file, path, content, failures, palette, show)
    }
  }

  /// That there is a golden file about something else, where there is.
  private var hintOfOther: String {
    let other: Normalization.Subject = normalization.subject == .calls ? .messages : .calls
    let path = GoldenFile.path(beside: capture, about: other)
    guard FilePaths.kind(of: path) != .missing else { return "" }
    return "; \(path) is there: compare with it \(other == .calls ? "by" : "without") --calls"
  }

  private func unknown(_ fact: String) -> Verdict {
    StandardStreams.report("\(capture): \(fact)")
    return Verdict(capture: capture, golden: path, cannotBeCompared: fact)
  }

  private func compare(
    _ file: GoldenFile, _ path: String, _ content: NormalCapture, _ failures: [String],
    _ palette: Palette, _ show: (borrowing TextBuffer) -> Void
  ) -> Verdict {
    if !failures.isEmpty, content.lineCount == 0 {
      // Nothing was read: that every line is missing would say no more.
      let fact = failures.joined(separator: "; ")
      return Verdict(capture: capture, golden: path, cannotBeCompared: fact)
    }
    let comparison = Comparison(file.capture, content)
    var verdict = Verdict(capture: capture, golden: path, comparison)
    var text = TextBuffer()
    var diff = UnifiedDiff(
      path, capture, palette, width: StandardStreams.outputTerminal?.columnCount)
    diff.append(comparison, to: &text)
    show(text)
    if !failures.isEmpty {
      verdict.outcome = .unknown
      verdict.summary = failures.joined(separator: "; ")
    } else if content.isFull {
      verdict.outcome = .unknown
      verdict.summary = NormalCapture.fullSentence
      StandardStreams.report("\(capture): \(verdict.summary)")
    }
    return verdict
  }

  // MARK: - Writing

  /// Writes the file where the capture differs from it.
  private func update(_ path: String, _ content: NormalCapture, _ failures: [String]) -> Verdict {
    guard failures.isEmpty else {
      let reason = failures.joined(separator: "; ")
      StandardStreams.report("\(path): not written, because the capture could not be read")
      return Verdict(capture: capture, golden: path, cannotBeCompared: reason)
    }
    if content.isFull { return unknown("\(NormalCapture.fullSentence); \(path) was not written") }
    if case .foreign(let fact) = former { return unknown("\(path) could not be written: \(fact)") }
    var written = content
    if case .file(let file) = former {
      let comparison = Comparison(file.capture, content)
      if comparison.isSame, file.normalization == normalization {
        return Verdict(capture: capture, golden: path, comparison)
      }
      written = content.renumbered(order: comparison.rightOrder)
    }
    var text = TextBuffer()
    GoldenFile(written, normalization).append(to: &text)
    if let problem = WholeFile.write(text.span, to: path) {
      return unknown("\(path) could not be written: \(problem)")
    }
    StandardStreams.report(
      "\(path): written, \(content.lineCount.counted(normalization.subject.noun))")
    return heldVerdict
  }
}
