import SCCP
package import Wire

/// One leg's audio: what ties the messages about it together.
package struct AudioStream: Sendable {
  package let leg: CallLeg
  /// The server's number for this opening of the stream.
  package let passThroughPartyId: Int
  package let codec: String
  /// Where the phone listens, and sends from.
  package let address: IPAddress
  package let port: UInt16

  package init(
    leg: CallLeg, passThroughPartyId: Int, codec: String, address: IPAddress, port: UInt16
  ) {
    self.leg = leg
    self.passThroughPartyId = passThroughPartyId
    self.codec = codec
    self.address = address
    self.port = port
  }

  /// What every message about the stream carries.
  fileprivate var keys: [String: FieldValue] {
    [
      "conferenceId": FieldValue(leg.reference),
      "passThroughPartyId": FieldValue(passThroughPartyId),
      "callReference": FieldValue(leg.reference),
    ]
  }
}

/// What is said to open and close audio, in the forms of header version 20.
extension ScriptedMessage {
  /// The server has the phone listen; `peer` is where the audio will come from.
  package static func openReceiveChannel(
    _ stream: AudioStream, from peer: AudioStream
  ) -> ScriptedMessage {
    let values: [String: FieldValue] = [
      "milliSecondPacketSize": 20,
      "compressionType": .text(stream.codec),
      "dtmfType": 10,
      "sourceIpAddr": .address(peer.address),
      "sourcePortNumber": 4000,
    ]
    return ScriptedMessage(
      .openReceiveChannel, values.merging(stream.keys) { $1 }, dataLength: 132)
  }

  package static func openReceiveChannelAck(_ stream: AudioStream) -> ScriptedMessage {
    ScriptedMessage(
      .openReceiveChannelAck,
      [
        "mediaReceptionStatus": "Ok",
        "ipAddr": .address(stream.address),
        "portNumber": FieldValue(stream.port),
        "passThroughPartyId": FieldValue(stream.passThroughPartyId),
        "callReference": FieldValue(stream.leg.reference),
      ])
  }

  /// The server has the phone send to where its peer listens.
  package static func startMediaTransmission(
    _ stream: AudioStream, to peer: AudioStream
  ) -> ScriptedMessage {
    let values: [String: FieldValue] = [
      "remoteIpAddr": .address(peer.address),
      "remotePortNumber": FieldValue(peer.port),
      "milliSecondPacketSize": 20,
      "compressionType": .text(stream.codec),
      "qualifierOut": ["precedenceValue": 184],
      "dtmfType": 10,
    ]
    return ScriptedMessage(.startMediaTransmission, values.merging(stream.keys) { $1 })
  }

  package static func startMediaTransmissionAck(_ stream: AudioStream) -> ScriptedMessage {
    let values: [String: FieldValue] = [
      "transmitIpAddr": .address(stream.address),
      "portNumber": FieldValue(stream.port),
      "mediaTransmissionStatus": "Ok",
    ]
    return ScriptedMessage(.startMediaTransmissionAck, values.merging(stream.keys) { $1 })
  }

  package static func closeReceiveChannel(_ stream: AudioStream) -> ScriptedMessage {
    ScriptedMessage(.closeReceiveChannel, stream.keys)
  }

  package static func stopMediaTransmission(_ stream: AudioStream) -> ScriptedMessage {
    ScriptedMessage(.stopMediaTransmission, stream.keys)
  }

  package static func connectionStatisticsReq(
    _ number: String, _ leg: CallLeg
  ) -> ScriptedMessage {
    ScriptedMessage(
      .connectionStatisticsReq,
      [
        "directoryNum": .text(number),
        "callReference": FieldValue(leg.reference),
        "statsProcessingMode": "clearStats",
      ])
  }

  /// What the phone counted: packets of G.711 with 160 octets each, and what it made of them.
  package static func connectionStatisticsRes(
    _ number: String, _ leg: CallLeg, sent: Int, received: Int, lost: Int, jitter: Int,
    quality: String
  ) -> ScriptedMessage {
    ScriptedMessage(
      .connectionStatisticsRes,
      [
        "directoryNum": .text(number),
        "callReference": FieldValue(leg.reference),
        "statsProcessingMode": "clearStats",
        "numberPacketsSent": FieldValue(sent),
        "numberOctetsSent": FieldValue(sent * 160),
        "numberPacketsReceived": FieldValue(received),
        "numberOctetsReceived": FieldValue(received * 160),
        "numberPacketsLost": FieldValue(lost),
        "jitter": FieldValue(jitter),
        "data": .text(quality),
      ])
  }
}
