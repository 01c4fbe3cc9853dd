import CaptureBuilder
import Wire

/// A conversation whose longer IP packets are cut into fragments, as a small link does.
enum FragmentedCapture {
  private static let ethernetByteCount = 14
  private static let ipByteCount = 20
  /// Bytes of payload in a fragment, a multiple of 8.
  private static let fragmentByteCount = 64

  static let phone = Phone(
    macAddress: 0x0011_2233_4455, model: "7962", firmware: "SCCP42.9-4-2SR3-1S",
    address: IPAddress(ipv4: 0x0a0a_0115))

  /// A phone that registers, and is accepted.
  static func file() throws -> [UInt8] {
    var talk = MadeCapture.conversation()
    try talk.device(at: 1000, .registerReq(phone, offering: 20))
    try talk.server(at: 2000, .registerAck(protocolVersion: 20))
    return CaptureWriter.file(.pcapng(.littleEndian), talk.packets.flatMap(fragments))
  }

  /// The fragments of a frame, RFC 791 §3.2; the frame itself where it is short.
  private static func fragments(of packet: CapturedPacket) -> [CapturedPacket] {
    let header = Array(packet.bytes.prefix(ethernetByteCount + ipByteCount))
    let payload = Array(packet.bytes.dropFirst(ethernetByteCount + ipByteCount))
    guard payload.count > fragmentByteCount else { return [packet] }
    return stride(from: 0, to: payload.count, by: fragmentByteCount).map { start in
      let part = payload[start..<min(start + fragmentByteCount, payload.count)]
      var bytes = header
      let hasMore = start + part.count < payload.count
      bytes.write(ipByteCount + part.count, at: 16)
      bytes.write((hasMore ? 0x2000 : 0) | start / 8, at: 20)
      bytes.write(0, at: 24)
      bytes.write(checksum(bytes[ethernetByteCount...]), at: 24)
      return CapturedPacket(time: packet.time, bytes: bytes + part)
    }
  }

  /// RFC 1071.
  private static func checksum(_ header: ArraySlice<UInt8>) -> Int {
    var sum = 0
    for index in stride(from: header.startIndex, to: header.endIndex, by: 2) {
      sum += Int(header[index]) << 8 | Int(header[index + 1])
    }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    return ~sum & 0xffff
  }
}

extension [UInt8] {
  /// Writes a 16-bit number in network byte order.
  fileprivate mutating func write(_ number: Int, at index: Int) {
    self[index] = UInt8(number >> 8 & 0xff)
    self[index + 1] = UInt8(number & 0xff)
  }
}
