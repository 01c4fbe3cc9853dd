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

  /// Changes `made`, a copy of a packet, into what becomes of it, and sets to 0 what lies after IP;
  /// `change` changes the payload.
  @inline(__always)  // Once per packet.
  mutating func rewrite(
    _ made: inout MutableSpan<UInt8>, of packet: Span<UInt8>, _ plain: PlainPacket,
    change: (inout MutableSpan<UInt8>) -> Void
  ) {
    let sum = replacesAddresses ? replaceAddresses(in: &made, of: packet) : 0
    change(&made)
    if replacesAddresses {
      let end = max(plain.payload.upperBound, plain.end)
      if end < made.count { made.fill(end..<made.count) }
    }
    correctChecksums(of: &made, from: packet, plain, sum)
  }

  // MARK: - Addresses

  /// Returns by how much the sums change that cover the addresses of IPv4.
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

  // MARK: - Checksums

  private func correctChecksums(
    of made: inout MutableSpan<UInt8>, from packet: Span<UInt8>, _ plain: PlainPacket,
    _ sum: UInt64
  ) {
    made.correct(at: PlainPacket.ipOffset + 10, by: sum)
    let isDatagram = if case .datagram = plain.content { true } else { false }
    let place = PlainPacket.transportOffset + (isDatagram ? 6 : 16)
    // A datagram without a checksum stays one.
    if isDatagram, packet[place] == 0, packet[place + 1] == 0 { return }
    let part = plain.payload.clamped(to: 0..<plain.end)
    var change = sum
    if made[place] == 0xff, made[place + 1] == 0xff, sum == 0 {
      // Here two sums that say the same would lead to different checksums.
      change = made.span.change(from: packet, part)
    } else if !part.isEmpty {
      change += ~packet.extracting(part).onesSum & 0xffff + made.span.extracting(part).onesSum
    }
    made.correct(at: place, by: change)
    if isDatagram, made[place] == 0, made[place + 1] == 0 {
      made.write(0xffff, at: place, byteCount: 2)
    }
  }
}

extension Span<UInt8> {
  /// The sum of its 16-bit words in network order, in ones' complement (RFC 1071).
  fileprivate var onesSum: UInt64 {
    var sum: UInt64 = 0
    var index = 0
    while index < count {
      let word = paddedWord(at: index)
      sum &+= word & 0xffff_ffff &+ word >> 32
      index += 8
    }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    // The words were read with their first byte as the lower one.
    return UInt64(UInt16(truncatingIfNeeded: sum).byteSwapped)
  }
}
