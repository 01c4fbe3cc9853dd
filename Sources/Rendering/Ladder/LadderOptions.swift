package import Text

/// What a ladder holds, and how it looks.
package struct LadderOptions: Sendable {
  /// Which messages have their sentence.
  package var annotations = TimelineOptions.Annotations.all
  package var keepAlives = KeepAlives.folded
  package var names = PartyNames()
  package var times = TimeForm.utc
  /// Whether times without anything have a row.
  package var marksPauses = true
  /// Decimals of a second that are shown, at most.
  package var maximumTimeDigits = 9
  /// Rows that are held: some 400 bytes each.
  package var maximumRows = 1 << 17
  /// How it looks where it is drawn as text.
  package var text = LadderTextOptions()

  /// How keepalives are drawn.
  package enum KeepAlives: Sendable {
    /// A row for each run of them.
    case folded
    /// A row for each message.
    case each
    /// Both, for a reader who can choose.
    case both
  }

  package init() {}
}
