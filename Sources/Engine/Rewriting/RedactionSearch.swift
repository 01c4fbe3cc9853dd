import NetworkLayers
import PcapngReader
import Redaction
import Wire

/// Searches a capture that was written for values that must not be in it.
struct RedactionSearch {
  /// Values by their first bytes.
  private var patterns: [UInt32: [(bytes: [UInt8], what: String)]] = [:]
  /// A bit for each hash of first bytes, so that nearly all places are passed over at once.
  private var beginnings = [UInt64](repeating: 0, count: 1024)
  private let addresses: Set<UInt32>
  private let macAddresses: Set<UInt64>
  private let ipv6: Set<UInt128>

  /// Bytes that a value begins with.
  private static let beginningByteCount = 4
  /// Findings that are told.
  private static let maximumCount = 8

  init(_ originals: OriginalValues, keys: Set<[UInt8]>, _ profile: RedactionProfile) {
    // Where identities stay, keys alone must be gone.
    let originals = profile == .keys ? .none : originals
    addresses = originals.ipv4
    macAddresses = originals.macAddresses
    ipv6 = originals.ipv6
    for key in keys where key.count >= 8 { add(key, "a key") }
    for text in originals.texts {
      var shown = TextBuffer()
      shown.append(decoding: text.span)
      addText(text, "“\(String(shown))”")
    }
    for bits in originals.ipv4 {
      let what = "the address \(IPAddress(ipv4: bits))"
      addText(Array("\(IPAddress(ipv4: bits))".utf8), what)
      guard Self.isDistinct(bits) else { continue }
      add(bits.networkOrder, what)
      add(bits.networkOrder.reversed(), what)
    }
    // The bytes of what is no maker's address are those of small numbers.
    for bits in originals.macAddresses where bits >> 24 != 0 && bits & 0xff_ffff != 0 {
      let digits = TextBuffer.hexadecimal(bits)
      addText(Array(digits.utf8), "a MAC address")
      addText(Array(digits.uppercased().utf8), "a MAC address")
      add((0..<6).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * (5 - $0))) }, "a MAC address")
    }
  }

  /// Whether four bytes are an address of a host, and more than two small numbers beside each other,
  /// as every message has some.
  private static func isDistinct(_ bits: UInt32) -> Bool {
    let zeroCount = bits.networkOrder.count { $0 == 0 }
    return zeroCount < 2 && bits >> 24 != 0 && bits >> 24 < 0xe0
      && bits & 0xff != 0 && bits >> 8 & 0xffff != 0xffff
  }

  private mutating func addText(_ text: [UInt8], _ what: String) {
    guard text.count >= Self.beginningByteCount else { return }
    add(text, what)
    add(text.flatMap { [$0, 0] }, what)
  }

  private mutating func add(_ bytes: [UInt8], _ what: String) {
    let beginning = Self.beginning(of: bytes.span, at: 0)
    patterns[beginning, default: []].append((bytes, what))
    let hash = Self.hash(beginning)
    beginnings[hash / 64] |= 1 << UInt64(hash % 64)
  }

  private static func beginning(of bytes: Span<UInt8>, at index: Int) -> UInt32 {
    bytes.uint32(at: index, .littleEndian)
  }

  @inline(__always)
  private static func hash(_ beginning: UInt32) -> Int {
    Int((beginning &* 0x9e37_79b1) >> 16)
  }

  // MARK: - The search

  /// What was found, each with its frame.
  func findings(in path: String) -> [String] {
    var findings: [String] = []
    do throws(CaptureError) {
      var reader = try PieceReader(FileSource(path: path)) { _ in }
      var packetCount = 0
      while let piece = try reader.next(), findings.count < Self.maximumCount {
        if let packet = piece.packet {
          packetCount = packet.number
          let data = piece.bytes.extracting(packet.data)
          if let what = finding(in: data, packet) {
            findings.append("frame \(packet.number) still has \(what)")
          }
          if let options = packet.options, let what = value(in: piece.bytes.extracting(options)) {
            findings.append("an option of frame \(packet.number) still has \(what)")
          }
        } else if let what = value(in: piece.bytes) {
          findings.append("a block before frame \(packetCount + 1) still has \(what)")
        }
      }
    } catch {
      findings.append("the new capture cannot be read: \(error)")
    }
    return findings
  }

  /// What a packet has that it must not have: in its addresses, and in what it carries.
  private func finding(in data: Span<UInt8>, _ packet: PiecePacket) -> String? {
    let layers = PacketLayers(of: data, linkType: packet.linkType)
    for layer in layers.layers {
      if let what = address(in: data, layer) { return what }
    }
    switch layers.content {
    case .segment(let segment): return value(in: data.extracting(segment.payload))
    case .fragment(let place, _): return value(in: data.extracting(place))
    // The headers of media hold random numbers, and the rest is silence.
    case .datagram, .other: return nil
    }
  }

  private func address(in data: Span<UInt8>, _ layer: Layer) -> String? {
    switch layer.kind {
    case .hardwareAddress:
      guard layer.offset + 6 <= data.count else { return nil }
      return macAddresses.contains(data.bits(at: layer.offset, byteCount: 6))
        ? "a MAC address" : nil
    case .ipv4:
      guard layer.offset + 20 <= data.count else { return nil }
      let isFound = [12, 16].contains { place in
        addresses.contains(
          UInt32(truncatingIfNeeded: data.bits(at: layer.offset + place, byteCount: 4)))
      }
      return isFound ? "an address" : nil
    case .ipv6:
      guard layer.offset + 40 <= data.count else { return nil }
      let isFound = [8, 24].contains { place in
        let high = UInt128(data.bits(at: layer.offset + place, byteCount: 8))
        return ipv6.contains(
          high << 64 | UInt128(data.bits(at: layer.offset + place + 8, byteCount: 8)))
      }
      return isFound ? "an address" : nil
    case .tcp, .udp: return nil
    }
  }

  /// A value that stands somewhere in some bytes.
  private func value(in bytes: Span<UInt8>) -> String? {
    guard bytes.count >= Self.beginningByteCount else { return nil }
    for index in 0...(bytes.count - Self.beginningByteCount) {
      let beginning = Self.beginning(of: bytes, at: index)
      let hash = Self.hash(beginning)
      guard beginnings[hash / 64] >> UInt64(hash % 64) & 1 == 1 else { continue }
      for (pattern, what) in patterns[beginning] ?? []
      where index + pattern.count <= bytes.count
        && pattern.indices.allSatisfy({ bytes[index + $0] == pattern[$0] })
      {
        return what
      }
    }
    return nil
  }
}

extension Span<UInt8> {
  /// A number in network order.
  fileprivate func bits(at place: Int, byteCount: Int) -> UInt64 {
    (place..<place + byteCount).reduce(0) { $0 << 8 | UInt64(self[$1]) }
  }
}

extension TextBuffer {
  /// Twelve digits.
  fileprivate static func hexadecimal(_ bits: UInt64) -> String {
    var text = TextBuffer()
    text.append(hexadecimal: bits, digits: 12)
    return String(text)
  }
}
