package import Story
package import Text

/// How the timeline looks.
package struct TimelineOptions: Sendable {
  /// Which messages are explained.
  package enum Annotations: String, CaseIterable, Sendable {
    case all
    /// Each sentence when it comes first, for each device.
    case once
    case none
  }

  /// Columns of a line; nil where the output is no terminal.
  package var width: Int?
  package var usesColor = false
  /// Replaces everything that is not ASCII.
  package var isASCII = false
  package var annotations = Annotations.all
  package var times = TimeForm.utc
  /// Shows every keepalive, rather than one line for a run of them.
  package var showsKeepAlives = false
  /// Which answers to keepalives are among what is shown.
  package var keepAliveAnswers = KeepAliveAnswers.all
  /// Whether a single device was asked for by its name, which lines need not repeat then.
  package var isOneDevice = false
  /// Shows every field under its message.
  package var isVerbose = false
  /// Shows the bytes under each message.
  package var showsHex = false
  /// Shows media keys and salts.
  package var showsSecrets = false
  /// What the user calls addresses.
  package var names = PartyNames()
  /// The files' names as given.
  package var fileNames: [String] = []
  /// The names above everything else: those of the files that can be opened.
  package var headings: [String] = []

  /// What is wrong, in the order of the frames that show it first.
  package var findings: [Finding] = []

  package init() {}
}
