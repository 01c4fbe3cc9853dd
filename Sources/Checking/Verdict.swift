/// What became of one thing that was checked: a capture against its golden file, one expectation, or
/// something that was found wrong.
///
/// Reports and the summary are made of these alone.
package struct Verdict: Sendable {
  package enum Outcome: Equatable, Sendable {
    /// As it should be.
    case held
    /// Otherwise than it should be.
    case broken
    /// It could not be found out, because something could not be read.
    case unknown
    /// Otherwise than it should be, but not so bad that it fails a build.
    case noted
    /// Otherwise than it should be, which is known and passed over for a reason; it may be empty.
    case known(reason: String)
  }

  /// How bad it is where it did not hold.
  package enum Level: String, Sendable {
    case note, warning, error
  }

  /// A place in a file that a person can go to.
  package struct Place: Equatable, Sendable {
    /// The file's name as given.
    package var file: String
    /// Line and column, from 1; nil where the file as a whole is meant.
    package var line: Int?
    package var column: Int?

    package init(file: String, line: Int? = nil, column: Int? = nil) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// The capture's name as given.
  package var capture: String
  /// What was checked, short; the same from run to run.
  package var name: String
  package var outcome: Outcome
  package var rule = VerdictRule.golden
  package var level = Level.error
  /// What happened, in one line; empty where it held.
  package var summary = ""
  /// The whole of it for people, over several lines, such as a unified diff; may be empty.
  package var detail = ""
  /// The frame of the capture where it was found; nil where there is none.
  package var frame: Int?
  package var expected: String?
  package var found: String?
  /// Where the rule stands: the golden file's line, or the expectation's.
  package var place: Place?
  /// What a person should know although it held, such as what could not be judged.
  package var remarks: [String] = []
  /// What knows it again in the next run, where that is something better than its name.
  package var fingerprint: String?

  package init(capture: String, name: String, outcome: Outcome) {
    self.capture = capture
    self.name = name
    self.outcome = outcome
  }
}
