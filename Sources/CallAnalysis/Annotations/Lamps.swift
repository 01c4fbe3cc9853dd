/// Lights and switches of a phone.
extension AnnotationRule {
  static let lamps = [setLamp, setSpeakerMode, setMicroMode]

  private static let setLamp = AnnotationRule(
    "SetLamp", .lamps, values: "{stimulus}[ {stimulusInstance}]  {lampMode}",
    [
      .lamp(
        9, in: [1], "The lamp of line {stimulusInstance} goes out: the line is free[ ({again})]."),
      .lamp(
        9, in: [2], "The lamp of line {stimulusInstance} is lit: the line is busy[ ({again})]."),
      .lamp(
        9, in: [3, 4],
        "The lamp of line {stimulusInstance} is {lampIs}: a call is on hold[ ({again})]."),
      .lamp(
        9, in: [5], "The lamp of line {stimulusInstance} is blinking: a call rings[ ({again})]."),
      .lamp(15, in: [1], "The message lamp goes out: no message waits[ ({again})]."),
      .lamp(15, in: [2, 3, 4, 5], "The message lamp is {lampIs}: voicemail waits[ ({again})]."),
      .when(
        { $0.isSet(.stimulusInstance) },
        """
        The lamp of {stimulus} button {stimulusInstance}[ (“{buttonLabel}”)] is {lampIs}\
        [ ({again})].
        """),
      .say("The lamp for {stimulus} is {lampIs}[ ({again})]."),
    ])

  private static let setSpeakerMode = AnnotationRule(
    "SetSpeakerMode", .lamps, values: "{speakerMode}",
    [
      .say("The server turns the loudspeaker of the {phone} {speakerMode}.")
    ])

  private static let setMicroMode = AnnotationRule(
    "SetMicroMode", .lamps, values: "{micMode}",
    [.say("The server turns the microphone of the {phone} {micMode}.")])
}
