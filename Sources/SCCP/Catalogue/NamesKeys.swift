/// Keypad and soft keys.
extension ValueNames {
  package static let keypadButton = ValueNames(
    "KeyPadButton",
    [
      Entry(0, "Zero", "0"),
      Entry(1, "One", "1"),
      Entry(2, "Two", "2"),
      Entry(3, "Three", "3"),
      Entry(4, "Four", "4"),
      Entry(5, "Five", "5"),
      Entry(6, "Six", "6"),
      Entry(7, "Seven", "7"),
      Entry(8, "Eight", "8"),
      Entry(9, "Nine", "9"),
      Entry(10, "A"),
      Entry(11, "B"),
      Entry(12, "C"),
      Entry(13, "D"),
      Entry(14, "Star", "*"),
      Entry(15, "Pound", "#"),
      Entry(16, "Plus", "+"),
    ])

  /// The same keys, in one character.
  package static let keypadButtonShort = ValueNames(
    "KeyPadButton_short",
    [
      Entry(0, "0"),
      Entry(1, "1"),
      Entry(2, "2"),
      Entry(3, "3"),
      Entry(4, "4"),
      Entry(5, "5"),
      Entry(6, "6"),
      Entry(7, "7"),
      Entry(8, "8"),
      Entry(9, "9"),
      Entry(10, "A"),
      Entry(11, "B"),
      Entry(12, "C"),
      Entry(13, "D"),
      Entry(14, "*"),
      Entry(15, "#"),
      Entry(16, "+"),
    ])

  /// Up to 18 the same everywhere; above, these are CUCM's.
  package static let softKeyEvent = ValueNames(
    "SoftKeyEvent",
    [
      Entry(SoftKey.redial, "Redial"),
      Entry(SoftKey.newCall, "NewCall"),
      Entry(SoftKey.hold, "Hold"),
      Entry(SoftKey.transfer, "Transfer"),
      Entry(SoftKey.forwardAll, "CfwdAll"),
      Entry(SoftKey.forwardBusy, "CfwdBusy"),
      Entry(SoftKey.forwardNoAnswer, "CfwdNoAnswer"),
      Entry(SoftKey.backSpace, "BackSpace"),
      Entry(SoftKey.endCall, "EndCall"),
      Entry(SoftKey.resume, "Resume"),
      Entry(SoftKey.answer, "Answer"),
      Entry(SoftKey.info, "Info"),
      Entry(SoftKey.conference, "Confrn"),
      Entry(SoftKey.park, "Park"),
      Entry(SoftKey.join, "Join"),
      Entry(SoftKey.meetMe, "MeetMe"),
      Entry(SoftKey.pickUp, "PickUp"),
      Entry(SoftKey.groupPickUp, "GrpPickup"),
      Entry(19, "RmLstC"),
      Entry(SoftKey.barge, "Barge"),
      Entry(SoftKey.directTransfer, "DirTrfr"),
      Entry(29, "Select"),
      Entry(30, "ConfList"),
      Entry(33, "VidMode"),
    ])

  /// The soft key event plus 300.
  package static let softKeyInfoIndex = ValueNames(
    "SoftKeyInfoIndex",
    [
      Entry(0, "None"),
      Entry(301, "Redial"),
      Entry(302, "NewCall"),
      Entry(303, "Hold"),
      Entry(304, "Transfer"),
      Entry(305, "CfwdAll"),
      Entry(306, "CfwdBusy"),
      Entry(307, "CfwdNoAnswer"),
      Entry(308, "BackSpace"),
      Entry(309, "EndCall"),
      Entry(310, "Resume"),
      Entry(311, "Answer"),
      Entry(312, "Info"),
      Entry(313, "Confrn"),
      Entry(314, "Park"),
      Entry(315, "Join"),
      Entry(316, "MeetMe"),
      Entry(317, "PickUp"),
      Entry(318, "GrpPickup"),
      Entry(319, "RmLstC"),
      Entry(321, "Barge"),
      Entry(328, "DirTrfr"),
      Entry(329, "Select"),
      Entry(330, "ConfList"),
      Entry(333, "VidMode"),
    ])

  /// Positions in a SoftKeyTemplateRes have no names of their own.
  package static let softKeyTemplateIndex = ValueNames("SoftKeyTemplateIndex", [])

  package static let softKeySet = ValueNames(
    "SoftKeySet",
    [
      Entry(0, "On Hook", "on hook"),
      Entry(1, "Connected", "connected"),
      Entry(2, "On Hold", "on hold"),
      Entry(3, "Ring In", "ringing in"),
      Entry(4, "Off Hook", "off hook"),
      Entry(5, "Connected Transferable", "connected, transfer possible"),
      Entry(6, "Digits Following", "digits following"),
      Entry(7, "Connected Conference", "connected, conference"),
      Entry(8, "Ring Out", "ringing out"),
      Entry(9, "OffHook with Features", "off hook with features"),
      Entry(10, "In Use Hint", "in-use hint"),
      Entry(11, "On Hook with Stealable Call", "on hook, call can be taken over"),
      Entry(12, "On Hold Conference", "on hold, conference"),
    ])
}
