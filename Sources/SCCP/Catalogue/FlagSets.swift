/// Numbers whose bits have names.
extension FlagNames {
  /// Features of a device, or of a server; only the named ones are known.
  package static let phoneFeatures = FlagNames(
    "phoneFeatures",
    [
      Entry(0x0001, "Bit1"),
      Entry(0x0002, "PortRequest"),
      Entry(0x0004, "Bit3"),
      Entry(0x0008, "Bit4"),
      Entry(0x0010, "UTF8"),
      Entry(0x0020, "Bit6"),
      Entry(0x0040, "Bit7"),
      Entry(0x0080, "Bit8"),
      Entry(0x0100, "DynamicMessages"),
      Entry(0x0200, "Bit10"),
      Entry(0x0400, "RFC2833"),
      Entry(0x0800, "Bit12"),
      Entry(0x1000, "InternalMedia"),
      Entry(0x2000, "Bit14"),
      Entry(0x4000, "Bit15"),
      Entry(0x8000, "AbbrevDial"),
    ])

  /// Names and numbers that may not be shown.
  package static let partyRestrictions = FlagNames(
    "partyPIRestrictionBits",
    [
      Entry(0x0000_0001, "CallingPartyName"),
      Entry(0x0000_0002, "CallingPartyNumber"),
      Entry(0x0000_0003, "CallingParty"),
      Entry(0x0000_0004, "CalledPartyName"),
      Entry(0x0000_0008, "CalledPartyNumber"),
      Entry(0x0000_000c, "CalledParty"),
      Entry(0x0000_0010, "OriginalCalledPartyName"),
      Entry(0x0000_0020, "OriginalCalledPartyNumber"),
      Entry(0x0000_0030, "OriginalCalledParty"),
      Entry(0x0000_0040, "LastRedirectPartyName"),
      Entry(0x0000_0080, "LastRedirectPartyNumber"),
      Entry(0x0000_00c0, "LastRedirectParty"),
      Entry(0xffff_ff00, "BitsReserved"),
    ])

  /// Positions in the chosen soft key set that are active.
  package static let softKeyMask = FlagNames(
    "validKeyMask",
    [
      Entry(0x0001, "SoftKey1"),
      Entry(0x0002, "SoftKey2"),
      Entry(0x0004, "SoftKey3"),
      Entry(0x0008, "SoftKey4"),
      Entry(0x0010, "SoftKey5"),
      Entry(0x0020, "SoftKey6"),
      Entry(0x0040, "SoftKey7"),
      Entry(0x0080, "SoftKey8"),
      Entry(0x0100, "SoftKey9"),
      Entry(0x0200, "SoftKey10"),
      Entry(0x0400, "SoftKey11"),
      Entry(0x0800, "SoftKey12"),
      Entry(0x1000, "SoftKey13"),
      Entry(0x2000, "SoftKey14"),
      Entry(0x4000, "SoftKey15"),
      Entry(0x8000, "SoftKey16"),
    ])

  /// What a line shows about a call.
  package static let lineType = FlagNames(
    "lineType",
    [
      Entry(0x01, "Originally Dialed"),
      Entry(0x02, "Redirected Dialed"),
      Entry(0x04, "CallingNum"),
      Entry(0x08, "CallingName"),
    ])

  /// Options of an H.263 codec; which is which is not known.
  package static let h263Capability = FlagNames(
    "h263_capability_bitfield",
    [
      Entry(0x0000_0001, "Bit1"),
      Entry(0x0000_0002, "Bit2"),
      Entry(0x0000_0004, "Bit3"),
      Entry(0x0000_0008, "Bit4"),
      Entry(0x0000_0010, "Bit5"),
      Entry(0x0000_0020, "Bit6"),
      Entry(0x0000_0040, "Bit7"),
      Entry(0x0000_0080, "Bit8"),
      Entry(0x0000_0100, "Bit9"),
      Entry(0x0000_0200, "Bit10"),
      Entry(0x0000_0400, "Bit11"),
      Entry(0x0000_0800, "Bit12"),
      Entry(0x0000_1000, "Bit13"),
      Entry(0x0000_2000, "Bit14"),
      Entry(0x0000_4000, "Bit14"),
      Entry(0x0000_8000, "Bit15"),
      Entry(0x0001_0000, "Bit17"),
      Entry(0x0002_0000, "Bit18"),
      Entry(0x0004_0000, "Bit19"),
      Entry(0x0008_0000, "Bit20"),
      Entry(0x0010_0000, "Bit21"),
      Entry(0x0020_0000, "Bit22"),
      Entry(0x0040_0000, "Bit23"),
      Entry(0x0080_0000, "Bit24"),
      Entry(0x0100_0000, "Bit25"),
      Entry(0x0200_0000, "Bit26"),
      Entry(0x0400_0000, "Bit27"),
      Entry(0x0800_0000, "Bit28"),
      Entry(0x1000_0000, "Bit29"),
      Entry(0x2000_0000, "Bit30"),
      Entry(0x4000_0000, "Bit31"),
      Entry(0x8000_0000, "Bit32"),
    ])
}
