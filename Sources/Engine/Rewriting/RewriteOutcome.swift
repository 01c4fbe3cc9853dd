import PcapngReader
import Redaction
import Text

/// What there is to say of a capture that was written.
package struct RewriteOutcome {
  private let captures: CaptureSet
  private let path: String
  /// What the new file is called in messages.
  private let output: String
  private var remarks: [String] = []
  private var failures: [String] = []

  /// Whether there is a selection, and nothing that fits it: then nothing is written.
  private var selectsNothing = false

  package var exitStatus: Int32 { failures.isEmpty && !selectsNothing ? 0 : 2 }

  init(_ captures: CaptureSet, _ output: String) {
    self.captures = captures
    self.output = output == "-" ? "standard output" : output
    self.path = output
    failures = captures.problems
    remarks = captures.remarks
  }

  /// Whether there is something to write, and nothing is written over; `rereading` says whether the
  /// captures are read more than once.
  mutating func mayWrite(rereading: Bool) -> Bool {
    if captures.paths.contains(where: { FilePaths.areSame($0, path) }) {
      failures.append("\(output): not written: it is one of the captures")
    }
    if path == "-", StandardStreams.outputTerminal != nil {
      failures.append("standard output is a terminal, and a capture is no text: name a file")
    }
    for (path, name) in zip(captures.paths, captures.names) {
      switch path == "-" ? FilePaths.Kind.other : FilePaths.kind(of: path) {
      case .regularFile: break
      case .missing: failures.append("\(name): no such file or directory")
      case .other, .directory:
        if rereading {
          failures.append("\(name): cannot be read twice, as this needs: save it in a file first")
        }
      }
    }
    return failures.isEmpty && !captures.paths.isEmpty
  }

  /// Takes over what reading the captures for the first time showed.
  mutating func note(_ outcome: Outcome) {
    remarks += outcome.remarksOnContent
  }

  /// Whether a first reading found nothing that is selected, which is remarked.
  mutating func refuses(_ outcome: Outcome) -> Bool {
    guard outcome.selectsNothing else { return false }
    selectsNothing = true
    remarks.append(Outcome.refusal(toWrite: path))
    return true
  }

  mutating func note(_ unread: [CaptureFailure]) {
    for failure in unread {
      failures.append("\(captures.name(of: failure.file)): \(failure)")
    }
  }

  mutating func note(_ failure: WriteFailure) {
    failures.append("\(output): could not be written: \(failure.text)")
  }

  mutating func note(written: Int, of count: Int) {
    remarks.append("\(output): \(written) of \(count.counted("packet")) written")
  }

  /// Takes over why the new file was not kept.
  mutating func note(_ objections: [String]) {
    for objection in objections { failures.append("\(output): not written: \(objection)") }
  }

  /// What is made of one capture cannot be made of several, and has to be searched in the end.
  mutating func requireOneCaptureAndFile() {
    if captures.paths.count > 1 {
      failures.append("one capture at a time: \(captures.paths.count) are named")
    }
    if path == "-" {
      failures.append("standard output: cannot be searched in the end: name a file")
    }
  }

  /// Says what was replaced.
  mutating func note(_ editor: RedactionEditor, _ streams: borrowing StreamImages) {
    guard failures.isEmpty else { return }
    note(written: editor.writtenCount, of: editor.packetCount)
    for kind in RedactionClass.allCases where streams.counts[kind] > 0 {
      remarks.append("replaced: \(streams.counts[kind].counted("value")) of \(kind.title)")
    }
    if editor.mediaCount > 0 {
      remarks.append("silenced: \(editor.mediaCount.counted("media packet"))")
    }
    if streams.blankedByteCount > 0 {
      remarks.append(
        "blanked, because they belong to no whole message: "
          + streams.blankedByteCount.counted("byte"))
    }
    if streams.forgottenByteCount > 0 {
      remarks.append(
        "blanked, because they came again when their messages were held no more: "
          + streams.forgottenByteCount.counted("byte"))
    }
    if editor.otherCount > 0 {
      remarks.append("packets of other protocols: \(editor.otherCount)")
    }
    if editor.metadataCount > 0 {
      remarks.append("left out: \(editor.metadataCount.counted("note")) of the file itself")
    }
  }

  /// Says where the bytes of keys stand that are too regular to be found.
  mutating func note(_ search: RedactionSearch) {
    guard failures.isEmpty, search.regularPlaceCount > 0 else { return }
    remarks.append(
      "the bytes of keys that are too regular to be told from numbers stand in "
        + search.regularPlaceCount.counted("packet")
        + ", first in frame \(search.firstRegularFrame); in the fields of keys they are gone")
  }

  mutating func note(_ remark: String) {
    remarks.append(remark)
  }

  /// Says on standard error what could not be done, and what was.
  package func report() {
    for failure in failures { StandardStreams.report(failure) }
    for remark in remarks { StandardStreams.report(remark) }
  }
}
