/// Values of calls.
extension ValueNames {
  /// RemoteHold and CallRemoteMultiline tell of another device on a shared line.
  package static let callState = ValueNames(
    "DCallState",
    [
      Entry(CallState.idle, "Idle"),
      Entry(CallState.offHook, "OffHook"),
      Entry(CallState.onHook, "OnHook"),
      Entry(CallState.ringOut, "RingOut"),
      Entry(CallState.ringIn, "RingIn"),
      Entry(CallState.connected, "Connected"),
      Entry(CallState.busy, "Busy"),
      Entry(CallState.congestion, "Congestion"),
      Entry(CallState.hold, "Hold"),
      Entry(CallState.callWaiting, "CallWaiting"),
      Entry(CallState.transfer, "CallTransfer"),
      Entry(CallState.park, "CallPark"),
      Entry(CallState.proceed, "Proceed"),
      Entry(CallState.remoteMultiline, "CallRemoteMultiline"),
      Entry(CallState.invalidNumber, "InvalidNumber"),
      Entry(CallState.holdReversion, "HoldRevert"),
      Entry(CallState.whisper, "Whisper"),
      Entry(CallState.remoteHold, "RemoteHold"),
      Entry(18, "MaxState"),
    ])

  package static let callType = ValueNames(
    "CallType",
    [
      Entry(CallType.inbound, "InBoundCall", "inbound"),
      Entry(CallType.outbound, "OutBoundCall", "outbound"),
      Entry(CallType.forwarded, "ForwardCall", "forwarded"),
    ])

  package static let callPrivacy = ValueNames(
    "CallPrivacy",
    [
      Entry(0, "None", "none"),
      Entry(1, "Limited", "limited"),
      Entry(2, "Full", "full"),
    ])

  package static let callSecurityStatus = ValueNames(
    "CallSecurityStatusType",
    [
      Entry(0, "Unknown", "unknown"),
      Entry(CallSecurityStatus.notAuthenticated, "NotAuthenticated", "not authenticated"),
      Entry(CallSecurityStatus.authenticated, "Authenticated", "authenticated"),
      Entry(CallSecurityStatus.encrypted, "Encrypted", "encrypted"),
      Entry(4, "Max"),
    ])

  /// The unknown one is all ones in 16 bits or in 32, or one less than that.
  package static let callHistoryDisposition = ValueNames(
    "CallHistoryDisposition",
    [
      Entry(CallHistoryDisposition.ignore, "Ignore", "not listed"),
      Entry(CallHistoryDisposition.placed, "PlacedCalls", "placed"),
      Entry(CallHistoryDisposition.received, "ReceivedCalls", "received"),
      Entry(CallHistoryDisposition.missed, "MissedCalls", "missed"),
      Entry(0xffff, "UnknownDisp", "unknown"),
      Entry(0xffff_fffe, "UnknownDisp", "unknown"),
      Entry(0xffff_ffff, "UnknownDisp", "unknown"),
    ])

  package static let recordingStatus = ValueNames(
    "RecordingStatus",
    [Entry(RecordingStatus.off, "OFF", "off"), Entry(RecordingStatus.on, "ON", "on")])
}
