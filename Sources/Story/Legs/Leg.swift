import CallAnalysis
package import SCCP
import Text
package import Wire

/// One device's part in a call.
package struct Leg: Sendable {
  /// Number of the leg in the capture, from 0, in the order of begins.
  package let number: Int
  package let link: Link
  /// The call reference; nil where the server gives none (CallManager 2).
  package let reference: UInt32?
  /// The device's name, where it is known.
  package var deviceName: String?
  package var line: UInt32?
  package var direction: Direction?
  /// The first message about it, or the key that it began with.
  package var start: FrameStamp
  /// The newest message about it.
  package var last: FrameStamp
  /// CallState OnHook, or the end of its connection; nil while it is open.
  package var end: FrameStamp?
  /// What CallState messages said.
  package var states: [StateEntry] = []
  /// The newest state; of a server without CallState, what its lamps and tones stand for.
  package var state: CallState?
  /// The line's own number and name.
  package var own = Party()
  package var parties = Parties()
  /// The parties as they were when the leg was first connected; otherwise the last ones.
  package var firstParties = Parties()
  /// The number that was dialled.
  package var dialed: String?
  package var holds: [Hold] = []
  /// When ringing began, at this phone or at the other.
  package var rangAt: FrameStamp?
  /// When ringing ended.
  package var rangUntil: FrameStamp?
  package var connectedAt: FrameStamp?
  /// When its user hung up.
  package var hungUpAt: FrameStamp?
  /// The newest conference identifier of its media.
  package var conference: UInt32?
  /// What the user did with it, and what the server says of it.
  package var marks: Marks = []

  /// Whether the device called or was called.
  package enum Direction: String, Sendable, CaseIterable {
    case outbound, inbound
  }

  /// A state and the message that pushed it.
  package struct StateEntry: Sendable {
    package let state: CallState
    package let stamp: FrameStamp
  }

  /// A time for which the device held the call.
  package struct Hold: Sendable {
    package let start: FrameStamp
    package var end: FrameStamp?
  }

  /// Facts that are true of a leg or not.
  package struct Marks: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    static let busy = Marks(rawValue: 1 << 0)
    static let failed = Marks(rawValue: 1 << 1)
    static let invalidNumber = Marks(rawValue: 1 << 2)
    static let parked = Marks(rawValue: 1 << 3)
    static let pickedUp = Marks(rawValue: 1 << 4)
    static let barged = Marks(rawValue: 1 << 5)
    static let recorded = Marks(rawValue: 1 << 6)
    static let forwarded = Marks(rawValue: 1 << 7)
    static let fetched = Marks(rawValue: 1 << 8)
    static let conference = Marks(rawValue: 1 << 9)
    /// Its connection ended before the call did.
    static let cutOff = Marks(rawValue: 1 << 10)
    /// Its parties at the time of the answer are known.
    static let partiesAreFirst = Marks(rawValue: 1 << 11)
  }

  init(_ number: Int, _ link: Link, reference: UInt32?, at stamp: FrameStamp) {
    self.number = number
    self.link = link
    self.reference = reference
    start = stamp
    last = stamp
  }

  package var isOver: Bool { end != nil }
  /// What to call the other party: by name, or by number; nil where no message tells.
  var otherParty: String? {
    let other: Party
    switch direction {
    case .inbound: other = parties.calling
    case .outbound: other = parties.called
    case nil: return nil
    }
    if let known = other.name ?? other.number { return known }
    return direction == .outbound ? dialed : nil
  }
  /// Whether the capture shows its user call somebody: a call that begins with it.
  var isCallersOwn: Bool {
    direction == .outbound && states.count > 1 && states.first?.state == .offHook
      && marks.isDisjoint(with: [.pickedUp, .barged])
  }
  /// Whether its device holds the call now.
  var isHeld: Bool { holds.last.map { $0.end == nil } ?? false }
  /// What to call its device: by name, or by its address.
  package var device: String { deviceName ?? "\(link.device.address)" }
}

/// What changed about a leg.
package enum LegChange: Sendable, Equatable {
  case began
  case state(CallState)
  case parties
  case key(CallKey)
  case hungUp
  /// Its media joined a conference or left it.
  case conference
  case over
}
