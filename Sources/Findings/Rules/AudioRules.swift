import Story

/// Rules about the audio itself, and what phones report of it.
extension FindingRule {
  static let audioAbsent = FindingRule(
    "rtp-absent", .error, "no audio though both ends were told to send",
    evidence: "a call with orders for both directions, and no packet of either",
    guards: """
      a note unless both phones were heard in all their other calls, three at least, and audio \
      between others of their networks (/24, or /64) was heard; silent where the capture holds no audio
      """,
    thresholds: [
      Threshold("limit", 3, .seconds, "time that both directions are in order"),
      Threshold("calls", 3, .count, "other calls in which each phone was heard"),
    ],
    causes: ["a firewall", "the audio takes a way that the capture does not see"],
    checks: ["Is the way between the two phones open for UDP?"])
  static let audioOneWay = FindingRule(
    "rtp-one-way", .error, "audio in one direction only",
    evidence: "packets that a phone hears, and none of it, though it was told to send",
    guards: "silent where bytes of the silent phone's connection are missing during the call",
    thresholds: [
      Threshold("limit", 3, .seconds, "time that both directions are in order"),
      Threshold("packets", 50, .count, "packets of the direction that is heard"),
    ],
    causes: ["routing or a firewall in one direction", "address translation"],
    checks: ["Can the phone that is not heard reach the other's address and port?"])
  static let audioWrongTarget = FindingRule(
    "rtp-wrong-target", .error, "audio goes elsewhere than ordered",
    evidence: "packets from the phone's port to another address than the order names",
    guards: "silent where packets go to the ordered address, too",
    thresholds: [Threshold("packets", 50, .count, "packets")],
    causes: ["address translation", "firmware"],
    checks: ["Whose is the address that the audio goes to?"])
  static let audioPayload = FindingRule(
    "rtp-payload", .warning, "audio in another codec than ordered",
    evidence: "the RTP payload type is that of another codec",
    guards: "silent for dynamic types, DTMF, comfort noise and encrypted audio",
    causes: ["the two ends have different ideas of the codec"],
    checks: ["What does the other end expect?"])
  static let audioLoss = FindingRule(
    "rtp-loss", .warning, "audio packets are missing",
    evidence: "gaps in the RTP sequence numbers",
    guards: "silent below 200 packets; drops of the capture itself look the same",
    thresholds: [
      Threshold("warning", 1, .percent, "loss"),
      Threshold("error", 5, .percent, "loss that is an error"),
      Threshold("packets", 200, .count, "packets"),
      Threshold("lost", 5, .count, "missing packets: fewer are chance"),
    ],
    causes: ["congestion", "missing priority of voice", "a bad cable or radio"],
    checks: ["Do other streams on the same way lose packets, too?"])
  static let reportedLoss = FindingRule(
    "stats-loss", .warning, "phone lost audio packets",
    evidence: "ConnectionStatisticsRes reports lost packets",
    guards: "silent below 100 packets, and for impossible numbers",
    thresholds: [
      Threshold("warning", 1, .percent, "loss"),
      Threshold("error", 5, .percent, "loss that is an error"),
      Threshold("packets", 100, .count, "packets"),
      Threshold("lost", 5, .count, "lost packets: fewer are chance"),
    ],
    causes: ["congestion", "missing priority of voice"],
    checks: ["Where on the way are the packets lost?"])
  static let reportedJitter = FindingRule(
    "stats-jitter", .warning, "phone reports much jitter",
    evidence: "ConnectionStatisticsRes",
    thresholds: [Threshold("limit", 30, .milliseconds, "jitter")],
    causes: ["queues on the way"], checks: ["Is voice given priority on the way?"])
  static let reportedLatency = FindingRule(
    "stats-latency", .warning, "phone reports much delay",
    evidence: "ConnectionStatisticsRes",
    thresholds: [Threshold("limit", 150, .milliseconds, "delay")],
    causes: ["a long way or long queues"], checks: ["Which way do the packets take?"])
  static let reportedOneWay = FindingRule(
    "stats-one-way", .error, "phone reports audio in one direction only",
    evidence: "ConnectionStatisticsRes: many packets sent and none received, or the reverse",
    guards: "silent for calls that were short or held",
    thresholds: [
      Threshold("packets", 100, .count, "packets of the one direction"),
      Threshold("limit", 3, .seconds, "time that the call lasted"),
    ],
    causes: ["routing or a firewall in one direction", "address translation"],
    checks: ["Can the phone that is not heard reach the other's address and port?"])
  static let reportedQuality = FindingRule(
    "stats-quality", .warning, "phone reports bad quality",
    evidence: "the quality text of ConnectionStatisticsRes",
    guards: "silent where the phone computed no score",
    thresholds: [
      Threshold("mos", 3.6, .count, "mean opinion score"),
      Threshold("concealed", 3, .percent, "concealed audio"),
      Threshold("seconds", 5, .seconds, "concealed seconds, some of them badly"),
    ],
    causes: ["loss or jitter on the way"], checks: ["Where on the way are packets lost?"])
  static let statisticsMissing = FindingRule(
    "stats-missing", .note, "no call statistics",
    evidence: "ConnectionStatisticsReq without its answer",
    thresholds: [Threshold("limit", 5, .seconds, "time for the answer")])
  static let audioRules = [
    audioAbsent, audioOneWay, audioWrongTarget, audioPayload, audioLoss, reportedLoss,
    reportedJitter, reportedLatency, reportedOneWay, reportedQuality, statisticsMissing,
  ]
}
