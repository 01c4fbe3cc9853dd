package import CallAnalysis
package import Story
import Text
package import Wire

/// Draws the ladder of a capture when that is over.
package struct LadderRenderer: Renderer, ~Copyable {
  private let builder: LadderBuilder
  private let form: Form
  private var text = TextBuffer()
  private var untakenCount = 0
  private var hasMessages = false
  private var isEmpty = false
  /// Whether the diagram is longer than GitHub draws.
  private var isLong = false

  /// What a ladder is drawn as.
  package enum Form: String, CaseIterable, Sendable {
    case text, mermaid, svg
  }

  package init(_ form: Form, _ options: LadderOptions, _ selection: LadderSelection) {
    var options = options
    if form == .text, options.text.width < LadderLayout.wideWidth {
      options.maximumTimeDigits = 3
    }
    builder = LadderBuilder(options, selection)
    self.form = form
  }

  package mutating func begin(at time: Timestamp) {
    builder.begin(at: time)
  }

  package mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    hasMessages = true
    builder.take(record)
  }

  package mutating func hear(_ event: Event, _ replies: inout Replies) {
    builder.take(event)
  }

  package mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    let ladder = builder.finish(at: time)
    untakenCount = ladder.untakenCount
    isEmpty = ladder.rows.isEmpty
    switch form {
    case .text:
      var renderer = LadderTextRenderer(ladder, builder.options.text)
      renderer.render()
      renderer.drain { text.append($0) }
    case .mermaid:
      LadderMermaid.append(ladder, to: &text)
      isLong = text.count > LadderMermaid.maximumLength
    case .svg:
      var picture = LadderSVG(ladder)
      picture.render(to: &text)
    }
  }

  package var waitingByteCount: Int { text.count }

  package mutating func drain(into write: (Span<UInt8>) -> Void) {
    write(text.span)
    text.removeAll()
  }

  /// Remarks beside the drawing.
  package var conclusion: Conclusion {
    var conclusion = Conclusion()
    if isEmpty, hasMessages {
      conclusion.remarks.append("nothing fits what is selected")
      conclusion.selectsNothing = true
    }
    if untakenCount > 0 {
      conclusion.remarks.append(
        "the ladder is full: " + untakenCount.counted("more row")
          + " not drawn (--call, --device, --since and --until select)")
    }
    if isLong {
      conclusion.remarks.append(
        "GitHub draws Mermaid diagrams of up to \(LadderMermaid.maximumLength) characters, and this "
          + "one is longer (--call, --device, --since, --until and --annotations none shorten it)")
    }
    return conclusion
  }
}
