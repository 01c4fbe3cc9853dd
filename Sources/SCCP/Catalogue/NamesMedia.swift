/// Values of media streams.
extension ValueNames {
  package static let mediaStatus = ValueNames(
    "MediaStatus",
    [
      Entry(MediaStatus.ok, "Ok", "ok"),
      Entry(MediaStatus.unknown, "Unknown", "unknown error"),
      Entry(MediaStatus.notEnoughChannels, "NotEnoughChannels", "not enough channels"),
      Entry(MediaStatus.codecTooComplex, "CodecTooComplex", "codec too complex"),
      Entry(MediaStatus.invalidParty, "InvalidPartyID", "invalid party id"),
      Entry(MediaStatus.invalidCall, "InvalidCallRef", "invalid call reference"),
      Entry(MediaStatus.invalidCodec, "InvalidCodec", "invalid codec"),
      Entry(MediaStatus.invalidPacketSize, "InvalidPacketSize", "invalid packet size"),
      Entry(MediaStatus.outOfSockets, "OutOfSockets", "out of sockets"),
      Entry(MediaStatus.coderFailed, "EncoderOrDecoderFailed", "encoder or decoder failed"),
      Entry(
        MediaStatus.invalidPayloadType, "InvalidDynamicPayloadType", "invalid dynamic payload type"),
      Entry(
        MediaStatus.addressTypeUnavailable, "RequestedIpAddrTypeUnAvailable",
        "requested address type unavailable"),
      Entry(MediaStatus.deviceOnHook, "DeviceOnHook", "device on hook"),
      Entry(MediaStatus.onHook, "DeviceOnHook", "device on hook"),
    ])

  package static let openReceiveChannelStatus = ValueNames(
    "OpenReceiveChanStatus",
    [Entry(0, "Ok", "ok"), Entry(1, "Error", "error")])

  package static let multicastReceptionStatus = ValueNames(
    "MulticastMediaReceptionStatus",
    [Entry(Success.ok, "Ok", "ok"), Entry(1, "Error", "error")])

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
    [Entry(0, "CLOSE_PORT", "close port"), Entry(PortHandling.keep, "KEEP_PORT", "keep port")])

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
      Entry(MiscellaneousCommand.freezePicture, "videoFreezePicture", "freeze picture"),
      Entry(
        MiscellaneousCommand.fastUpdatePicture, "videoFastUpdatePicture",
        "fast update of the picture"),
      Entry(
        MiscellaneousCommand.fastUpdateGOB, "videoFastUpdateGOB", "fast update of groups of blocks"),
      Entry(MiscellaneousCommand.fastUpdateMB, "videoFastUpdateMB", "fast update of macroblocks"),
      Entry(MiscellaneousCommand.lostPicture, "lostPicture", "lost picture"),
      Entry(
        MiscellaneousCommand.lostPartialPicture, "lostPartialPicture", "lost part of a picture"),
      Entry(6, "recoveryReferencePicture", "recovery reference picture"),
      Entry(7, "temporalSpatialTradeOff", "temporal or spatial trade-off"),
    ])
}
