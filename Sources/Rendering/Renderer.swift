package import CallAnalysis
package import Wire

/// What renders records, and holds what it rendered until it is written.
package protocol Renderer: ~Copyable, SendableMetatype {
  /// Bytes of text that wait to be written.
  var waitingByteCount: Int { get }
  /// Gives away the text that waits, and forgets it.
  mutating func drain(into write: (Span<UInt8>) -> Void)
  mutating func receive(_ record: borrowing Record)
  mutating func receive(_ event: ConnectionEvent)
  /// Takes the comments of the packet whose records come next.
  mutating func receive(_ comments: [String], of stamp: FrameStamp)
  /// Renders what was held back.
  mutating func finish()
}
