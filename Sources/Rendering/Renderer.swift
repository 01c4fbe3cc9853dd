package import Story

/// A listener that makes text of what it hears, and holds the text until it is written.
package protocol Renderer: Listener, ~Copyable, SendableMetatype {
  /// Bytes of text that wait to be written.
  var waitingByteCount: Int { get }
  /// Gives away the text that waits, and forgets it.
  mutating func drain(into write: (Span<UInt8>) -> Void)
  /// Remarks beside the text, when the capture is over.
  var conclusion: Conclusion { get }
}

extension Renderer where Self: ~Copyable {
  package var conclusion: Conclusion { Conclusion() }
}

/// What a renderer says of a capture beside its text.
package struct Conclusion: Sendable {
  /// Sentences for standard error.
  package var remarks: [String] = []
  /// What went wrong when the text was written.
  package var failures: [String] = []
  /// What is wrong, where a listener gathers that rather than prints it.
  package var diagnosis = Diagnosis()
  /// Whether there is a selection, and nothing that fits it.
  package var selectsNothing = false

  package init() {}
}
