import SCCP

/// Video, data, multicast and side sessions.
extension AnnotationRule {
  static let multimedia = [
    openMultiMediaReceiveChannel, openMultiMediaReceiveChannelAck, closeMultiMediaReceiveChannel,
    startMultiMediaTransmission, startMultiMediaTransmissionAck, stopMultiMediaTransmission,
    miscellaneousCommand, flowControlCommand, flowControlNotify, videoDisplayCommand,
  ]

  static let streams = [
    startMulticastMediaReception, multicastMediaReceptionAck, startMulticastMediaTransmission,
    stopMulticastMediaReception, stopMulticastMediaTransmission, startSessionTransmission,
    stopSessionTransmission,
  ]

  private static let openMultiMediaReceiveChannel = AnnotationRule(
    .openMultiMediaReceiveChannel, .mediaOpen,
    values: "{compressionType}[  {cipher}][  call {call}]",
    [
      .say(
        """
        The server has {device} open a port for incoming {medium}: {compressionType}\
        [, encrypted with {cipher}].
        """)
    ])

  private static let openMultiMediaReceiveChannelAck = AnnotationRule(
    .openMultiMediaReceiveChannelAck, .mediaOpen,
    values: "{mediaAddress}[  {multimediaReceptionStatus}][  call {call}]",
    [
      .when({ $0.hasFailed }, "{Device} cannot receive that stream: {failure}."),
      .unclear,
      .when(
        { $0.isNowhere },
        "{Device} names {mediaAddress} for that stream, which is nowhere: it cannot arrive."),
      .say("{Device} waits for that stream at {mediaAddress}[ ({late})]."),
      .say("{Device} waits for that stream[ ({late})]."),
    ])

  private static let closeMultiMediaReceiveChannel = AnnotationRule(
    .closeMultiMediaReceiveChannel, .mediaStop,
    values: "[call {call}][  {portKept}]",
    [
      .when(.portHandlingFlag, .keep, "{Device} takes no more video or data, but keeps the port."),
      .say("{Device} takes no more video or data in."),
    ])

  private static let startMultiMediaTransmission = AnnotationRule(
    .startMultiMediaTransmission, .mediaStart,
    values: "{mediaAddress}[  {compressionType}][  {cipher}][  call {call}]",
    [
      .when(
        { $0.isNowhere },
        "{Device} is to send {medium} to {mediaAddress}, which is nowhere: nobody gets it."),
      .say(
        """
        {Device} is to send {medium} to {mediaAddress}: {compressionType}\
        [, encrypted with {cipher}].
        """),
    ])

  private static let startMultiMediaTransmissionAck = AnnotationRule(
    .startMultiMediaTransmissionAck, .mediaStart,
    values: "{mediaAddress}[  {multimediaTransmissionStatus}][  call {call}]",
    [
      .when({ $0.hasFailed }, "{Device} cannot send that stream: {failure}."),
      .unclear,
      .when({ $0.isNowhere }, "{Device} sends that stream[ ({late})]."),
      .say("{Device} sends that stream, from {mediaAddress}[ ({late})]."),
      .say("{Device} sends that stream[ ({late})]."),
    ])

  private static let stopMultiMediaTransmission = AnnotationRule(
    .stopMultiMediaTransmission, .mediaStop,
    values: "[call {call}][  {portKept}]",
    [
      .when(.portHandlingFlag, .keep, "{Device} sends no more video or data, but keeps the port."),
      .say("{Device} sends no more video or data."),
    ])

  private static let miscellaneousCommand = AnnotationRule(
    .miscellaneousCommand, .videoControl, values: "{command}[  call {call}]",
    [
      .when(.command, .freezePicture, "The picture of the video is to stand still."),
      .when(
        .command, in: [.fastUpdatePicture, .fastUpdateGOB, .fastUpdateMB],
        "A receiver of the video has lost track and needs a fresh picture ({command})."),
      .when(
        .command, in: [.lostPicture, .lostPartialPicture],
        "Parts of the video did not arrive ({command})."),
      .say("A wish about the video: {command}."),
    ])

  private static let flowControlCommand = flowControl(.flowControlCommand)
  private static let flowControlNotify = flowControl(.flowControlNotify)

  /// The rule for a limit on video.
  private static func flowControl(_ message: MessageDefinition) -> AnnotationRule {
    AnnotationRule(
      message, .videoControl, values: "{maximumBitRate}[  call {call}]",
      [.say("The video may have a bit rate of {maximumBitRate} at most, in the server's unit.")])
  }

  private static let videoDisplayCommand = AnnotationRule(
    .videoDisplayCommand, .videoControl, values: "layout {layoutID}[  call {call}]",
    [.say("The parts of the video are to be arranged as in layout {layoutID}.")])

  private static let startMulticastMediaReception = AnnotationRule(
    .startMulticastMediaReception, .multicast,
    values: "{mediaAddress}[  {compressionType}][  call {call}]",
    [
      .say("{Device} is to listen to the group {mediaAddress}, as for music on hold or paging."),
      .say("{Device} is to listen to a multicast group, as for music on hold or paging."),
    ])

  private static let multicastMediaReceptionAck = AnnotationRule(
    .multicastMediaReceptionAck, .multicast,
    values: "{multicastReceptionStatus}[  call {call}]",
    [
      .when(.multicastReceptionStatus, .ok, "{Device} listens to the multicast group[ ({late})]."),
      .when(
        { $0.isSet(.multicastReceptionStatus) },
        "{Device} cannot listen to the multicast group."),
      .say("{Device} answers with a status that there cannot be."),
    ])

  private static let startMulticastMediaTransmission = AnnotationRule(
    .startMulticastMediaTransmission, .multicast,
    values: "{mediaAddress}[  {compressionType}][  call {call}]",
    [
      .say("{Device} is to send audio to all who listen to the group {mediaAddress}."),
      .say("{Device} is to send audio to a multicast group."),
    ])

  private static let stopMulticastMediaReception = AnnotationRule(
    .stopMulticastMediaReception, .multicast, values: "[call {call}]",
    [.say("{Device} leaves the multicast group that it listened to.")])

  private static let stopMulticastMediaTransmission = AnnotationRule(
    .stopMulticastMediaTransmission, .multicast, values: "[call {call}]",
    [.say("{Device} sends no more to the multicast group.")])

  private static let startSessionTransmission = AnnotationRule(
    .startSessionTransmission, .session, values: "{sessionType}[  {remoteIpAddr}]",
    [
      .say("Beside the call, a session for {sessionType} begins[ with {remoteIpAddr}].")
    ])

  private static let stopSessionTransmission = AnnotationRule(
    .stopSessionTransmission, .session, values: "{sessionType}[  {remoteIpAddr}]",
    [.say("The session for {sessionType}[ with {remoteIpAddr}] is over.")])
}
