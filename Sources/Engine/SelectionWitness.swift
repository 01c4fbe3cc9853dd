import CallAnalysis
import NetworkLayers
import Rendering
import Story
import Wire

/// Hands all that it hears on to an audience, and says at the end what there is where a selection
/// selects nothing of it.
struct SelectionWitness<Audience: Renderer & ~Copyable>: Renderer, ~Copyable {
  private var audience: Audience
  private let selection: StorySelection
  private var start: Timestamp?
  /// What is there and not selected; nil once something is selected, or where everything is.
  private var misses: ListMisses?

  init(_ selection: StorySelection, _ audience: consuming Audience) {
    self.audience = audience
    self.selection = selection
    misses = selection.isOpen ? nil : ListMisses()
  }

  /// Whether the selection is by calls, or what calls have.
  private var asksForCalls: Bool { selection.needsCalls || selection.namesCalls }

  mutating func begin(at time: Timestamp) {
    start = time
    audience.begin(at: time)
  }

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    audience.hear(record, &replies)
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    note(event)
    audience.hear(event, &replies)
  }

  mutating func hear(_ digest: RTPDigest, _ replies: inout Replies) {
    audience.hear(digest, &replies)
  }

  mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    audience.tick(time, &replies)
  }

  mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    audience.finish(at: time, &replies)
  }

  private mutating func note(_ event: Event) {
    guard misses != nil else { return }
    let isSelected =
      switch event {
      case .call(let call): selection.selects(call, inCaptureFrom: start)
      case .device(let device):
        !selection.namesCalls && selection.selects(device, inCaptureFrom: start)
      default: false
      }
    if isSelected {
      misses = nil
    } else if let name = asksForCalls ? CallRow.name(of: event) : DeviceRow.name(of: event) {
      misses?.note(name)
    }
  }

  var waitingByteCount: Int { audience.waitingByteCount }

  mutating func drain(into write: (Span<UInt8>) -> Void) {
    audience.drain(into: write)
  }

  var conclusion: Conclusion {
    var conclusion = audience.conclusion
    if let misses, start != nil {
      conclusion.remarks.append(misses.sentence(asksForCalls ? CallRow.noun : DeviceRow.noun))
    }
    return conclusion
  }
}
