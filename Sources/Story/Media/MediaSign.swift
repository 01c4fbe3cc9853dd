import SCCP

/// What a message says about media streams.
enum MediaSign: Sendable {
  case receiveOrder, transmitOrder
  case receiveAcknowledgment, transmitAcknowledgment
  case receiveEnd, transmitEnd
  case statistics, port

  static let table = MessageTable<MediaSign>([
    .receiveOrder: [.openReceiveChannel, .openMultiMediaReceiveChannel, .startMediaReception],
    .transmitOrder: [.startMediaTransmission, .startMultiMediaTransmission],
    .receiveAcknowledgment: [.openReceiveChannelAck, .openMultiMediaReceiveChannelAck],
    .transmitAcknowledgment: [.startMediaTransmissionAck, .startMultiMediaTransmissionAck],
    .receiveEnd: [.closeReceiveChannel, .closeMultiMediaReceiveChannel, .stopMediaReception],
    .transmitEnd: [.stopMediaTransmission, .stopMultiMediaTransmission],
    .statistics: [.connectionStatisticsRes],
    .port: [.ipPort],
  ])
}
