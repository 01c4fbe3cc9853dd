import Foundation

/// A pcap file of many connections to one server, each of which says the same in one packet.
enum ManyConnections {
  /// Connections with addresses of their own.
  static let maximumCount = 1 << 16

  /// Writes the file piece by piece: what it asks for is meant to be large, not this process.
  static func write(
    _ count: Int, saying payload: [UInt8], fromServer: Bool, to path: URL
  ) throws {
    var record = [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0] + [UInt8](repeating: 0, count: 8)
    record += [0, 0, 4, 0, 1, 0, 0, 0]
    try Data(record).write(to: path)
    let file = try FileHandle(forWritingTo: path)
    defer { try? file.close() }
    try file.seekToEnd()
    let frame = Self.frame(payload, fromServer: fromServer)
    let clientPlace = Self.addressPlace + (fromServer ? 4 : 0)
    record = [0, 0xf1, 0x53, 0x65, 0, 0, 0, 0]
    record.append(word: UInt32(frame.count))
    record.append(word: UInt32(frame.count))
    record += frame
    var piece: [UInt8] = []
    for number in 0..<min(count, maximumCount) {
      // The last two bytes of the client's address.
      record[clientPlace] = UInt8(number >> 8)
      record[clientPlace + 1] = UInt8(number & 0xff)
      piece += record
      if piece.count > 1 << 20 || number == count - 1 {
        try file.write(contentsOf: Data(piece))
        piece = []
      }
    }
  }

  /// Where the second half of the source address is in a record: 16 bytes of record header, 14 of
  /// Ethernet, 14 of IPv4.
  private static let addressPlace = 16 + 14 + 14

  /// A segment between a phone and port 2000, RFC 791 §3.1 and RFC 9293 §3.1.
  private static func frame(_ payload: [UInt8], fromServer: Bool) -> [UInt8] {
    let total = 40 + payload.count
    let network: [UInt8] =
      [0x45, 0, UInt8(total >> 8), UInt8(total & 0xff), 0, 0, 0x40, 0, 64, 6, 0, 0]
      + (fromServer ? [10, 10, 1, 1, 10, 20, 0, 0] : [10, 20, 0, 0, 10, 10, 1, 1])
    let transport: [UInt8] =
      (fromServer ? [0x07, 0xd0, 0xc3, 0x50] : [0xc3, 0x50, 0x07, 0xd0]) + [0, 0, 0, 1] + [
        0, 0, 0, 1,
      ] + [0x50, 0x18, 0xff, 0xff, 0, 0, 0, 0]
    return HandBuilt.addresses + [0x08, 0] + network + transport + payload
  }
}
