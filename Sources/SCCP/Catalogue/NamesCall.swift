/// Values of calls.
extension ValueNames {
  /// RemoteHold and CallRemoteMultiline tell of another device on a shared line.
  package static let callState = ValueNames(
    "DCallState",
    [
      Entry(0, "Idle"),
      Entry(1, "OffHook"),
      Entry(2, "OnHook"),
      Entry(3, "RingOut"),
      Entry(4, "RingIn"),
      Entry(5, "Connected"),
      Entry(6, "Busy"),
      Entry(7, "Congestion"),
      Entry(8, "Hold"),
      Entry(9, "CallWaiting"),
      Entry(10, "CallTransfer"),
      Entry(11, "CallPark"),
      Entry(12, "Proceed"),
      Entry(13, "CallRemoteMultiline"),
      Entry(14, "InvalidNumber"),
      Entry(15, "HoldRevert"),
      Entry(16, "Whisper"),
      Entry(17, "RemoteHold"),
      Entry(18, "MaxState"),
    ])

  package static let callType = ValueNames(
    "CallType",
    [
      Entry(1, "InBoundCall", "inbound"),
      Entry(2, "OutBoundCall", "outbound"),
      Entry(3, "ForwardCall", "forwarded"),
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
      Entry(1, "NotAuthenticated", "not authenticated"),
      Entry(2, "Authenticated", "authenticated"),
      Entry(3, "Encrypted", "encrypted"),
      Entry(4, "Max"),
    ])

  /// The unknown one is all ones in 16 bits or in 32, or one less than that.
  package static let callHistoryDisposition = ValueNames(
    "CallHistoryDisposition",
    [
      Entry(0, "Ignore", "not listed"),
      Entry(1, "PlacedCalls", "placed"),
      Entry(2, "ReceivedCalls", "received"),
      Entry(3, "MissedCalls", "missed"),
      Entry(0xffff, "UnknownDisp", "unknown"),
      Entry(0xffff_fffe, "UnknownDisp", "unknown"),
      Entry(0xffff_ffff, "UnknownDisp", "unknown"),
    ])

  package static let recordingStatus = ValueNames(
    "RecordingStatus",
    [Entry(0, "OFF", "off"), Entry(1, "ON", "on")])
}
