import NetworkLayers
import PcapngReader
import Redaction
import Wire

/// Changes the bytes of packets: addresses in their headers, what they carry, and the checksums that
/// depend on both.
///
/// A checksum is corrected by what changed (RFC 1624), so that a right one stays right and a wrong
/// one wrong, also where the packet was not captured whole.
struct PacketRewriter {
  let pseudonyms: Pseudonyms

  /// Changes `made`, a copy of a packet, into what becomes of it: changes its headers, and then what
  /// they lead to; with `replacesAddresses` everything after that is set to 0.
  ///
  /// `change` is given the bytes of the packet, to change what the payload has.
  func rewrite(
    _ made: inout MutableSpan<UInt8>, of packet: Span<UInt8>, _ layers: PacketLayers,
    payload: Range<Int>, replacesAddresses: Bool, change: (inout MutableSpan<UInt8>) -> Void
  ) {
    if replacesAddresses { replaceAddresses(in: &made, layers.layers) }
    change(&made)
    if replacesAddresses {
      let end = max(payload.upperBound, headersEnd(of: packet, layers.layers))
      if end < made.count { made.fill(end..<made.count) }
    }
    correctChecksums(of: &made, from: packet, layers.layers)
  }

  // MARK: - Addresses

  func replaceAddresses(in bytes: inout MutableSpan<UInt8>, _ layers: [Layer]) {
    for layer in layers {
      switch layer.kind {
      case .hardwareAddress:
        guard layer.offset + 6 <= bytes.count else { continue }
        let image = pseudonyms.macAddress(bytes.span.bits(at: layer.offset, byteCount: 6))
        bytes.write(image, at: layer.offset, byteCount: 6)
      case .ipv4:
        for place in [layer.offset + 12, layer.offset + 16] where place + 4 <= bytes.count {
          let bits = UInt32(truncatingIfNeeded: bytes.span.bits(at: place, byteCount: 4))
          bytes.write(UInt64(pseudonyms.ipv4(bits)), at: place, byteCount: 4)
        }
        renameGroup(in: &bytes, of: layer, layers)
      case .ipv6:
        for place in [layer.offset + 8, layer.offset + 24] where place + 16 <= bytes.count {
          let high = UInt128(bytes.span.bits(at: place, byteCount: 8))
          let low = UInt128(bytes.span.bits(at: place + 8, byteCount: 8))
          let image = pseudonyms.address(IPAddress(ipv6: high << 64 | low)).bits
          bytes.write(UInt64(truncatingIfNeeded: image >> 64), at: place, byteCount: 8)
          bytes.write(UInt64(truncatingIfNeeded: image), at: place + 8, byteCount: 8)
        }
      case .tcp, .udp, .checkedGRE: break
      }
    }
  }

  /// Gives a frame to a group of IPv4 the hardware address that the group has, RFC 1112 §6.4.
  private func renameGroup(
    in bytes: inout MutableSpan<UInt8>, of layer: Layer, _ layers: [Layer]
  ) {
    let frame = layers.first { $0.kind == .hardwareAddress }
    guard let frame, frame.offset + 6 <= bytes.count, layer.offset + 20 <= bytes.count,
      bytes.span.bits(at: frame.offset, byteCount: 3) == 0x01_005e,
      bytes[layer.offset + 16] & 0xf0 == 0xe0
    else { return }
    let group = bytes.span.bits(at: layer.offset + 16, byteCount: 4) & 0x7f_ffff
    bytes.write(group, at: frame.offset + 3, byteCount: 3)
  }

  // MARK: - Checksums

  /// Where the innermost IP packet ends, as far as it was captured.
  private func headersEnd(of packet: Span<UInt8>, _ layers: [Layer]) -> Int {
    guard let last = layers.last(where: \.isIP) else {
      return packet.count
    }
    return end(of: last, in: packet)
  }

  private func end(of layer: Layer, in packet: Span<UInt8>) -> Int {
    let isIPv4 = layer.kind == .ipv4
    let place = layer.offset + (isIPv4 ? 2 : 4)
    guard place + 2 <= packet.count else { return packet.count }
    let length = Int(packet[place]) << 8 | Int(packet[place + 1])
    // None is said where the network card cuts packets itself.
    if length == 0 { return packet.count }
    return min(packet.count, layer.offset + length + (isIPv4 ? 0 : 40))
  }

  /// Corrects the checksums from the inside to the outside: an outer one covers the inner ones.
  private func correctChecksums(
    of bytes: inout MutableSpan<UInt8>, from packet: Span<UInt8>, _ layers: [Layer]
  ) {
    for (index, layer) in layers.enumerated().reversed() {
      switch layer.kind {
      case .hardwareAddress, .ipv6: break
      case .ipv4:
        guard layer.offset + 20 <= bytes.count else { continue }
        let header = layer.offset..<layer.offset + 20
        correct(at: layer.offset + 10, in: &bytes, from: packet, [header])
      case .checkedGRE:
        guard let around = layers[..<index].last(where: \.isIP) else { continue }
        let end = max(layer.offset, end(of: around, in: packet))
        guard layer.offset + 6 <= end else { continue }
        correct(at: layer.offset + 4, in: &bytes, from: packet, [layer.offset..<end])
      case .tcp, .udp:
        guard let around = layers[..<index].last(where: \.isIP) else { continue }
        let isIPv4 = around.kind == .ipv4
        let addresses =
          isIPv4
          ? around.offset + 12..<around.offset + 20 : around.offset + 8..<around.offset + 40
        let end = max(layer.offset, end(of: around, in: packet))
        let place = layer.offset + (layer.kind == .tcp ? 16 : 6)
        guard addresses.upperBound <= bytes.count, place + 2 <= end else { continue }
        // A datagram without a checksum stays one.
        if layer.kind == .udp, packet[place] == 0, packet[place + 1] == 0 { continue }
        correct(at: place, in: &bytes, from: packet, [addresses, layer.offset..<end])
        if layer.kind == .udp, bytes[place] == 0, bytes[place + 1] == 0 {
          bytes.write(0xffff, at: place, byteCount: 2)
        }
      }
    }
  }

  /// Changes a checksum by as much as what it covers has changed.
  private func correct(
    at place: Int, in bytes: inout MutableSpan<UInt8>, from packet: Span<UInt8>,
    _ parts: [Range<Int>]
  ) {
    var sum: UInt64 = 0
    for part in parts { sum += bytes.span.change(from: packet, part, except: place) }
    bytes.correct(at: place, by: sum)
  }
}

extension Layer {
  fileprivate var isIP: Bool { kind == .ipv4 || kind == .ipv6 }
}

extension Span<UInt8> {
  /// A number in network order; the place must be there.
  func bits(at place: Int, byteCount: Int) -> UInt64 {
    var number: UInt64 = 0
    for index in place..<place + byteCount { number = number << 8 | UInt64(self[index]) }
    return number
  }

  /// Two bytes as a number in network order; one after the part counts as 0.
  fileprivate func word(at index: Int, in part: Range<Int>) -> UInt64 {
    let low = index + 1 < part.upperBound ? UInt64(self[index + 1]) : 0
    return UInt64(self[index]) << 8 | low
  }

  /// By how much the sum of 16-bit words changes that covers a part, RFC 1624; the word at a place is
  /// none of them.
  func change(from packet: Span<UInt8>, _ part: Range<Int>, except place: Int = -1) -> UInt64 {
    var sum: UInt64 = 0
    var index = part.lowerBound
    while index < part.upperBound {
      if index != place {
        let (before, after) = (packet.word(at: index, in: part), word(at: index, in: part))
        if before != after { sum += (~before & 0xffff) + after }
      }
      index += 2
    }
    return sum
  }
}

extension MutableSpan<UInt8> {
  /// Changes a checksum by as much as the sum of what it covers has changed.
  mutating func correct(at place: Int, by change: UInt64) {
    var sum = (UInt64(self[place]) << 8 | UInt64(self[place + 1])) ^ 0xffff
    sum += change
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    self[place] = ~UInt8(truncatingIfNeeded: sum >> 8)
    self[place + 1] = ~UInt8(truncatingIfNeeded: sum)
  }

  /// Writes a number in network order; the place must be there.
  mutating func write(_ number: UInt64, at place: Int, byteCount: Int) {
    for index in 0..<byteCount {
      self[place + index] = UInt8(
        truncatingIfNeeded: number >> UInt64(8 * (byteCount - 1 - index)))
    }
  }
}
