import Story

/// Rules about the orders for media.
extension FindingRule {
  static let openUnanswered = FindingRule(
    "media-open-unanswered", .error, "phone did not open its receive side",
    evidence: "OpenReceiveChannel, and no acknowledgment within the limit",
    guards: "a warning where it comes late; silent where the order was taken back before",
    thresholds: [
      Threshold("limit", 2, .seconds, "time for the acknowledgment"),
      Threshold("late", 1, .seconds, "time above which an acknowledgment is late"),
    ],
    causes: ["the phone hangs or is out of ports", "the order never reached it"],
    checks: ["Does the phone answer other messages at that time?"])
  static let openFailed = FindingRule(
    "media-open-failed", .error, "phone cannot receive",
    evidence: "the acknowledgment of an order to receive has another status than ok",
    guards: "a note where the phone was on hook by then",
    causes: ["a codec or packet size that the phone does not support", "too little DSP power"],
    checks: ["Which codec and packet size were ordered, and which does the phone support?"])
  static let startFailed = FindingRule(
    "media-start-failed", .error, "phone cannot send",
    evidence: "the acknowledgment of an order to send has another status than ok, or a failure",
    guards: "a note where the phone was on hook by then",
    causes: ["a codec or packet size that the phone does not support", "too little DSP power"],
    checks: ["Which codec and packet size were ordered, and which does the phone support?"])
  static let startUnanswered = FindingRule(
    "media-start-unanswered", .warning, "no confirmation that the phone sends",
    evidence: "StartMediaTransmission without its acknowledgment within the limit",
    guards: "only of devices that acknowledged one before on the connection",
    thresholds: [Threshold("limit", 2, .seconds, "time for the acknowledgment")],
    checks: ["Does the phone send packets?"])
  static let nullAddress = FindingRule(
    "media-null-address", .error, "empty media address",
    evidence: "an acknowledgment or an order with address 0.0.0.0 or port 0",
    causes: ["a phone without a media address", "a media resource that is not ready"],
    checks: ["Which side gave the empty address, and does it have an IP address?"])
  static let notStarted = FindingRule(
    "media-not-started", .warning, "one direction is not ordered",
    evidence: "a call connected for the limit, with one of receiving and sending in order",
    guards: "silent on hold, for intercom calls and shared lines, and where bytes are missing",
    thresholds: [Threshold("limit", 3, .seconds, "time that the call is connected")],
    causes: ["the other end never acknowledged", "a missing transcoder or media resource"],
    checks: ["Did the other phone acknowledge its order to receive?"])
  static let mediaNone = FindingRule(
    "media-none", .warning, "call without any order for media",
    evidence: "a call connected for the limit, and no message about media",
    guards: "silent for shared lines, and where media of another call of the device are open",
    thresholds: [Threshold("limit", 3, .seconds, "time that the call is connected")],
    causes: ["no codec in common", "no media resource"],
    checks: ["Which codecs do both ends have?"])
  static let mediaTranslated = FindingRule(
    "media-nat", .warning, "phone offers an address that is not its own",
    evidence: "OpenReceiveChannelAck names another address than the phone's packets come from",
    guards: "a note unless the address is private and of another network; silent for bridges",
    causes: ["address translation between phone and server"],
    checks: ["Can the other end reach the address that the phone offers?"])
  static let privateTarget = FindingRule(
    "media-private-target", .warning, "public phone is to send to a private address",
    evidence: "StartMediaTransmission with a private address to a phone with a public one",
    guards: "a note the other way round",
    causes: ["address translation that the server does not know of"],
    checks: ["Is there a tunnel between the two networks?"])
  static let staleTarget = FindingRule(
    "media-stale-target", .warning, "audio goes to a port that is not open",
    evidence: "StartMediaTransmission to a known phone, and not to a port that it has open",
    guards: "silent where acknowledgments of that phone may be missing from the capture",
    causes: ["the server uses the address of an earlier call"],
    checks: ["Which port did the other phone acknowledge last?"])
  static let codecDiffers = FindingRule(
    "media-codec-differs", .warning, "different codecs in both directions",
    evidence: "the orders to receive and to send of a call name codecs that do not go together",
    guards: "silent for DTMF, and for variants of one codec",
    thresholds: [Threshold("limit", 1, .seconds, "time that both are open")],
    causes: ["regions or transcoders that are not configured alike"],
    checks: ["Which codecs do the regions of both ends allow?"])
  static let codecNotOffered = FindingRule(
    "media-codec-not-offered", .warning, "codec that the phone never offered",
    evidence: "an order with a codec that is not among the device's capabilities",
    guards: "silent where the capabilities are not in the capture; variants count as one codec",
    causes: ["the server has another list of the phone's codecs"],
    checks: ["Which codecs does the phone's configuration allow?"])
  static let packetSize = FindingRule(
    "media-packet-size", .note, "unusual packet size",
    evidence: "packet sizes of both directions that differ, or above the limit",
    thresholds: [Threshold("limit", 60, .milliseconds, "packet size")])
  static let leftOpen = FindingRule(
    "media-left-open", .warning, "media stay open after the call",
    evidence: "CallState OnHook, and a stream of the call not closed within the limit",
    guards: "silent where the port is to be kept, and where the connection ended",
    thresholds: [Threshold("limit", 2, .seconds, "time to close")],
    causes: ["the server forgot the stream"],
    checks: ["Does the phone still send packets?"])
  static let reservationFailed = FindingRule(
    "qos-failed", .warning, "bandwidth reservation failed", evidence: "QoSErrorNotify",
    causes: ["a router on the way refuses the reservation (RSVP)"],
    checks: ["What does the router at the address of the failure say?"])
  static let multicastFailed = FindingRule(
    "multicast-failed", .warning, "multicast music or page not received",
    evidence: "MulticastMediaReceptionAck with another status than ok",
    checks: ["Does the network pass multicast on to the phone?"])
  static let mediaRules = [
    openUnanswered, openFailed, startFailed, startUnanswered, nullAddress, notStarted, mediaNone,
    mediaTranslated, privateTarget, staleTarget, codecDiffers, codecNotOffered, packetSize,
    leftOpen, reservationFailed, multicastFailed,
  ]
}
