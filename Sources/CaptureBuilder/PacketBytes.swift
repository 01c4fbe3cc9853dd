package import Wire

/// Builds packets from the Ethernet header down, checksums included; all network byte order.
package enum PacketBytes {
  /// The shortest Ethernet frame without its check sequence; network cards pad to it.
  static let minimumFrameByteCount = 60

  private static let tcp: UInt8 = 6
  private static let udp: UInt8 = 17

  /// An Ethernet II frame.
  package static func ethernet(
    to destination: MACAddress, from source: MACAddress, type: UInt16, _ payload: [UInt8]
  ) -> [UInt8] {
    var writer = ByteWriter(order: .bigEndian)
    writer.number(destination.bits, byteCount: 6)
    writer.number(source.bits, byteCount: 6)
    writer.uint16(type)
    writer.append(payload)
    return writer.bytes
  }

  /// A frame with a TCP segment (RFC 9293 §3.1).
  static func segment(
    _ segment: OutgoingSegment, from source: (host: Host, port: UInt16),
    to destination: (host: Host, port: UInt16), identification: UInt16
  ) -> [UInt8] {
    var writer = ByteWriter(order: .bigEndian)
    writer.uint16(source.port)
    writer.uint16(destination.port)
    writer.uint32(segment.sequence)
    writer.uint32(segment.acknowledgment)
    writer.uint8(UInt8(truncatingIfNeeded: ((20 + segment.options.count) / 4) << 4))
    writer.uint8(segment.flags)
    writer.uint16(source.host.window)
    writer.uint32(0)
    writer.append(segment.options)
    writer.append(segment.payload)
    let bytes = checked(
      writer.bytes, checksumOffset: 16, protocol: tcp, from: source.host, to: destination.host)
    return frame(
      bytes, protocol: tcp, from: source.host, to: destination.host,
      trafficClass: source.host.trafficClass, identification: identification)
  }

  /// A frame with a UDP datagram (RFC 768).
  package static func datagram(
    _ payload: [UInt8], from source: Host, port: UInt16, to destination: Host,
    port destinationPort: UInt16, trafficClass: UInt8 = 0, identification: UInt16 = 0
  ) -> [UInt8] {
    var writer = ByteWriter(order: .bigEndian)
    writer.uint16(port)
    writer.uint16(destinationPort)
    writer.uint16(UInt16(truncatingIfNeeded: 8 + payload.count))
    writer.uint16(0)
    writer.append(payload)
    let bytes = checked(
      writer.bytes, checksumOffset: 6, protocol: udp, from: source, to: destination)
    return frame(
      bytes, protocol: udp, from: source, to: destination, trafficClass: trafficClass,
      identification: identification)
  }

  /// Writes the checksum over pseudo-header, header and data into its place.
  private static func checked(
    _ bytes: [UInt8], checksumOffset: Int, protocol number: UInt8, from source: Host,
    to destination: Host
  ) -> [UInt8] {
    var checksum = InternetChecksum()
    checksum.append(source.address.networkOrderBytes)
    checksum.append(destination.address.networkOrderBytes)
    let length = bytes.count
    checksum.append([0, number])
    checksum.append([
      0, UInt8(truncatingIfNeeded: length >> 16), UInt8(truncatingIfNeeded: length >> 8),
      UInt8(truncatingIfNeeded: length),
    ])
    checksum.append(bytes)
    var result = bytes
    result[checksumOffset] = UInt8(truncatingIfNeeded: checksum.value >> 8)
    result[checksumOffset + 1] = UInt8(truncatingIfNeeded: checksum.value)
    return result
  }

  private static func frame(
    _ payload: [UInt8], protocol number: UInt8, from source: Host, to destination: Host,
    trafficClass: UInt8, identification: UInt16
  ) -> [UInt8] {
    let isIPv6 = source.address.isIPv6
    let header =
      isIPv6
      ? ipv6(source, destination, number, trafficClass, payload.count)
      : ipv4(source, destination, number, trafficClass, payload.count, identification)
    return ethernet(
      to: destination.macAddress, from: source.macAddress, type: isIPv6 ? 0x86dd : 0x0800,
      header + payload)
  }

  /// RFC 791 §3.1, without options, not to be fragmented.
  private static func ipv4(
    _ source: Host, _ destination: Host, _ number: UInt8, _ trafficClass: UInt8,
    _ payloadByteCount: Int, _ identification: UInt16
  ) -> [UInt8] {
    func header(checksum: UInt16) -> [UInt8] {
      var writer = ByteWriter(order: .bigEndian)
      writer.uint8(0x45)
      writer.uint8(trafficClass)
      writer.uint16(UInt16(truncatingIfNeeded: 20 + payloadByteCount))
      writer.uint16(identification)
      writer.uint16(0x4000)
      writer.uint8(source.timeToLive)
      writer.uint8(number)
      writer.uint16(checksum)
      writer.append(source.address.networkOrderBytes)
      writer.append(destination.address.networkOrderBytes)
      return writer.bytes
    }
    var checksum = InternetChecksum()
    checksum.append(header(checksum: 0))
    return header(checksum: checksum.value)
  }

  /// RFC 8200 §3.
  private static func ipv6(
    _ source: Host, _ destination: Host, _ number: UInt8, _ trafficClass: UInt8,
    _ payloadByteCount: Int
  ) -> [UInt8] {
    var writer = ByteWriter(order: .bigEndian)
    writer.uint32(6 << 28 | UInt32(trafficClass) << 20)
    writer.uint16(UInt16(truncatingIfNeeded: payloadByteCount))
    writer.uint8(number)
    writer.uint8(source.timeToLive)
    writer.append(source.address.networkOrderBytes)
    writer.append(destination.address.networkOrderBytes)
    return writer.bytes
  }
}
