// Values of keys, buttons and lamps that the program knows by name; the tables of names have all.

/// What a lamp does.
package enum LampMode: UInt32, Sendable {
  case off = 1
  case on = 2
  case wink = 3
  case flash = 4
  case blink = 5
  case hold = 6
  case ring = 7
}

/// A soft key.
package enum SoftKey: UInt32, Sendable {
  case redial = 1
  case newCall = 2
  case hold = 3
  case transfer = 4
  case forwardAll = 5
  case forwardBusy = 6
  case forwardNoAnswer = 7
  case backSpace = 8
  case endCall = 9
  case resume = 10
  case answer = 11
  case info = 12
  case conference = 13
  case park = 14
  case join = 15
  case meetMe = 16
  case pickUp = 17
  case groupPickUp = 18
  case barge = 21
  case directTransfer = 28
  /// No entry of the catalogue; servers number it like the phrase on the key.
  case conferenceBarge = 81
}

/// A button, or the lamp beside it.
package enum Stimulus: UInt32, Sendable {
  case lastNumberRedial = 1
  case speedDial = 2
  case hold = 3
  case transfer = 4
  case forwardAll = 5
  case line = 9
  case voiceMail = 15
  case feature = 19
  case serviceURL = 20
  case busyLampSpeedDial = 21
  case conference = 125
  case callPark = 126
  case callPickUp = 127
  case groupCallPickUp = 128
  case otherPickup = 135
  case newCall = 137
  case endCall = 138
}

/// What a server makes of a button.
package enum ButtonType: UInt32, Sendable {
  case unused = 0
  case speedDial = 2
  case line = 9
  case busyLampSpeedDial = 21
  case undefined = 255
}
