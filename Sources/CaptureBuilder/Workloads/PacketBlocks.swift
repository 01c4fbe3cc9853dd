/// Appends Enhanced Packet Blocks (pcapng draft §4.3, little-endian) to a part of a file: prepared
/// bytes with numbers written over them, because a workload has millions.
enum PacketBlocks {
  /// Block Type to Original Packet Length.
  static let headerByteCount = 28
  /// When tick 0 of a workload is, in microseconds since 1970.
  static let startMicroseconds = 1_709_629_200_000_000

  private static let ethernetByteCount = 14
  private static let internetByteCount = 20

  /// One end of a packet: the low three octets of its addresses, which are 00:11:22:x:y:z and
  /// 10.x.y.z, and its port.
  typealias End = (address: UInt32, port: UInt16)

  /// Appends what every packet begins with; returns the place of the frame's first byte.
  static func begin(
    _ output: inout [UInt8], at time: Int, protocol number: UInt8, headerByteCount: Int,
    payloadByteCount: Int, from source: End, to destination: End, identification: UInt16
  ) -> Int {
    let start = output.count
    output.append(contentsOf: template)
    let ticks = UInt64(truncatingIfNeeded: startMicroseconds + time)
    output.store(littleEndian: UInt32(truncatingIfNeeded: ticks >> 32), at: start + 12)
    output.store(littleEndian: UInt32(truncatingIfNeeded: ticks), at: start + 16)

    let frame = start + Self.headerByteCount
    output.store(address: destination.address, at: frame + 3)
    output.store(address: source.address, at: frame + 9)
    let header = frame + ethernetByteCount
    let length = internetByteCount + headerByteCount + payloadByteCount
    output.store(bigEndian: UInt16(truncatingIfNeeded: length), at: header + 2)
    output.store(bigEndian: identification, at: header + 4)
    output[header + 9] = number
    output.store(address: source.address, at: header + 13)
    output.store(address: destination.address, at: header + 17)
    let sum = output.internetSum(header..<header + internetByteCount)
    output.store(bigEndian: checksum(sum), at: header + 10)
    output.append(bigEndian: source.port)
    output.append(bigEndian: destination.port)
    return frame
  }

  /// Ends the block whose frame begins at `frame`: lengths, padding.
  static func end(_ output: inout [UInt8], frame: Int) {
    let start = frame - headerByteCount
    while output.count - frame < PacketBytes.minimumFrameByteCount { output.append(0) }
    let captured = UInt32(truncatingIfNeeded: output.count - frame)
    while (output.count - start) % 4 != 0 { output.append(0) }
    let length = UInt32(truncatingIfNeeded: output.count - start + 4)
    output.store(littleEndian: length, at: start + 4)
    output.store(littleEndian: captured, at: start + 20)
    output.store(littleEndian: captured, at: start + 24)
    output.append(contentsOf: [0, 0, 0, 0])
    output.store(littleEndian: length, at: output.count - 4)
  }

  /// The TCP checksum over the pseudo-header and what has been appended since the IPv4 header.
  static func tcpChecksum(_ output: [UInt8], frame: Int) -> UInt16 {
    let header = frame + ethernetByteCount
    let segment = header + internetByteCount
    let addresses = output.internetSum(header + 12..<header + 20)
    return checksum(
      addresses + 6 + output.count - segment + output.internetSum(segment..<output.count))
  }

  private static func checksum(_ sum: Int) -> UInt16 {
    var folded = sum
    while folded > 0xffff { folded = folded & 0xffff + folded >> 16 }
    return ~UInt16(truncatingIfNeeded: folded)
  }

  /// Block header, Ethernet header, IPv4 header: addresses and lengths are written over it.
  private static let template: [UInt8] =
    [6, 0, 0, 0] + Array(repeating: 0, count: 24)
    + [0, 0x11, 0x22, 0, 0, 0, 0, 0x11, 0x22, 0, 0, 0, 0x08, 0x00]
    + [0x45, 0x60, 0, 0, 0, 0, 0x40, 0, 64, 0, 0, 0, 10, 0, 0, 0, 10, 0, 0, 0]
}

extension [UInt8] {
  mutating func append(bigEndian value: UInt16) {
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value))
  }

  mutating func append(bigEndian value: UInt32) {
    append(bigEndian: UInt16(truncatingIfNeeded: value >> 16))
    append(bigEndian: UInt16(truncatingIfNeeded: value))
  }

  mutating func store(bigEndian value: UInt16, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: value >> 8)
    self[offset + 1] = UInt8(truncatingIfNeeded: value)
  }

  fileprivate mutating func store(address: UInt32, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: address >> 16)
    store(bigEndian: UInt16(truncatingIfNeeded: address), at: offset + 1)
  }

  fileprivate mutating func store(littleEndian value: UInt32, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: value)
    self[offset + 1] = UInt8(truncatingIfNeeded: value >> 8)
    self[offset + 2] = UInt8(truncatingIfNeeded: value >> 16)
    self[offset + 3] = UInt8(truncatingIfNeeded: value >> 24)
  }

  /// The sum of a range's 16-bit words; an odd byte at its end is the high half of one (RFC 1071).
  fileprivate func internetSum(_ range: Range<Int>) -> Int {
    var sum = 0
    var offset = range.lowerBound
    while offset + 1 < range.upperBound {
      sum += Int(self[offset]) << 8 | Int(self[offset + 1])
      offset += 2
    }
    return offset < range.upperBound ? sum + Int(self[offset]) << 8 : sum
  }
}
