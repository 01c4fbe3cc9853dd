/// What became of one thing that was checked: a capture against its golden file, or one expectation.
///
/// Reports and the summary are made of these alone.
package struct Verdict: Sendable {
  package enum Outcome: Sendable {
    /// As it should be.
    case held
    /// Otherwise than it should be.
    case broken
    /// It could not be found out, because something could not be read.
    case unknown
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

  /// What kind of thing was checked; reports that know rules make one of each.
  package enum Rule: String, CaseIterable, Sendable {
    /// That a capture can be read.
    case capture
    /// That it says what its golden file says.
    case golden
    /// That it holds an expectation of this kind.
    case registers, sequence, never, answered, call, problems
  }

  /// The capture's name as given.
  package var capture: String
  /// What was checked, short; the same from run to run.
  package var name: String
  package var outcome: Outcome
  package var rule = Rule.golden
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

  package init(capture: String, name: String, outcome: Outcome) {
    self.capture = capture
    self.name = name
    self.outcome = outcome
  }
}
