import SCCP
import Story

/// What a message about media says.
enum MediaOrderSign: MessageSign {
  case receiveOrder, transmitOrder, receiveEnd, failure, statisticsRequest, statistics
  case reservationError, multicast
  case registration, capabilities

  static let table = MessageTable<MediaOrderSign>([
    .receiveOrder: [.openReceiveChannel], .transmitOrder: [.startMediaTransmission],
    .receiveEnd: [.closeReceiveChannel], .failure: [.mediaTransmissionFailure],
    .statisticsRequest: [.connectionStatisticsReq], .statistics: [.connectionStatisticsRes],
    .reservationError: [.qoSErrorNotify], .multicast: [.multicastMediaReceptionAck],
    .registration: [.registerReq],
    .capabilities: [.capabilitiesRes, .updateCapabilities, .capabilitiesV2Res, .capabilitiesV3Res],
  ])
}
