// Phrases of displays that the program knows by name; the tables of names have all.

/// Phrases of DisplayLabels_200.
package enum DisplayLabel200: UInt32, Sendable {
  case tempFail = 35
  case canNotCompleteConference = 38
  case noConferenceBridge = 39
  case canNotHoldPrimaryControl = 40
  case invalidConferenceParticipant = 41
  case inConferenceAlready = 42
  case noParticipantInfo = 43
  case exceedMaximumParties = 44
  case keyIsNotActive = 45
  case errorNoLicense = 46
  case errorDbconfig = 47
  case errorDatabase = 48
  case errorPassLimit = 49
  case errorUnknown = 50
  case errorMismatch = 51
  case notEnoughBandwidth = 55
  case unknownNumber = 56
  case networkCongestionRerouting = 66
  case failedToSetupBarge = 68
  case anotherBargeExists = 69
  case incompatibleDeviceType = 70
  case noParkNumberAvailable = 71
  case serviceIsNotActive = 73
  case highTrafficTryAgainLater = 74
  case canNotCompleteTransfer = 82
  case canNotJoinCalls = 83
  case numberNotConfigured = 85
  case securityError = 86
  case videoBandwidthUnavailable = 87
  case maxCallDurationTimeout = 89
  case maxHoldDurationTimeout = 90
  case parkSlotUnavailable = 94
  case noCallAvailableForPickup = 95
  case noBandwidthAvailableForPickup = 96
  case externalTransferRestricted = 97
  case noLineAvailableForPickup = 98
}

/// Phrases of DisplayLabels_36.
package enum DisplayLabel36: UInt32, Sendable {
  case enterAuthorizationCode = 7
  case enterClientMatterCode = 8
  case cmFallbackServiceOperating = 10
  case maxPhonesExceeded = 11
  case waitingToRehome = 12
  case transferDestinationIsBusy = 16
  case wrongPin = 24
  case pleaseEnterPin = 25
  case setupFailed = 36
  case noResources = 37
  case deviceNotAuthorized = 38
  case cfwdallLoopDetected = 58
  case cfwdallHopsExceeded = 59
  case pickupIsUnavailable = 61
  case conferenceIsUnavailable = 62
  case meetmeIsUnavailable = 63
  case cannotRetrieveParkedCall = 64
  case cannotSendCallToMobile = 65
  case cannotMoveConversation = 68
  case recordingFailed = 80
}
