// Values of calls that the program knows by name; the tables of names have all.

/// The state of a call at one device, as CallState pushes it.
///
/// An open set: a call may be in a state that has no name.
package struct CallState: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static let idle = CallState(rawValue: 0)
  package static let offHook = CallState(rawValue: 1)
  package static let onHook = CallState(rawValue: 2)
  package static let ringOut = CallState(rawValue: 3)
  package static let ringIn = CallState(rawValue: 4)
  package static let connected = CallState(rawValue: 5)
  package static let busy = CallState(rawValue: 6)
  package static let congestion = CallState(rawValue: 7)
  package static let hold = CallState(rawValue: 8)
  package static let callWaiting = CallState(rawValue: 9)
  package static let transfer = CallState(rawValue: 10)
  package static let park = CallState(rawValue: 11)
  package static let proceed = CallState(rawValue: 12)
  package static let remoteMultiline = CallState(rawValue: 13)
  package static let invalidNumber = CallState(rawValue: 14)
  package static let holdReversion = CallState(rawValue: 15)
  package static let whisper = CallState(rawValue: 16)
  package static let remoteHold = CallState(rawValue: 17)

  /// The catalogue's name; nil for a value that it does not name.
  package var label: String? { ValueNames.callState.entry(for: rawValue)?.label }
}

/// Whether a call comes in, goes out or was forwarded.
package enum CallType: UInt32, Sendable {
  case inbound = 1
  case outbound = 2
  case forwarded = 3
}

/// Where the history of calls lists a call.
package enum CallHistoryDisposition: UInt32, Sendable {
  case ignore = 0
  case placed = 1
  case received = 2
  case missed = 3
}

/// How well a call is protected.
package enum CallSecurityStatus: UInt32, Sendable {
  case notAuthenticated = 1
  case authenticated = 2
  case encrypted = 3
}

/// Whether a call is recorded.
package enum RecordingStatus: UInt32, Sendable {
  case off = 0
  case on = 1
}

/// What a phone plays.
package enum Tone: UInt32, Sendable {
  case silence = 0
  case insideDial = 33
  case outsideDial = 34
  case lineBusy = 35
  case alerting = 36
  case reorder = 37
  case recorderWarning = 38
  case recorderDetected = 39
  case reverting = 40
  case receiverOffHook = 41
  case messageWaiting = 42
  case noSuchNumber = 43
  case callWaiting = 45
  case confirmation = 46
  case zipZip = 49
  case zip = 50
  case hold = 53
  case monitorWarningAlternate = 55
  case monitorWarning = 56
  case secureWarning = 57
  case addCallWaiting = 64
  case priorityCallWait = 65
  case bargeIn = 67
  case precedenceRingBack = 71
  case preemption = 72
  case nonSecureWarning = 73
  case noTone = 127
  case meetMeGreeting = 128
  case meetMeNumberInvalid = 129
  case meetMeNumberFailed = 130
  case meetMeEnterPIN = 131
  case meetMeInvalidPIN = 132
  case meetMeFailedPIN = 133
  case meetMeBridgeFailed = 134
  case meetMeEnterAccessCode = 135
  case meetMeAccessCodeInvalid = 136
  case meetMeAccessCodeFailed = 137
}

/// How a phone rings.
package enum RingMode: UInt32, Sendable {
  case off = 1
  case inside = 2
  case outside = 3
  case feature = 4
  case flashOnly = 5
  case precedence = 6
}

/// How often a phone rings.
package enum RingDuration: UInt32, Sendable {
  case single = 2
}
