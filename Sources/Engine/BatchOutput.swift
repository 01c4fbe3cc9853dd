import Rendering
import Story
import Wire

/// Takes what was selected of a capture, batch by batch.
protocol BatchOutput: ~Copyable {
  /// Whether it wants digests of RTP packets.
  var takesMedia: Bool { get }
  /// Whether it wants to know what TCP and TLS do.
  var tellsTransport: Bool { get }
  /// Whether it wants to know of TLS, where nothing else of that.
  var tellsTLS: Bool { get }
  /// Takes a batch, and leaves one in its place whose storage is used next.
  mutating func take(_ batch: inout SelectedBatch)
  /// Nothing more may come for a while.
  mutating func flush()
  /// Something will be said on standard error that belongs after everything so far.
  mutating func settle()
  /// The capture is over, with its newest packet at `time`; returns remarks and failures for the end of the run.
  mutating func finish(at time: Timestamp?) -> Conclusion
  /// No capture could be read at all: what is only said at the end would be about nothing.
  mutating func abandon()
}

extension BatchOutput where Self: ~Copyable {
  var tellsTLS: Bool { false }
}

/// Has a listener hear batches on the thread that dissects.
struct DirectOutput<L: Listener & ~Copyable>: BatchOutput, ~Copyable {
  private var listener: L
  private var replies = Replies()
  let takesMedia: Bool
  let tellsTransport: Bool
  let tellsTLS: Bool

  init(
    takesMedia: Bool = false, tellsTransport: Bool = false, tellsTLS: Bool = false,
    _ listener: consuming L
  ) {
    self.listener = listener
    self.takesMedia = takesMedia
    self.tellsTransport = tellsTransport
    self.tellsTLS = tellsTLS
  }

  mutating func take(_ batch: inout SelectedBatch) {
    batch.tell(&listener, &replies) { _ in }
    batch.removeAll()
  }

  mutating func flush() {}

  mutating func settle() {}

  mutating func finish(at time: Timestamp?) -> Conclusion {
    listener.finish(at: time, &replies)
    return Conclusion()
  }

  mutating func abandon() {
    _ = finish(at: nil)
  }
}
