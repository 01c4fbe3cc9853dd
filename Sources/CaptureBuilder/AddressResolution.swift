import Wire

/// ARP (RFC 826): traffic that has nothing to do with SCCP, as every capture has some.
extension CapturedPacket {
  package static func arpRequest(
    _ clock: ScenarioClock, at ticks: Int, from asker: Host, for target: Host
  ) -> CapturedPacket {
    let broadcast = MACAddress(bits: 0xffff_ffff_ffff)
    return arp(
      clock, at: ticks, operation: 1, from: asker, to: broadcast, target: MACAddress(bits: 0),
      target)
  }

  package static func arpReply(
    _ clock: ScenarioClock, at ticks: Int, from target: Host, to asker: Host
  ) -> CapturedPacket {
    arp(
      clock, at: ticks, operation: 2, from: target, to: asker.macAddress,
      target: asker.macAddress, asker)
  }

  private static func arp(
    _ clock: ScenarioClock, at ticks: Int, operation: UInt16, from sender: Host,
    to destination: MACAddress, target: MACAddress, _ targetHost: Host
  ) -> CapturedPacket {
    var writer = ByteWriter(order: .bigEndian)
    writer.uint16(1)
    writer.uint16(0x0800)
    writer.uint8(6)
    writer.uint8(4)
    writer.uint16(operation)
    writer.number(sender.macAddress.bits, byteCount: 6)
    writer.append(sender.address.networkOrderBytes)
    writer.number(target.bits, byteCount: 6)
    writer.append(targetHost.address.networkOrderBytes)
    let bytes = PacketBytes.ethernet(
      to: destination, from: sender.macAddress, type: 0x0806, writer.bytes)
    return CapturedPacket(time: clock.time(at: ticks), bytes: bytes)
  }
}
