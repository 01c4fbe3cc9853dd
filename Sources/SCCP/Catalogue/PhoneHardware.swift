/// Tones, ringer, lamps, loudspeaker, headset.
extension MessageDefinition {
  package static let phoneHardware: [MessageDefinition] = [
    startTone, stopTone, setRinger, setLamp, setHookFlashDetect, setSpeakerMode, setMicroMode,
    enunciatorCommand, headsetStatus, mediaPathEvent, mediaPathCapability,
  ]

  package static let startTone = MessageDefinition(
    0x0082, "StartTone", .serverToDevice, .event, .mediaControl,
    meaning: "The server has the device play a tone.",
    [
      .enumeration("tone", .tone),
      .over(
        8,
        [
          .enumeration("tone_output_direction", .toneOutputDirection),
          .uint32("lineInstance"),
          .uint32("callReference"),
        ]),
    ])

  package static let stopTone = MessageDefinition(
    0x0083, "StopTone", .serverToDevice, .event, .mediaControl, layoutFollows: .header,
    meaning: "The server ends the tone.",
    [
      .over(4, [.uint32("lineInstance"), .uint32("callReference")]),
      .since(version: 11, [.over(12, [.enumeration("tone", .tone)])]),
    ])

  package static let setRinger = MessageDefinition(
    0x0085, "SetRinger", .serverToDevice, .event, .callControl,
    meaning: "The server sets the ringer: off, or a way of ringing.",
    [
      .enumeration("ringMode", .ringMode),
      .over(
        8,
        [
          .enumeration("ringDuration", .ringDuration),
          .uint32("lineInstance"),
          .uint32("callReference"),
        ]),
    ])

  package static let setLamp = MessageDefinition(
    0x0086, "SetLamp", .serverToDevice, .event, .callControl,
    meaning: "The server sets the lamp of a button, or the message-waiting lamp.",
    [
      .enumeration("stimulus", .stimulus),
      .uint32("stimulusInstance"),
      .enumeration("lampMode", .lampMode),
    ])

  package static let setHookFlashDetect = MessageDefinition(
    0x0087, "SetHookFlashDetect", .serverToDevice, .event, .callControl,
    meaning: "The server has the device watch for hook flashes.")

  package static let setSpeakerMode = MessageDefinition(
    0x0088, "SetSpeakerMode", .serverToDevice, .event, .callControl,
    meaning: "The server switches the loudspeaker on or off.",
    [.enumeration("speakerMode", .speakerMode)])

  package static let setMicroMode = MessageDefinition(
    0x0089, "SetMicroMode", .serverToDevice, .event, .callControl,
    meaning: "The server switches the microphone on or off.",
    [.enumeration("micMode", .microphoneMode)])

  package static let enunciatorCommand = MessageDefinition(
    0x009c, "EnunciatorCommand", .serverToDevice, .event, .callControl,
    meaning: "The server commands an annunciator; what the body says is unknown.")

  package static let headsetStatus = MessageDefinition(
    0x002b, "HeadsetStatus", .deviceToServer, .event, .callControl,
    meaning: "The user switches the headset on or off.",
    [.enumeration("headsetStatus", .headsetMode)])

  package static let mediaPathEvent = MessageDefinition(
    0x0049, "MediaPathEvent", .deviceToServer, .event, .callControl,
    meaning: "The user takes or leaves the handset, the headset or the loudspeaker.",
    [
      .enumeration("mediaPathID", .mediaPath),
      .enumeration("mediaPathEvent", .mediaPathEvent),
    ])

  package static let mediaPathCapability = MessageDefinition(
    0x004a, "MediaPathCapability", .deviceToServer, .event, .callControl,
    meaning: "The device says which of handset, headset and loudspeaker it can use.",
    [
      .enumeration("mediaPathID", .mediaPath),
      .enumeration("mediaPathCapabilities", .mediaPathCapabilities),
    ])
}
