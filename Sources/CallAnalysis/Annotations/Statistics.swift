import SCCP

/// How well the audio of a call went.
extension AnnotationRule {
  static let statistics = [connectionStatisticsReq, connectionStatisticsRes]

  private static let connectionStatisticsReq = AnnotationRule(
    .connectionStatisticsReq, .statistics, values: "[call {call}]",
    [.say("The server collects packet counts and audio quality, as it does when a call ends.")])

  private static let connectionStatisticsRes = AnnotationRule(
    .connectionStatisticsRes, .statistics,
    values: """
      [{numberPacketsSent} sent][  {numberPacketsReceived} received][  {numberPacketsLost} lost]\
      [  jitter {jitter} ms][  MOS {mos}]
      """,
    [
      .when(
        { $0.isZero(.numberPacketsSent) && $0.isZero(.numberPacketsReceived) },
        "Not one packet of audio went either way."),
      .when(
        { $0.isZero(.numberPacketsReceived) },
        "Audio went one way only: {device} sent {numberPacketsSent:packet} and received none."),
      .when(
        { $0.isZero(.numberPacketsSent) },
        "Audio went one way only: {device} received {numberPacketsReceived:packet}, sent none."),
      .when(
        { $0.isPoor },
        """
        The audio that {device} received was poor: {lossPercent} % lost[, jitter {jitter} ms]\
        [, quality {mos} of 5].
        """),
      .say(
        """
        The audio that {device} received was good: {lossPercent} % lost[, jitter {jitter} ms]\
        [, quality {mos} of 5].
        """),
      .say(
        """
        {Device} sent {numberPacketsSent:packet} and received {numberPacketsReceived}\
        [; the quality was {mos} of 5].
        """),
      .say("{Device} reports on the audio of the call."),
    ])
}

extension Record {
  /// Whether a listener noticed: one packet of a hundred lost, 30 ms of jitter, or an opinion score
  /// below 3.6. Loss and jitter count only where there were packets enough for a share of them.
  fileprivate var isPoor: Bool {
    if let score = meanOpinionTenths, score < 36 { return true }
    guard let lostPerMille else { return false }
    return lostPerMille >= 10 || (number(.jitter) ?? 0) >= 30
  }
}
