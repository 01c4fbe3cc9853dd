import Rendering
import Story
import Wire

/// Renders what the dissector finds on its thread, and keeps the text.
struct KeptOutput<R: Renderer & ~Copyable>: BatchOutput, ~Copyable {
  private var renderer: R
  private var replies = Replies()
  private let text: KeptText
  let takesMedia: Bool
  let tellsTransport: Bool

  init(takesMedia: Bool, tellsTransport: Bool, _ renderer: consuming R, in text: KeptText) {
    self.renderer = renderer
    self.text = text
    self.takesMedia = takesMedia
    self.tellsTransport = tellsTransport
  }

  mutating func take(_ batch: inout SelectedBatch) {
    batch.tell(&renderer, &replies) { _ in }
    batch.removeAll()
    keep()
  }

  mutating func flush() {}

  mutating func settle() {}

  mutating func finish(at time: Timestamp?) -> Conclusion {
    renderer.finish(at: time, &replies)
    keep()
    return renderer.conclusion
  }

  mutating func abandon() {}

  private mutating func keep() {
    renderer.drain { [text] in text.append($0) }
  }
}
