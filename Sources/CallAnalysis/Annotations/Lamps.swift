import SCCP

/// Lights and switches of a phone.
extension AnnotationRule {
  static let lamps = [setLamp, setSpeakerMode, setMicroMode]

  private static let setLamp = AnnotationRule(
    .setLamp, .lamps, values: "{stimulus}[ {stimulusInstance}]  {lampMode}",
    [
      .lamp(
        .line, in: [.off],
        "The lamp of line {stimulusInstance} goes out: the line is free[ ({again})]."),
      .lamp(
        .line, in: [.on],
        "The lamp of line {stimulusInstance} is lit: the line is busy[ ({again})]."),
      .lamp(
        .line, in: [.wink, .flash],
        "The lamp of line {stimulusInstance} is {lampIs}: a call is on hold[ ({again})]."),
      .lamp(
        .line, in: [.blink],
        "The lamp of line {stimulusInstance} is blinking: a call rings[ ({again})]."),
      .lamp(.voiceMail, in: [.off], "The message lamp goes out: no message waits[ ({again})]."),
      .lamp(
        .voiceMail, in: [.on, .wink, .flash, .blink],
        "The message lamp is {lampIs}: voicemail waits[ ({again})]."),
      .when(
        { $0.isSet(.stimulusInstance) },
        """
        The lamp of {stimulus} button {stimulusInstance}[ (“{buttonLabel}”)] is {lampIs}\
        [ ({again})].
        """),
      .say("The lamp for {stimulus} is {lampIs}[ ({again})]."),
    ])

  private static let setSpeakerMode = AnnotationRule(
    .setSpeakerMode, .lamps, values: "{speakerMode}",
    [
      .say("The server turns the loudspeaker of the {phone} {speakerMode}.")
    ])

  private static let setMicroMode = AnnotationRule(
    .setMicroMode, .lamps, values: "{micMode}",
    [.say("The server turns the microphone of the {phone} {micMode}.")])
}
