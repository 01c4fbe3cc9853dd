/// Values of registration and status.
extension ValueNames {
  package static let resetType = ValueNames(
    "DeviceResetType",
    [
      Entry(ResetType.reset, "RESET", "reset"),
      Entry(ResetType.restart, "RESTART", "restart"),
      Entry(ResetType.applyConfiguration, "APPLY_CONFIG", "apply configuration"),
    ])

  package static let unregisterReason = ValueNames(
    "UnRegReasonCode",
    [
      Entry(0, "Unknown", "unknown"),
      Entry(UnregisterReason.powerSave, "PowerSaveMode", "power save"),
    ])

  package static let unregisterStatus = ValueNames(
    "DeviceUnregisterStatus",
    [
      Entry(UnregisterStatus.ok, "Ok", "ok"),
      Entry(UnregisterStatus.error, "Error", "error"),
      Entry(UnregisterStatus.refused, "NAK", "refused"),
    ])

  package static let alarmSeverity = ValueNames(
    "DeviceAlarmSeverity",
    [
      Entry(AlarmSeverity.critical, "Critical", "critical"),
      Entry(1, "Warning", "warning"),
      Entry(2, "Informational", "informational"),
      Entry(4, "Unknown", "unknown"),
      Entry(AlarmSeverity.major, "Major", "major"),
      Entry(8, "Minor", "minor"),
      Entry(10, "Marginal", "marginal"),
      Entry(20, "TraceInfo", "trace"),
    ])

  package static let addOnDeviceType = ValueNames(
    "AddOnDeviceType",
    [
      Entry(1, "7914"),
      Entry(2, "7915 24-button", "7915, 24 buttons"),
      Entry(3, "7916 24-button", "7916, 24 buttons"),
    ])

  package static let subscriptionFeature = ValueNames(
    "SubscriptionFeatureID",
    [Entry(1, "BLF", "busy lamp")])

  package static let subscribeCause = ValueNames(
    "SubscribeCause",
    [
      Entry(Success.ok, "OK", "ok"),
      Entry(1, "RouteFail", "no route"),
      Entry(2, "AuthFail", "authentication failed"),
      Entry(3, "Timeout", "timed out"),
      Entry(4, "TrunkTerm", "trunk ended"),
      Entry(5, "TrunkForbidden", "trunk forbidden"),
      Entry(6, "Throttle", "throttled"),
    ])

  package static let busyLampFieldStatus = ValueNames(
    "BusyLampFieldStatus",
    [
      Entry(0, "Unknown", "unknown"),
      Entry(1, "Idle", "idle"),
      Entry(2, "InUse", "in use"),
      Entry(3, "DoNotDisturb", "do not disturb"),
      Entry(4, "Alerting", "ringing"),
    ])

  package static let mwiNotificationResult = ValueNames(
    "MwiNotificationResult",
    [
      Entry(Success.ok, "Ok", "ok"),
      Entry(1, "GeneralError", "general error"),
      Entry(2, "RequestRejected", "rejected"),
      Entry(3, "VmCountOutOfBounds", "voicemail count out of bounds"),
      Entry(4, "FaxCountOutOfBounds", "fax count out of bounds"),
      Entry(5, "InvalidPriorityVmCount", "invalid priority voicemail count"),
      Entry(6, "InvalidPriorityFaxCount", "invalid priority fax count"),
    ])

  package static let sequenceFlag = ValueNames(
    "SequenceFlag",
    [
      Entry(SequenceFlag.first, "First", "first part"),
      Entry(SequenceFlag.more, "More", "middle part"),
      Entry(2, "Last", "last part"),
    ])

  /// What becomes of the counters once they are reported.
  package static let statsProcessing = ValueNames(
    "StatsProcessingType",
    [Entry(0, "clearStats", "clear"), Entry(1, "doNotClearStats", "keep")])
}
