import SCCP

extension CallState {
  /// Whether the phone rings, or tells its user of a second call.
  var isRingingIn: Bool { self == .ringIn || self == .callWaiting }

  /// Whether the device holds the call.
  var isHeld: Bool { self == .hold || self == .holdReversion }
}
