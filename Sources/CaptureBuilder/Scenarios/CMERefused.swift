package import SCCP
import Wire

extension Scenarios {
  /// A phone that a CME does not know: refused, then put off when it asks for leave to come, then
  /// refused again. The server never gets past header version 0.
  ///
  /// Times are microseconds after 2023-11-14T07:30:00Z.
  package static func cmeRefused() throws(MessageEncodingError) -> [UInt8] {
    let clock = ScenarioClock.microseconds(since: 1_699_947_000)
    let phone = Phone(
      macAddress: 0x0011_2233_4466, model: "7965", firmware: "SCCP45.9-4-2SR3-1S",
      address: .ipv4(10, 10, 1, 23))
    var router = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))
    router.timeToLive = 255
    router.window = 4128

    // The phone has just started, and the router has no ephone with its MAC address.
    var first = Conversation(clock, device: phone.host, port: 50_210, server: router)
    first.open(at: 2_118_044, 2_118_391, 2_119_207)
    try first.device(at: 2_131_560, .alarm(phone, code: 25, last: "Initialized"))
    try first.device(
      at: 2_132_774, .registerReq(phone, offering: 20),
      ScriptedMessage(.ipPort, ["rtpMediaPort": 0]))
    try first.server(at: 2_135_102, reject("Error: Unknown device"))
    first.close(.server, at: 2_135_388)
    first.acknowledge(.device, at: 2_136_915)
    first.close(.device, at: 2_140_673)
    first.acknowledge(.server, at: 2_141_006)

    // It asks before it comes again, and is told to wait.
    var second = Conversation(clock, device: phone.host, port: 50_211, server: router)
    second.open(at: 12_160_337, 12_160_692, 12_161_480)
    try second.device(
      at: 12_172_905,
      ScriptedMessage(
        .registerTokenReq,
        [
          "sid": phone.sid, "stationIpAddr": .address(phone.host.address),
          "deviceType": .text(phone.model),
        ]))
    try second.server(
      at: 12_174_816,
      ScriptedMessage(.registerTokenReject, ["waitTimeBeforeNextReq": 30]))
    second.acknowledge(.device, at: 12_194_903)
    second.close(.device, at: 12_205_114)
    second.close(.server, at: 12_205_871)
    second.acknowledge(.device, at: 12_206_590)

    // It comes regardless; the router loses patience and resets the connection.
    var third = Conversation(clock, device: phone.host, port: 50_212, server: router)
    third.open(at: 42_230_118, 42_230_477, 42_231_264)
    try third.device(
      at: 42_242_650, .alarm(phone, code: 24, last: "Phone-Reg-Rej"),
      .registerReq(phone, offering: 20))
    try third.server(at: 42_245_003, reject("Error: Unknown device"))
    third.acknowledge(.device, at: 42_265_118)
    third.reset(.server, at: 45_245_377)

    return CaptureWriter.file(
      .pcapng(.littleEndian),
      interfaces: [CaptureInterface(name: "Gi0/0", description: "towards the phones")],
      comment: "A CME refuses a 7965 three times. Made by sccpfixtures.",
      (first.packets + second.packets + third.packets).inTimeOrder)
  }

  private static func reject(_ text: String) -> ScriptedMessage {
    ScriptedMessage(.registerReject, ["text": .text(text)])
  }
}
