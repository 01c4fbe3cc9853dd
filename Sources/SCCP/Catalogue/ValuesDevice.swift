// Values of devices that the program knows by name; the tables of names have all.

/// Devices that are no phones.
package enum DeviceType: UInt32, Sendable {
  case analogAccess = 30
  case digitalAccess = 40
  case digitalAccessT1 = 41
  case digitalAccessTitan2 = 42
  case digitalAccessLennon = 43
  case analogAccessElvis = 47
  case vgcGateway = 48
  case conferenceBridge = 50
  case conferenceBridgeYoko = 51
  case conferenceBridgeDixieLand = 52
  case conferenceBridgeSummit = 53
  case h323Gateway = 62
  case musicOnHold = 70
  case softwareMTPDixieLand = 83
  case mediaServer = 84
  case conferenceBridgeFlint = 85
  case conferenceBridgeHetroGen = 86
  case conferenceBridgeAudioVideo = 87
  case conferenceBridgeVideo = 88
  case mediaTerminationPoint = 110
  case mediaTerminationPointYoko = 111
  case mediaTerminationPointDixieLand = 112
  case mediaTerminationPointSummit = 113
  case mgcpStation = 120
  case mgcpTrunk = 121
  case gateKeeper = 122
  case trunk = 125
  case annunciator = 126
  case monitorBridge = 127
  case recorder = 128
  case monitorBridgeYoko = 129
  case sipTrunk = 131
  case sipGateway = 132
  case wsmTrunk = 133
  case remoteDestination = 134
}

/// What a server orders a device to do.
package enum ResetType: UInt32, Sendable {
  case reset = 1
  case restart = 2
  case applyConfiguration = 3
}

/// Why a device signs off.
package enum UnregisterReason: UInt32, Sendable {
  case powerSave = 1
}

/// What a server answers to a sign-off.
package enum UnregisterStatus: UInt32, Sendable {
  case ok = 0
  case error = 1
  case refused = 2
}

/// How bad a device calls what it tells.
package enum AlarmSeverity: UInt32, Sendable {
  case critical = 0
  case major = 7
}

/// Which part of a long text a message has.
package enum SequenceFlag: UInt32, Sendable {
  case first = 0
  case more = 1
}

/// That something was done: many enumerations of results begin so.
package enum Success: UInt32, Sendable {
  case ok = 0
}
