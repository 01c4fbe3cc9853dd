import SCCP

/// How a device comes to be registered, and stays so.
extension AnnotationRule {
  static let registration = [
    registerReq, registerAck, registerReject, registerTokenReq, registerTokenAck,
    registerTokenReject, spcpRegisterTokenReq, spcpRegisterTokenAck, spcpRegisterTokenReject,
    keepAliveReq, keepAliveAck,
  ]

  private static let registerReq = AnnotationRule(
    .registerReq, .registrationRequest,
    values: "{DeviceName}[  {model}][  {stationAddress}][  protocol {protocolVer}]",
    [
      .when(
        { $0.hasRunningStreams && $0.circumstances?.facts.keptCall ?? false },
        """
        {DeviceName} ({model}) asks to register while audio still runs: it kept its call \
        through the time without a server.
        """),
      .when(
        { $0.isRepetition },
        "{DeviceName} asks once more to be registered; the server has not answered yet."),
      .say(
        """
        {DeviceName} asks to register from {source} while its connection from {otherAddress} is \
        still open: it moved, or two devices have one name.
        """),
      .when(
        { $0.isElsewhere(.stationIpAddr) },
        """
        {DeviceName} ({model}) asks to register as {stationAddress} but sends from {source}: \
        address translation, or a second interface.
        """),
      .when(
        { $0.isNoPhone },
        """
        {DeviceName} ({model}) wants to be registered[ from {stationAddress}]\
        [; it has room for {maxStreams:media stream}].
        """),
      .when(
        { $0.hasRunningStreams },
        """
        {DeviceName} ({model}, {stationAddress}) asks to register and reports \
        {activeStreams:active audio stream}.
        """),
      .say(
        """
        {DeviceName} ({model}, {stationAddress}) asks to register and offers protocol version \
        {protocolVer}.[ It runs firmware {firmwareLoadName}.]
        """),
      .say(
        """
        {DeviceName} ({model}) wants to be registered from {stationAddress}, in the old \
        short form without a protocol version.
        """),
      .say("{DeviceName} asks the server to be registered."),
      .say("{Phone} asks the server to be registered, but gives no name."),
    ])

  private static let registerAck = AnnotationRule(
    .registerAck, .registrationAccepted,
    values: """
      [keepalive {keepAliveInterval} s][  backup {secondaryKeepAliveInterval} s]\
      [  protocol {maxProtocolVer}]
      """,
    [
      .when(
        { record in
          guard let offered = record.profile.facts.offeredVersion else { return false }
          return record.number(.maxProtocolVer).map { $0 < offered } ?? false
        },
        """
        The server accepts {device} but speaks version {maxProtocolVer} at most, so messages take \
        older layouts. A keepalive is due every {keepAliveInterval} s[ ({late})].
        """),
      .when(
        { $0.isSet(.maxProtocolVer) && $0.isSet(.secondaryKeepAliveInterval) },
        """
        The server accepts {device}. Keepalives are due every {keepAliveInterval} s, at the \
        backup server every {secondaryKeepAliveInterval} s[ ({late})].
        """),
      .when(
        { $0.isSet(.maxProtocolVer) },
        "The server accepts {device}; a keepalive is due every {keepAliveInterval} s[ ({late})]."),
      .say(
        """
        The server accepts {device} with the short answer of old call managers; a keepalive is \
        due every {keepAliveInterval} s[ ({late})].
        """),
      .say("The server accepts {device}[ ({late})]."),
    ])

  private static let registerReject = AnnotationRule(
    .registerReject, .registrationRejected, values: "[“{text}”]",
    [
      .say("The server refuses {device}: “{text}”. {rejectHint}"),
      .say("The server refuses {device}: “{text}”."),
      .say("The server refuses {device} and gives no reason."),
    ])

  private static let registerTokenReq = AnnotationRule(
    .registerTokenReq, .token, values: "{DeviceName}[  {model}][  {stationAddress}]",
    [
      .say(
        """
        {DeviceName} lives on a backup server and would like to come back to this one, which it \
        prefers.
        """),
      .say("{Phone} lives on a backup server and would like to come back to this one."),
    ])

  private static let registerTokenAck = AnnotationRule(
    .registerTokenAck, .token,
    [.say("The server has room: {device} moves over once it has no call[ ({late})].")])

  private static let registerTokenReject = AnnotationRule(
    .registerTokenReject, .token, values: "[wait {waitTimeBeforeNextReq} s]",
    [
      .say(
        """
        The server cannot take {device} back yet; the next request may come after \
        {waitTimeBeforeNextReq} s.
        """),
      .say("The server cannot take {device} back yet."),
    ])

  private static let spcpRegisterTokenReq = AnnotationRule(
    .spcpRegisterTokenReq, .token, values: "{DeviceName}[  {model}][  {stationAddress}]",
    [
      .say(
        "{DeviceName} asks whether it may register, as small-business phones do each time."),
      .say("{Phone} asks whether it may register, as small-business phones do each time."),
    ])

  private static let spcpRegisterTokenAck = AnnotationRule(
    .spcpRegisterTokenAck, .token, values: "",
    [.say("The server lets {device} register now[ ({late})].")])

  private static let spcpRegisterTokenReject = AnnotationRule(
    .spcpRegisterTokenReject, .token, values: "[wait {waitTimeBeforeNextReq} s]",
    [
      .say(
        """
        The server does not let {device} register yet; the next request may come after \
        {waitTimeBeforeNextReq} s.
        """),
      .say("The server does not let {device} register yet."),
    ])

  private static let keepAliveReq = AnnotationRule(
    .keepAliveReq, .keepAlive,
    [
      .when(
        { !$0.profile.facts.hasRegisterRequest },
        """
        {Phone} shows that it is alive. No registration is seen here: this may be its standby \
        link, or the capture began late.
        """),
      .say("{Device} shows that it is still there[, as it must every {reportInterval} s]."),
    ])

  private static let keepAliveAck = AnnotationRule(
    .keepAliveAck, .keepAlive,
    [
      .when(
        { $0.isLate },
        "The server answers the keepalive only after {delay}: it, or the path to it, is slow."),
      .say("The server answers within {delay}: it is there as well."),
      .say("The server answers: it is there as well."),
    ])
}

extension Record {
  /// Whether a device reports audio streams that it has not ended.
  fileprivate var hasRunningStreams: Bool {
    let maximumStreams: UInt32 = 999
    return (1...maximumStreams).contains(number(.activeStreams) ?? 0)
  }
}
