/// Values of media streams.
extension ValueNames {
  package static let mediaStatus = ValueNames(
    "MediaStatus",
    [
      Entry(0, "Ok", "ok"),
      Entry(1, "Unknown", "unknown error"),
      Entry(2, "NotEnoughChannels", "not enough channels"),
      Entry(3, "CodecTooComplex", "codec too complex"),
      Entry(4, "InvalidPartyID", "invalid party id"),
      Entry(5, "InvalidCallRef", "invalid call reference"),
      Entry(6, "InvalidCodec", "invalid codec"),
      Entry(7, "InvalidPacketSize", "invalid packet size"),
      Entry(8, "OutOfSockets", "out of sockets"),
      Entry(9, "EncoderOrDecoderFailed", "encoder or decoder failed"),
      Entry(10, "InvalidDynamicPayloadType", "invalid dynamic payload type"),
      Entry(11, "RequestedIpAddrTypeUnAvailable", "requested address type unavailable"),
      Entry(12, "DeviceOnHook", "device on hook"),
      Entry(255, "DeviceOnHook", "device on hook"),
    ])

  package static let openReceiveChannelStatus = ValueNames(
    "OpenReceiveChanStatus",
    [Entry(0, "Ok", "ok"), Entry(1, "Error", "error")])

  package static let multicastReceptionStatus = ValueNames(
    "MulticastMediaReceptionStatus",
    [Entry(0, "Ok", "ok"), Entry(1, "Error", "error")])

  package static let mediaType = ValueNames(
    "MediaType",
    [
      Entry(0, "Invalid", "invalid"),
      Entry(1, "Audio", "audio"),
      Entry(2, "Main_Video", "main video"),
      Entry(3, "FECC", "far-end camera control"),
      Entry(4, "Presentation_Video", "presentation video"),
      Entry(5, "DataApp_BFCP", "BFCP"),
      Entry(6, "DataApp_IXChannel", "iX channel"),
      Entry(7, "T38", "T.38 fax"),
      Entry(8, "Max"),
    ])

  package static let mediaTransportType = ValueNames(
    "MediaTransportType",
    [
      Entry(1, "RTP"),
      Entry(2, "UDP"),
      Entry(3, "TCP"),
    ])

  package static let portHandling = ValueNames(
    "PortHandling",
    [Entry(0, "CLOSE_PORT", "close port"), Entry(1, "KEEP_PORT", "keep port")])

  package static let ipAddressType = ValueNames(
    "IpAddrType",
    [
      Entry(0, "v4", "IPv4"),
      Entry(1, "v6", "IPv6"),
      Entry(2, "v4_v6", "IPv4 and IPv6"),
      Entry(3, "_Invalid", "invalid"),
    ])

  package static let ipAddressMode = ValueNames(
    "IpAddrMode",
    [
      Entry(0, "ModeIpv4", "IPv4"),
      Entry(1, "ModeIpv6", "IPv6"),
      Entry(2, "ModeIpv4AndIpv6", "IPv4 and IPv6"),
    ])

  package static let miscellaneousCommand = ValueNames(
    "MiscCommandType",
    [
      Entry(0, "videoFreezePicture", "freeze picture"),
      Entry(1, "videoFastUpdatePicture", "fast update of the picture"),
      Entry(2, "videoFastUpdateGOB", "fast update of groups of blocks"),
      Entry(3, "videoFastUpdateMB", "fast update of macroblocks"),
      Entry(4, "lostPicture", "lost picture"),
      Entry(5, "lostPartialPicture", "lost part of a picture"),
      Entry(6, "recoveryReferencePicture", "recovery reference picture"),
      Entry(7, "temporalSpatialTradeOff", "temporal or spatial trade-off"),
    ])
}
