import CallAnalysis
import NetworkLayers
import Rendering
import Story
import Wire

/// Hands what it hears on to an audience, of findings only what is selected where that is asked for,
/// and says at the end what there is where a selection selects nothing of it.
struct SelectionWitness<Audience: Renderer & ~Copyable>: Renderer, ~Copyable {
  private var audience: Audience
  private let selection: StorySelection
  private var start: Timestamp?
  /// What is there and not selected; nil once something is selected, or where everything is.
  private var misses: Misses?
  /// Which findings are handed on; nil for all.
  private var findings: SelectedFindings?
  /// Findings until all calls and devices are complete: as many as a diagnosis keeps.
  private var waiting: [Event] = []
  /// What the audience is a list of, which says itself what is in it; nil where it is none.
  private let listed: String?
  /// Whether a capture filter selects packets.
  private let isFiltered: Bool
  private var hasMessages = false

  private struct Misses {
    var names = ListMisses()
    var story: StoryMisses
  }

  /// Begins; `selectingFindings` leaves out findings of what is not selected, and `listed` is what
  /// rows are called where the audience is a list.
  init(
    _ selection: StorySelection, _ audience: consuming Audience, selectingFindings: Bool = false,
    listing listed: String? = nil, isFiltered: Bool = false
  ) {
    self.isFiltered = isFiltered
    self.audience = audience
    self.selection = selection
    self.listed = listed
    misses = selection.isOpen ? nil : Misses(story: StoryMisses(selection))
    findings = selectingFindings && !selection.isOpen ? SelectedFindings(selection) : nil
  }

  /// Whether the selection is by calls, or what calls have.
  private var asksForCalls: Bool { selection.needsCalls || selection.namesCalls }

  mutating func begin(at time: Timestamp) {
    start = time
    audience.begin(at: time)
  }

  mutating func hear(_ record: borrowing Record, _ replies: inout Replies) {
    hasMessages = true
    findings?.note(record)
    audience.hear(record, &replies)
  }

  mutating func hear(_ event: Event, _ replies: inout Replies) {
    note(event)
    if findings != nil, case .finding(_, .over) = event {
      waiting.append(event)
    } else {
      audience.hear(event, &replies)
    }
  }

  mutating func hear(_ run: borrowing RTPRun, _ replies: inout Replies) {
    audience.hear(run, &replies)
  }

  mutating func tick(_ time: Timestamp, _ replies: inout Replies) {
    audience.tick(time, &replies)
  }

  mutating func finish(at time: Timestamp?, _ replies: inout Replies) {
    for event in waiting {
      guard case .finding(let finding, _) = event,
        findings?.contain(finding, inCaptureFrom: start) ?? true
      else { continue }
      audience.hear(event, &replies)
    }
    waiting.removeAll()
    audience.finish(at: time, &replies)
  }

  private mutating func note(_ event: Event) {
    findings?.note(event, inCaptureFrom: start)
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
      return
    }
    switch event {
    case .call(let call): misses?.story.note(call)
    case .device(let device): misses?.story.note(device)
    default: return
    }
    if let name = asksForCalls ? CallRow.name(of: event) : DeviceRow.name(of: event) {
      misses?.names.note(name)
    }
  }

  var waitingByteCount: Int { audience.waitingByteCount }

  mutating func drain(into write: (Span<UInt8>) -> Void) {
    audience.drain(into: write)
  }

  var conclusion: Conclusion {
    var conclusion = audience.conclusion
    if isFiltered, !hasMessages { conclusion.selectsNothing = true }
    guard let misses, let start else { return conclusion }
    conclusion.selectsNothing = true
    let noun = listed ?? (asksForCalls ? CallRow.noun : DeviceRow.noun)
    let reasons = misses.story.reasons(
      inCaptureFrom: start, namingDevices: noun != DeviceRow.noun)
    if !reasons.isEmpty {
      // A list says of itself only what it would have listed.
      if listed != nil { conclusion.remarks.removeAll() }
      conclusion.remarks.append("no \(noun) is selected: \(reasons.joined(separator: "; "))")
    } else if listed == nil {
      conclusion.remarks.append(misses.names.sentence(noun))
    }
    return conclusion
  }
}
