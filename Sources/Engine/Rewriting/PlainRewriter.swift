import NetworkLayers
import PcapngReader
import Wire

/// Changes the packets that nearly all are: what stands in the place of their addresses is known of
/// the packets before, and nothing but what changes is looked at.
///
/// It makes what ``PacketRewriter`` makes.
struct PlainRewriter {
  /// What stands in the place of addresses.
  private struct Image {
    let old: PlainAddresses
    let new: PlainAddresses
    /// By how much the sums change that cover the addresses of IPv4.
    let sum: UInt64
  }

  private let rewriter: PacketRewriter
  private let replacesAddresses: Bool
  private var images: [Image]

  init(_ rewriter: PacketRewriter, replacesAddresses: Bool) {
    self.rewriter = rewriter
    self.replacesAddresses = replacesAddresses
    // What is nobody's address stays.
    images = Array(
      repeating: Image(old: .none, new: .none, sum: 0),
      count: replacesAddresses ? PlainAddresses.slotCount : 0)
  }

  /// Changes `made`, a copy of a packet, into what becomes of it, and sets to 0 what lies after IP, which
  /// ends at `end`; `change` changes the payload.
  @inline(__always)  // Once per packet.
  mutating func rewrite(
    _ made: inout MutableSpan<UInt8>, of packet: Span<UInt8>, isDatagram: Bool,
    payload: Range<Int>, end: Int, change: (inout MutableSpan<UInt8>) -> Void
  ) {
    let sum = replacesAddresses ? replaceAddresses(in: &made, of: packet) : 0
    change(&made)
    if replacesAddresses {
      let rest = max(payload.upperBound, end)
      if rest < made.count { made.fill(rest..<made.count) }
    }
    made.correct(at: PlainPacket.ipOffset + 10, by: sum)
    let place = PlainPacket.transportOffset + (isDatagram ? 6 : 16)
    // A datagram without a checksum stays one.
    if isDatagram, packet[place] == 0, packet[place + 1] == 0 { return }
    let part = payload.clamped(to: 0..<end)
    made.correct(
      at: place, by: sum + made.span.extracting(part).onesChange(from: packet.extracting(part)))
    if isDatagram, made[place] == 0, made[place + 1] == 0 {
      made.write(0xffff, at: place, byteCount: 2)
    }
  }

  // MARK: - Addresses

  /// Returns by how much the sums change that cover the addresses of IPv4.
  @inline(__always)  // Once per packet.
  private mutating func replaceAddresses(
    in made: inout MutableSpan<UInt8>, of packet: Span<UInt8>
  ) -> UInt64 {
    let old = PlainAddresses(packet)
    let slot = old.slot
    if images[slot].old != old { images[slot] = image(of: packet, old) }
    let image = images[slot]
    made.store(image.new.macBeginning, at: 0)
    made.store(UInt32(truncatingIfNeeded: image.new.macEnd), at: 8)
    made.store(image.new.ipv4, at: PlainAddresses.ipv4Offset)
    return image.sum
  }

  private func image(of packet: Span<UInt8>, _ old: PlainAddresses) -> Image {
    let header = packet.extracting(..<PlainPacket.transportOffset)
    var copy: [UInt8] = []
    copy.append(header)
    var made = copy.mutableSpan
    rewriter.replaceAddresses(
      in: &made,
      [
        Layer(kind: .hardwareAddress, offset: 0), Layer(kind: .hardwareAddress, offset: 6),
        Layer(kind: .ipv4, offset: PlainPacket.ipOffset),
      ])
    let sum = made.span.change(
      from: header, PlainAddresses.ipv4Offset..<PlainPacket.transportOffset)
    return Image(old: old, new: PlainAddresses(made.span), sum: sum)
  }
}

extension Span<UInt8> {
  /// By how much the sum of its 16-bit words in network order is greater than that of as many other
  /// bytes, in ones' complement (RFC 1624); 0 only where all bytes are the same.
  fileprivate func onesChange(from old: Span<UInt8>) -> UInt64 {
    var sum: UInt64 = 0
    var index = 0
    while index < count {
      let (before, after) = (old.paddedWord(at: index), paddedWord(at: index))
      if before != after { sum = sum.onesSum(~before).onesSum(after) }
      index += 8
    }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    // The words were read with their first byte as the lower one.
    return UInt64(UInt16(truncatingIfNeeded: sum).byteSwapped)
  }
}

extension UInt64 {
  /// The sum in ones' complement, whose carry counts as 1.
  @inline(__always)  // For each word that changes.
  fileprivate func onesSum(_ other: UInt64) -> UInt64 {
    let (sum, hasCarry) = addingReportingOverflow(other)
    return hasCarry ? sum &+ 1 : sum
  }
}
