// Values of media streams that the program knows by name; the tables of names have all.

/// A codec.
package enum PayloadType: UInt32, Sendable {
  case noCodec = 0
  case nonStandard = 1
  case g711ALaw64k = 2
  case g711ALaw56k = 3
  case g711MuLaw64k = 4
  case g711MuLaw56k = 5
  case g722At64k = 6
  case g722At56k = 7
  case g722At48k = 8
  case g729 = 11
  case g729AnnexA = 12
  case g729AnnexB = 15
  case g729AnnexAAndB = 16
  case wideband256k = 25
  case g7221At32k = 40
  case g7221At24k = 41
  case activeVoice = 81
  case g729BAlternate = 85
  case isac = 89
  case opus = 90
  case amrWideband = 98
  case h261 = 100
  case h263 = 101
  case vieo = 102
  case h264 = 103
  case h264SVC = 104
  case h265 = 109
  case h264UC = 110
  case h264FEC = 115
  case rfc2833Dynamic = 257
  case rfc2833InBand = 261
}

/// How opening a stream ended.
package enum MediaStatus: UInt32, Sendable {
  case ok = 0
  case unknown = 1
  case notEnoughChannels = 2
  case codecTooComplex = 3
  case invalidParty = 4
  case invalidCall = 5
  case invalidCodec = 6
  case invalidPacketSize = 7
  case outOfSockets = 8
  case coderFailed = 9
  case invalidPayloadType = 10
  case addressTypeUnavailable = 11
  case deviceOnHook = 12
  case onHook = 255
}

/// Whether a port stays open when its stream ends.
package enum PortHandling: UInt32, Sendable {
  case keep = 1
}

/// What the receiver of video asks of its sender.
package enum MiscellaneousCommand: UInt32, Sendable {
  case freezePicture = 0
  case fastUpdatePicture = 1
  case fastUpdateGOB = 2
  case fastUpdateMB = 3
  case lostPicture = 4
  case lostPartialPicture = 5
}

/// What a conference resource is for.
package enum ResourceType: UInt32, Sendable {
  case ivr = 1
}
