/// Lamps, loudspeaker, headset.
extension ValueNames {
  package static let lampMode = ValueNames(
    "LampMode",
    [
      Entry(LampMode.off, "Off", "off"),
      Entry(LampMode.on, "On", "on"),
      Entry(LampMode.wink, "Wink", "wink"),
      Entry(LampMode.flash, "Flash", "flash"),
      Entry(LampMode.blink, "Blink", "blink"),
      Entry(LampMode.hold, "Hold", "hold"),
      Entry(LampMode.ring, "Ring", "ring"),
      Entry(8, "Custom1", "custom 1"),
      Entry(9, "Custom2", "custom 2"),
    ])

  package static let speakerMode = ValueNames(
    "SpeakerMode",
    [Entry(1, "On", "on"), Entry(2, "Off", "off")])

  package static let microphoneMode = ValueNames(
    "MicrophoneMode",
    [Entry(1, "On", "on"), Entry(2, "Off", "off")])

  package static let headsetMode = ValueNames(
    "HeadsetMode",
    [Entry(1, "On", "on"), Entry(2, "Off", "off")])

  package static let mediaPath = ValueNames(
    "MediaPathID",
    [
      Entry(0, "None", "none"),
      Entry(1, "Headset", "headset"),
      Entry(2, "Handset", "handset"),
      Entry(3, "Speaker", "speaker"),
    ])

  package static let mediaPathEvent = ValueNames(
    "MediaPathEvent",
    [Entry(1, "On", "on"), Entry(2, "Off", "off")])

  package static let mediaPathCapabilities = ValueNames(
    "MediaPathCapabilities",
    [
      Entry(1, "Enable", "enabled"),
      Entry(2, "Disable", "disabled"),
      Entry(3, "Monitor", "monitored"),
    ])
}
