/// A field whose numbers are values of an enumeration that the program knows by name.
package struct NamedField<Value>: Sendable where Value: RawRepresentable<UInt32> {
  package let name: FieldName

  package init(_ name: FieldName) {
    self.name = name
  }
}

extension Message {
  /// The value of the first field of this name; nil where there is none, or one without a name.
  package func value<Value>(_ field: NamedField<Value>) -> Value? {
    guard let number = number(field.name) else { return nil }
    return Value(rawValue: number)
  }
}

extension NamedField<CallType> {
  package static var callType: NamedField { NamedField(.callType) }
}

extension NamedField<CallHistoryDisposition> {
  package static var callHistoryDisposition: NamedField { NamedField(.callHistoryDisposition) }
}

extension NamedField<CallSecurityStatus> {
  package static var callSecurityStatus: NamedField { NamedField(.callSecurityStatus) }
}

extension NamedField<RecordingStatus> {
  package static var recordingStatus: NamedField { NamedField(.recordingStatus) }
}

extension NamedField<Tone> {
  package static var tone: NamedField { NamedField(.tone) }
}

extension NamedField<RingMode> {
  package static var ringMode: NamedField { NamedField(.ringMode) }
}

extension NamedField<RingDuration> {
  package static var ringDuration: NamedField { NamedField(.ringDuration) }
}

extension NamedField<LampMode> {
  package static var lampMode: NamedField { NamedField(.lampMode) }
}

extension NamedField<SoftKey> {
  package static var softKeyEvent: NamedField { NamedField(.softKeyEvent) }
}

extension NamedField<Stimulus> {
  package static var stimulus: NamedField { NamedField(.stimulus) }
}

extension NamedField<ButtonType> {
  package static var buttonDefinition: NamedField { NamedField(.buttonDefinition) }
  package static var featureID: NamedField { NamedField(.featureID) }
}

extension NamedField<DeviceType> {
  package static var deviceType: NamedField { NamedField(.deviceType) }
}

extension NamedField<ResetType> {
  package static var resetType: NamedField { NamedField(.resetType) }
}

extension NamedField<UnregisterReason> {
  package static var unRegReasonCode: NamedField { NamedField(.unRegReasonCode) }
}

extension NamedField<UnregisterStatus> {
  package static var status: NamedField { NamedField(.status) }
}

extension NamedField<AlarmSeverity> {
  package static var alarmSeverity: NamedField { NamedField(.alarmSeverity) }
}

extension NamedField<SequenceFlag> {
  package static var sequenceFlag: NamedField { NamedField(.sequenceFlag) }
}

extension NamedField<PayloadType> {
  package static var compressionType: NamedField { NamedField(.compressionType) }
  package static var payloadCapability: NamedField { NamedField(.payloadCapability) }
}

extension NamedField<MediaStatus> {
  package static var mediaReceptionStatus: NamedField { NamedField(.mediaReceptionStatus) }
  package static var mediaTransmissionStatus: NamedField { NamedField(.mediaTransmissionStatus) }
  package static var multimediaReceptionStatus: NamedField {
    NamedField(.multimediaReceptionStatus)
  }
  package static var multimediaTransmissionStatus: NamedField {
    NamedField(.multimediaTransmissionStatus)
  }
}

extension NamedField<PortHandling> {
  package static var portHandlingFlag: NamedField { NamedField(.portHandlingFlag) }
}

extension NamedField<MiscellaneousCommand> {
  package static var command: NamedField { NamedField(.command) }
}

extension NamedField<ResourceType> {
  package static var resourceType: NamedField { NamedField(.resourceType) }
}

extension NamedField<CallState> {
  package static var callState: NamedField { NamedField(.callState) }
}

extension NamedField<Success> {
  package static var createConferenceResult: NamedField { NamedField(.createConferenceResult) }
  package static var deleteConferenceResult: NamedField { NamedField(.deleteConferenceResult) }
  package static var modifyConferenceResult: NamedField { NamedField(.modifyConferenceResult) }
  package static var addParticipantResult: NamedField { NamedField(.addParticipantResult) }
  package static var auditParticipantResult: NamedField { NamedField(.auditParticipantResult) }
  package static var announcementStatus: NamedField { NamedField(.announcementStatus) }
  package static var cause: NamedField { NamedField(.cause) }
  package static var mwiNotificationResult: NamedField { NamedField(.mwiNotificationResult) }
  package static var multicastReceptionStatus: NamedField { NamedField(.multicastReceptionStatus) }
}
