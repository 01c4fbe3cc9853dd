import CallAnalysis
import SCCP
import Wire

/// One device's part of a call, as far as a judgement tells of it.
struct ObservedLeg: Sendable {
  let stream: Int
  let reference: UInt32
  /// The first message about it.
  let begin: FrameStamp
  var calling = ""
  var called = ""
  var dialed = ""
  /// The newest state, and its frame.
  var state: UInt32?
  var stateFrame: Int

  /// `2001 → 2000 in frame 42`
  var words: String {
    let to = called.isEmpty ? dialed : called
    let ends = "\(calling.isEmpty ? "?" : calling) → \(to.isEmpty ? "?" : to)"
    return "\(ends.visible) in frame \(begin.number)"
  }

  var stateName: String {
    guard let state else { return "no state" }
    return ValueNames.callState.entry(for: state)?.label ?? "state \(state)"
  }

  /// Takes what a message says about the call.
  mutating func learn(_ message: Message) {
    calling = message.text(.callingParty)?.bounded ?? calling
    called = message.text(.calledParty)?.bounded ?? called
    dialed = message.text(.dialedNumber)?.bounded ?? dialed
  }

}

extension String {
  /// A number of a call: no longer than one that can be dialed.
  fileprivate var bounded: String { String(prefix(64)) }
}
