import SCCP
import Story

/// What a message about media says.
enum MediaOrderSign: Sendable {
  case receiveOrder, transmitOrder, receiveEnd, failure, statisticsRequest, statistics
  case reservationError, multicast

  static let table = MessageTable<MediaOrderSign>([
    .receiveOrder: [.openReceiveChannel], .transmitOrder: [.startMediaTransmission],
    .receiveEnd: [.closeReceiveChannel], .failure: [.mediaTransmissionFailure],
    .statisticsRequest: [.connectionStatisticsReq], .statistics: [.connectionStatisticsRes],
    .reservationError: [.qoSErrorNotify], .multicast: [.multicastMediaReceptionAck],
  ])
}
