import CallAnalysis
import Findings
import NetworkLayers
import Story
import Wire

/// Follows devices, calls and media beside a run whose messages name their calls, or are selected
/// by them.
final class StoryGuide {
  private var trackers: Trackers
  private var replies = Replies()
  /// Finds what is wrong, where the story is told; nil where it only selects.
  private var diagnoser: Diagnoser?
  /// Which of what it finds is told.
  private var selected: SelectedFindings?
  private var findings = Replies()
  private var clock = SecondClock()
  /// What an earlier reading of the same captures found; nil where they can be read only once.
  private let chosen: ChosenCalls?
  /// Whether only messages of chosen calls are selected.
  private let isSelecting: Bool
  /// Which devices, calls and streams are told of beside the messages; nil for none of them.
  private let told: StorySelection?
  private(set) var summary = CaptureSummary()
  /// Whether messages name the other party of their calls.
  private let namesParties: Bool
  private(set) var start: Timestamp?

  init(
    _ chosen: ChosenCalls?, isSelecting: Bool, telling told: StorySelection?,
    namesParties: Bool = false
  ) {
    self.namesParties = namesParties
    self.chosen = chosen
    self.isSelecting = isSelecting
    trackers = Trackers(followsDevices: told != nil)
    diagnoser = told != nil && !namesParties ? Diagnoser() : nil
    self.told = told
    selected = told.map { SelectedFindings($0) }
  }

  /// A guide for another run like this one's.
  func again() -> StoryGuide {
    StoryGuide(chosen, isSelecting: isSelecting, telling: told, namesParties: namesParties)
  }

  /// When the last of the calls that are selected is over; nil where that is not known, or where more
  /// is told than their messages.
  var lastTime: Timestamp? { told == nil ? chosen?.lastTime : nil }

  /// Learns when the capture begins.
  func begin(at start: Timestamp) {
    self.start = start
  }

  /// Takes a record, and notes its call there; whether it belongs to a call that is selected.
  func hear(_ record: inout Record) -> Bool {
    let first = begin(record.stamp.time)
    trackers.hear(record, &replies)
    diagnose(from: first)
    diagnoser?.hear(record, &findings)
    selected?.note(record)
    let leg = trackers.leg
    record.callNumber = leg.flatMap(number)
    record.callParty = nil
    if namesParties, record.callNumber != nil, let leg {
      record.callParty = trackers.otherParty(ofLeg: leg)
    }
    guard isSelecting, let chosen else { return true }
    return chosen.contains(record, ofLeg: leg)
  }

  /// Counts a message that is selected.
  func count(_ record: borrowing Record) {
    if told != nil { summary.hear(record) }
  }

  func hear(_ event: ConnectionEvent) {
    let first = begin(event.stamp.time)
    trackers.hear(.connection(event), &replies)
    diagnose(from: first)
    diagnoser?.hear(.connection(event), &findings)
  }

  /// The capture has come to a time, in a stretch without records.
  func tick(_ time: Timestamp) {
    _ = begin(time)
  }

  /// Takes what TCP and TLS did, which tells nothing of the clock.
  func hear(_ event: TransportEvent) {
    replies.removeAll()
    findings.removeAll()
    trackers.hear(.transport(event), &replies)
    diagnose(from: 0)
    diagnoser?.hear(.transport(event), &findings)
  }

  func hear(_ source: RTPSource) {
    trackers.hear(source)
  }

  /// Takes the RTP packet at a place of a run.
  func hear(_ packets: Span<RTPDigest>, at index: Int) {
    _ = begin(packets[index].stamp.time)
    trackers.hear(packets.extracting(index...index))
  }

  /// The capture is over, with its newest packet at `time`.
  func finish(at time: Timestamp?) {
    if told == nil { return }
    replies.removeAll()
    findings.removeAll()
    trackers.finish(at: time, &replies)
    diagnose(from: 0)
    diagnoser?.finish(at: time, &findings)
  }

  /// Begins with something new, at a time; returns how many events that alone led to.
  private func begin(_ time: Timestamp?) -> Int {
    replies.removeAll()
    findings.removeAll()
    guard clock.goes(to: time), let time else { return 0 }
    trackers.tick(time, &replies)
    diagnose(from: 0)
    diagnoser?.tick(time, &findings)
    return replies.events.count
  }

  /// Has the diagnoser hear the events from one of them on.
  private func diagnose(from first: Int) {
    for event in replies.events[first...] { diagnoser?.hear(event, &findings) }
  }

  /// Takes what became complete with the newest record, event or packet, as far as it is told of.
  func takeEvents(_ take: (Event) -> Void) {
    for event in replies.events { selected?.note(event, inCaptureFrom: start) }
    guard let told, let selected else { return }
    for event in findings.events {
      guard case .finding(let finding, .over) = event,
        selected.contain(finding, inCaptureFrom: start)
      else { continue }
      take(event)
      summary.hear(event)
    }
    for event in diagnoser?.takeComplete() ?? replies.events where isTold(event, told) {
      take(event)
      summary.hear(event)
    }
  }

  /// Why no call is selected, where none is.
  var missingSentence: String? { isSelecting ? chosen?.missingSentence : nil }

  private func isTold(_ event: Event, _ told: StorySelection) -> Bool {
    switch event {
    case .call(let call): return told.selects(call, inCaptureFrom: start)
    case .device(let device):
      guard told.selects(device, inCaptureFrom: start) else { return false }
      return told.namesCalls ? chosen?.contains(device) ?? true : true
    default: return false
    }
  }

  private func number(ofLeg leg: Int) -> Int? {
    if let chosen { return chosen.numbers.number(ofLeg: leg) }
    return trackers.callNumber(ofLeg: leg)
  }
}
