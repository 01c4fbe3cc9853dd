package import SCCP
import Wire

extension Scenarios {
  /// A big-endian section with two interfaces: a phone on IPv4 and a phone on IPv6 at one server,
  /// each before its own interface, and notes of the person who took the capture.
  ///
  /// Times are microseconds after 2025-01-20T16:45:00Z.
  package static func commentsOnTwoInterfaces() throws(MessageEncodingError) -> [UInt8] {
    let clock = ScenarioClock.microseconds(since: 1_737_391_500)
    let oldPhone = Phone(
      macAddress: 0x0011_2233_4499, model: "7942", firmware: "SCCP42.9-4-2SR3-1S",
      address: .ipv4(10, 10, 1, 25))
    var newHost = Host(
      macAddress: 0x0011_2233_449a,
      address: IPAddress(ipv6: 0x2001_0db8_0000_0001_0000_0000_0000_0026))
    newHost.timeToLive = 62
    let server4 = Host(macAddress: 0x0011_2233_4410, address: .ipv4(10, 10, 0, 10))
    let server6 = Host(
      macAddress: 0x0011_2233_4410,
      address: IPAddress(ipv6: 0x2001_0db8_0000_0000_0000_0000_0000_0010))

    // Interface 0: a known phone presses its message button.
    var first = Conversation(clock, device: oldPhone.host, port: 49_877, server: server4)
    first.version = 17
    first.padsFrames = true
    try first.device(
      at: 1_200_345,
      ScriptedMessage(.stimulus, ["stimulus": "VoiceMail", "lineInstance": 1]))
    first.comment("the user presses the messages button; nothing happens")
    first.acknowledge(.server, at: 1_240_412)
    try first.device(at: 3_204_118, ScriptedMessage(.keepAliveReq))
    try first.server(at: 3_205_330, ScriptedMessage(.keepAliveAck, version: 0))
    first.acknowledge(.device, at: 3_225_407)
    try first.server(
      at: 7_310_992,
      ScriptedMessage(
        .displayNotifyV2,
        ["timeOutValue": 5, "notify": "Voicemail ist nicht verfügbar"]))
    first.comment("six seconds late, and in UTF-8: ü")
    first.acknowledge(.device, at: 7_331_065)

    // Interface 1: a phone that speaks IPv6 answers for its audio.
    var second = Conversation(clock, device: newHost, port: 52_113, server: server6)
    second.version = 22
    second.interfaceID = 1
    second.open(at: 2_010_338, 2_010_660, 2_011_229)
    try second.device(
      at: 2_024_771,
      ScriptedMessage(
        .registerReq,
        [
          "sid": ["DeviceName": "SEP00112233449A", "instance": 1],
          "deviceType": "7965", "maxStreams": 5, "protocolVer": 22,
          "phoneFeatures": ["UTF8", "DynamicMessages", "RFC2833", "AbbrevDial"],
          "macAddress": .macAddress(newHost.macAddress),
          "stationIpV6Addr": .address(newHost.address), "ipV6AddressScope": 3,
          "firmwareLoadName": "SCCP45.9-4-2SR3-1S", "configVersionStamp": "1737390000-made-up",
        ], version: 0))
    try second.server(at: 2_027_402, .registerAck(protocolVersion: 22, dates: "Y-M-D"))
    second.acknowledge(.device, at: 2_047_518)
    try second.server(
      at: 5_500_127,
      ScriptedMessage(
        .openReceiveChannel,
        [
          "conferenceId": 77, "passThroughPartyId": 901, "milliSecondPacketSize": 20,
          "compressionType": "G722_64k", "callReference": 77,
          "mRxMediaEncryptionKeyInfo": [
            "algorithmID": "CCM_AES_CM_128_HMAC_SHA1_32",
            "key": .bytes(Array(0x10...0x1f)), "salt": .bytes(Array(0x30...0x3d)),
          ],
          "sourceIpAddr": .address(server6.address), "sourcePortNumber": 4000,
          "requestedIpAddrType": "v6", "audioLevelAdjustment": -6,
        ]))
    second.comment("this key is made up")
    try second.device(
      at: 5_541_863,
      ScriptedMessage(
        .openReceiveChannelAck,
        [
          "mediaReceptionStatus": "Ok", "ipAddr": .address(newHost.address),
          "portNumber": 24_600, "passThroughPartyId": 901, "callReference": 77,
        ]))
    second.acknowledge(.server, at: 5_581_930)
    second.close(.server, at: 9_002_114)
    second.close(.device, at: 9_003_370)
    second.acknowledge(.server, at: 9_003_702)

    return CaptureWriter.file(
      .pcapng(.bigEndian),
      interfaces: [
        CaptureInterface(name: "lan4", description: "IPv4 phones"),
        CaptureInterface(name: "lan6", description: "IPv6 phones"),
      ],
      comment: "Two interfaces, notes on packets, big-endian. Made by sccpfixtures.",
      (first.packets + second.packets).inTimeOrder)
  }
}
