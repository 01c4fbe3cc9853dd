/// What devices and server report without being part of a call, and afterwards.
extension MessageDefinition {
  package static let status: [MessageDefinition] = [
    alarm, enhancedAlarm, subscriptionStatReq, subscriptionStatRes, notification, mwiNotification,
    mwiRes, callCountReq, callCountResp, connectionStatisticsReq, connectionStatisticsRes,
  ]

  package static let alarm = MessageDefinition(
    0x0020, "Alarm", .deviceToServer, .event, .registrationAndManagement,
    meaning: "The device reports why it lost its last connection, or another event.",
    [
      .enumeration("alarmSeverity", .alarmSeverity),
      .text("text", 80),
      .uint32("parm1"),
      .uint32("parm2"),
    ])

  package static let enhancedAlarm = MessageDefinition(
    0x015a, "EnhancedAlarm", .deviceToServer, .event, .registrationAndManagement,
    meaning: "The device reports, in XML, why it was last out of service.",
    [.xml("alarmInfo", 2048)])

  /// Some devices, such as the 7921, send the number in a slot of 256 bytes.
  package static let subscriptionStatReq = MessageDefinition(
    0x0048, "SubscriptionStatReq", .deviceToServer, .request, .callControl,
    meaning: "The device asks to watch the busy state of another number.",
    [
      .matchKey("transactionId"),
      .uint32("subscriptionFeatureID"),
      .uint32("timer"),
      .forms([
        .when(.lengthUnder(272), [.text("subscriptionID", 64)]),
        .otherwise([.text("subscriptionID", 256)]),
      ]),
    ])

  package static let subscriptionStatRes = MessageDefinition(
    0x0152, "SubscriptionStatRes", .serverToDevice, .response(to: 0x0048),
    .registrationAndManagement,
    meaning: "The server accepts a subscription or says why it does not.",
    [
      .matchKey("transactionId"),
      .enumeration("subscriptionFeatureID", .subscriptionFeature),
      .uint32("timer"),
      .enumeration("cause", .subscribeCause),
    ])

  package static let notification = MessageDefinition(
    0x0153, "Notification", .serverToDevice, .event, .registrationAndManagement,
    meaning: "The server tells the state of a watched number.",
    [
      .uint32("transactionId"),
      .enumeration("subscriptionFeatureID", .subscriptionFeature),
      .enumeration("notificationStatus", .busyLampFieldStatus),
      .text("text", 97),
    ])

  package static let mwiNotification = MessageDefinition(
    0x004c, "MwiNotification", .deviceToServer, .request, .registrationAndManagement,
    meaning: "A voicemail system reports waiting messages for a number.",
    [
      .text("mwiTargetNumber", 25),
      .text("mwiControlNumber", 25),
      .uint32("areMessagesWaiting"),
      .messageCounts("totalVmCounts"),
      .messageCounts("priorityVmCounts"),
      .messageCounts("totalFaxCounts"),
      .messageCounts("priorityFaxCounts"),
    ])

  package static let mwiRes = MessageDefinition(
    0x0158, "MwiRes", .serverToDevice, .response(to: 0x004c), .registrationAndManagement,
    meaning: "The server says whether it accepts a message-waiting report.",
    [
      .text("mwiTargetNumber", 25),
      .enumeration("mwi_notification_result", .mwiNotificationResult),
    ])

  package static let callCountReq = MessageDefinition(
    0x015e, "CallCountReq", .deviceToServer, .request, .callControl,
    meaning: "The device asks how many calls each line may have.",
    [.over(4, [.uint32("unknown")])])

  package static let callCountResp = MessageDefinition(
    0x015f, "CallCountResp", .serverToDevice, .response(to: 0x015e), .callControl,
    meaning: "The server gives the call limit and the busy trigger of each line.",
    [
      .uint32("totalNumOfConfiguredLines"),
      .uint32("startingLineInstance"),
      .uint32("lineDataEntries"),
      .array(
        .structure("lineData", [.uint16("maxNumCalls"), .uint16("busyTrigger")]),
        slots: 42, count: "lineDataEntries"),
    ])

  package static let connectionStatisticsReq = MessageDefinition(
    0x0107, "ConnectionStatisticsReq", .serverToDevice, .request, .callControl,
    meaning: "The server asks for the packet counts and the quality of a call.",
    [
      .until(version: 17, [.text("directoryNum", 24)]),
      .since(version: 18, [.text("directoryNum", 28)]),
      .matchKey("callReference"),
      .enumeration("statsProcessingMode", .statsProcessing),
    ])

  /// Up to version 21 the text fills a slot of 600 bytes; from version 22 on it is as long as
  /// `dataSize` says, and an 8-bit mode leaves all numbers unaligned.
  package static let connectionStatisticsRes = MessageDefinition(
    0x0023, "ConnectionStatisticsRes", .deviceToServer, .response(to: 0x0107), .callControl,
    meaning: "The device reports packets, loss, jitter and voice quality of a call.",
    [
      .until(version: 17, [.text("directoryNum", 24)]),
      .since(version: 18, [.text("directoryNum", 28)]),
      .matchKey("callReference"),
      .until(version: 21, [.enumeration("statsProcessingMode", .statsProcessing)]),
      .since(version: 22, [.uint8("statsProcessingMode")]),
      .uint32("numberPacketsSent"),
      .uint32("numberOctetsSent"),
      .uint32("numberPacketsReceived"),
      .uint32("numberOctetsReceived"),
      .uint32("numberPacketsLost"),
      .uint32("jitter"),
      .uint32("latency"),
      .over(64, [.uint32("dataSize")]),
      .until(
        version: 21,
        [
          .forms([
            .when(.lengthOver(667), [.text("data", 600)]),
            .otherwise([.text("data", countedBy: "dataSize", maximum: 600)]),
          ])
        ]),
      .since(version: 22, [.text("data", countedBy: "dataSize", maximum: 600)]),
    ])
}

extension Item {
  /// Messages in a mailbox, of one kind.
  fileprivate static func messageCounts(_ name: String) -> Item {
    .structure(name, [.uint32("numNewMsgs"), .uint32("numOldMsgs")])
  }
}
