import SCCP

/// Audio: where it is received, and where it is sent.
extension AnnotationRule {
  static let media = [
    openReceiveChannel, openReceiveChannelAck, closeReceiveChannel, startMediaTransmission,
    startMediaTransmissionAck, stopMediaTransmission, mediaTransmissionFailure,
    startMediaFailureDetection, startMediaReception, stopMediaReception, portReq, portRes,
    portClose,
  ]

  private static let openReceiveChannel = AnnotationRule(
    .openReceiveChannel, .mediaOpen,
    values: "{compressionType}[  {packetTime}][  {cipher}][  call {call}]",
    [
      .say(
        """
        The server has {device} open a port for incoming audio: {compressionType}, although it \
        sends {otherCodec}[, encrypted with {cipher}].
        """),
      .say(
        """
        The server has {device} open a port for incoming audio: {compressionType}\
        [, {packetTime} a packet][, encrypted with {cipher}].
        """),
    ])

  private static let openReceiveChannelAck = AnnotationRule(
    .openReceiveChannelAck, .mediaOpen,
    values: "{mediaAddress}[  {mediaReceptionStatus}][  call {call}]",
    [
      .when({ $0.hasFailed }, "{Device} cannot receive audio: {failure}."),
      .unclear,
      .when(
        { $0.isNowhere },
        """
        {Device} names {mediaAddress} to receive at, which is nowhere: the far end cannot send \
        to it.
        """),
      .when(
        { $0.isElsewhere(.ipAddr) },
        """
        {Device} wants its audio at {mediaAddress} but is seen at {source}; with address \
        translation, audio may get lost.
        """),
      .say("{Device} listens at {mediaAddress}; the far end is to send there[ ({late})]."),
      .say("{Device} is ready to receive audio[ ({late})]."),
    ])

  private static let closeReceiveChannel = AnnotationRule(
    .closeReceiveChannel, .mediaStop, values: "[call {call}][  {portKept}]",
    [
      .oneWay(isSending: true),
      .oneWay(isSending: false),
      .when(
        .portHandlingFlag, .keep,
        "{Phone} stops listening but keeps its port for what comes next, such as a transfer."),
      .say("{Phone} stops listening and gives its port up."),
    ])

  private static let startMediaTransmission = AnnotationRule(
    .startMediaTransmission, .mediaStart,
    values: """
      {mediaAddress}[  {compressionType}][  {packetTime}][  {cipher}][  call {call}]
      """,
    [
      .when(
        { $0.isNowhere },
        "{Device} is to send its audio to {mediaAddress}, which is nowhere: nobody will hear it."),
      .when(
        { $0.isFork && $0.number(.partyDirection) == 1 },
        "A copy of what the user says goes to {mediaAddress}, to record or monitor the call."),
      .when(
        { $0.isFork },
        "A copy of what the far end says goes to {mediaAddress}, to record or monitor the call."),
      .say(
        """
        {Device} is to send its audio to {mediaAddress}: {compressionType}, although it receives \
        {otherCodec}[, encrypted with {cipher}].
        """),
      .say(
        """
        {Device} is to send its audio to {mediaAddress}: {compressionType}\
        [, {packetTime} a packet][, encrypted with {cipher}].
        """),
      .say("{Device} is to send its audio."),
    ])

  private static let startMediaTransmissionAck = AnnotationRule(
    .startMediaTransmissionAck, .mediaStart,
    values: "{mediaAddress}[  {mediaTransmissionStatus}][  call {call}]",
    [
      .when({ $0.hasFailed }, "{Device} cannot send audio: {failure}."),
      .unclear,
      .when({ $0.isNowhere }, "{Device} sends audio[ ({late})]."),
      .say("{Device} sends audio, from {mediaAddress}[ ({late})]."),
      .say("{Device} sends audio[ ({late})]."),
    ])

  private static let stopMediaTransmission = AnnotationRule(
    .stopMediaTransmission, .mediaStop, values: "[call {call}][  {portKept}]",
    [
      .oneWay(isSending: true),
      .oneWay(isSending: false),
      .when(
        .portHandlingFlag, .keep,
        "{Phone} stops sending but keeps its port for what comes next, such as a transfer."),
      .say("{Phone} stops sending audio."),
    ])

  private static let mediaTransmissionFailure = AnnotationRule(
    .mediaTransmissionFailure, .mediaStart,
    values: "{mediaAddress}[  call {call}]",
    [
      .say("{Device} fails to send audio to {mediaAddress}."),
      .say("{Device} fails to send audio."),
    ])

  private static let startMediaFailureDetection = AnnotationRule(
    .startMediaFailureDetection, .mediaStart,
    values: "{compressionType}[  {packetTime}][  call {call}]",
    [.say("{Device} is to raise an alarm if no more audio comes in.")])

  private static let startMediaReception = AnnotationRule(
    .startMediaReception, .mediaOpen, values: "[{compressionType}][  {packetTime}]",
    [
      .say(
        """
        An old server, CallManager 2, has {device} listen for audio at the port it named before\
        [: {compressionType}].
        """)
    ])

  private static let stopMediaReception = AnnotationRule(
    .stopMediaReception, .mediaStop, values: "",
    [.say("An old server, CallManager 2, has {device} stop listening for audio.")])

  private static let portReq = AnnotationRule(
    .portReq, .mediaOpen, values: "[{mediaType}][  call {call}]",
    [
      .when(
        { $0.isSet(.mediaType) },
        "The server asks {device} for a port for {mediaType}, before the call needs it."),
      .say("The server asks {device} for a port, before the call needs it."),
    ])

  private static let portRes = AnnotationRule(
    .portRes, .mediaOpen, values: "{mediaAddress}[  {mediaType}][  call {call}]",
    [
      .when(
        { $0.isSet(.mediaType) },
        "{Device} has set {mediaAddress} aside for {mediaType}[ ({late})]."),
      .say("{Device} has set {mediaAddress} aside[ ({late})]."),
      .say("{Device} has set a port aside[ ({late})]."),
    ])

  private static let portClose = AnnotationRule(
    .portClose, .mediaOpen, values: "[{mediaType}][  call {call}]",
    [
      .when(
        { $0.isSet(.mediaType) },
        "The port that {device} had set aside for {mediaType} is needed no more."),
      .say("The port that {device} had set aside is needed no more."),
    ])
}

extension Record {
  /// Whether a stream is a copy of one party's audio, for a recorder or a supervisor.
  var isFork: Bool {
    number(.mixingMode) == 1 && number(.partyDirection).map { $0 == 1 || $0 == 2 } ?? false
  }
}
