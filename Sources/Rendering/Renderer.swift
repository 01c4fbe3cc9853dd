package import CallAnalysis
package import Wire

/// What renders records, and holds what it rendered until it is written.
package protocol Renderer: Sendable {
  var text: TextBuffer { get set }
  mutating func receive(_ record: borrowing Record)
  mutating func receive(_ event: ConnectionEvent)
  /// Takes the comments of the packet whose records come next.
  mutating func receive(_ comments: [String], of stamp: FrameStamp)
  /// Renders what was held back.
  mutating func finish()
}
