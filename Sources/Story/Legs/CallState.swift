import SCCP

/// The state of a call at one device, as CallState pushes it; the enumeration DCallState.
package struct CallState: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

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

  /// Whether the phone rings, or tells its user of a second call.
  var isRingingIn: Bool { self == .ringIn || self == .callWaiting }

  /// Whether the device holds the call.
  var isHeld: Bool { self == .hold || self == .holdReversion }

  /// The catalogue's name; nil for a value that it does not name.
  package var label: String? { ValueNames.callState.entry(for: rawValue)?.label }
}
