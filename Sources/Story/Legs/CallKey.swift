/// A key that does something to a call, whether it is a soft key or a button.
package enum CallKey: Sendable {
  case redial, newCall, speedDial, line, hold, transfer, endCall, resume, answer, conference, park
  case join, pickUp, barge, directTransfer

  /// By the soft key's event number; CUCM's numbers above 18.
  init?(softKey event: UInt32) {
    switch event {
    case 1: self = .redial
    case 2: self = .newCall
    case 3: self = .hold
    case 4: self = .transfer
    case 9: self = .endCall
    case 10: self = .resume
    case 11: self = .answer
    case 13: self = .conference
    case 14: self = .park
    case 15: self = .join
    case 17, 18: self = .pickUp
    case 21: self = .barge
    case 28: self = .directTransfer
    default: return nil
    }
  }

  /// By the button's stimulus number.
  init?(stimulus: UInt32) {
    switch stimulus {
    case 1: self = .redial
    case 2: self = .speedDial
    case 3: self = .hold
    case 4: self = .transfer
    case 9: self = .line
    case 125: self = .conference
    case 126: self = .park
    case 127, 128, 135: self = .pickUp
    case 137: self = .newCall
    case 138: self = .endCall
    default: return nil
    }
  }

  /// Whether a call may begin with it.
  var mayBeginCall: Bool {
    switch self {
    case .redial, .newCall, .speedDial, .line, .pickUp, .barge: true
    default: false
    }
  }
}
