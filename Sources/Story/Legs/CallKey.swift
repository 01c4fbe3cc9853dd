import SCCP

/// A key that does something to a call, whether it is a soft key or a button.
package enum CallKey: Sendable {
  case redial, newCall, speedDial, line, hold, transfer, endCall, resume, answer, conference, park
  case join, pickUp, barge, directTransfer

  /// By the soft key's event number; CUCM's numbers above 18.
  init?(softKey event: SoftKey) {
    switch event {
    case .redial: self = .redial
    case .newCall: self = .newCall
    case .hold: self = .hold
    case .transfer: self = .transfer
    case .endCall: self = .endCall
    case .resume: self = .resume
    case .answer: self = .answer
    case .conference: self = .conference
    case .park: self = .park
    case .join: self = .join
    case .pickUp, .groupPickUp: self = .pickUp
    case .barge: self = .barge
    case .directTransfer: self = .directTransfer
    default: return nil
    }
  }

  /// By the button's stimulus number.
  init?(stimulus: Stimulus) {
    switch stimulus {
    case .lastNumberRedial: self = .redial
    case .speedDial: self = .speedDial
    case .hold: self = .hold
    case .transfer: self = .transfer
    case .line: self = .line
    case .conference: self = .conference
    case .callPark: self = .park
    case .callPickUp, .groupCallPickUp, .otherPickup: self = .pickUp
    case .newCall: self = .newCall
    case .endCall: self = .endCall
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
