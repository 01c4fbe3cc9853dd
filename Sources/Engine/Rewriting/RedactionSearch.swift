import NetworkLayers
import PcapngReader
import Redaction
import Wire

/// Searches a capture that was written for values that must not be in it.
struct RedactionSearch {
  private let originals: OriginalTexts
  private let addresses: OriginalAddresses
  private let keys: ValueSearch
  /// Keys that cannot be told from numbers, which are no reason to refuse.
  private let regularKeys: ValueSearch
  /// What was found, each with its frame.
  private(set) var findings: [String] = []
  /// How many packets have the bytes of these, and the first that does.
  private(set) var regularPlaceCount = 0
  private(set) var firstRegularFrame = 0
  /// The packet that is looked at.
  private var frame = 0
  /// Whether identities must be gone, not keys alone.
  private let findsIdentities: Bool
  private var clean = CleanAddresses()

  /// The fewest bytes of a key.
  private static let minimumKeyByteCount = 8
  /// The fewest different bytes of a key, without 0 and 255.
  private static let minimumKeyVariety = 5
  /// Findings that are told.
  static let maximumCount = 8

  init(_ pseudonyms: Pseudonyms, keys: Set<[UInt8]>, _ profile: RedactionProfile) {
    originals = pseudonyms.originals
    addresses = pseudonyms.originalAddresses
    findsIdentities = profile != .keys
    var (search, regular) = (ValueSearch(), ValueSearch())
    for key in keys where key.count >= Self.minimumKeyByteCount {
      if Self.isTold(key) { search.add(key, .key) } else { regular.add(key, .key) }
    }
    self.keys = search
    regularKeys = regular
  }

  /// Whether a key is told from numbers wherever it stands: it has enough different bytes that are
  /// neither 0 nor 255. Of random keys all are, but one in a million of the shortest.
  private static func isTold(_ key: [UInt8]) -> Bool {
    Set(key).subtracting([0, 0xff]).count >= minimumKeyVariety
  }

  // MARK: - The search

  /// Searches a capture for ``findings``.
  mutating func run(over source: some ByteSource) {
    do throws(CaptureError) {
      var reader = try PieceReader(source)
      while findings.count < Self.maximumCount {
        // What plain datagrams carry was silenced or is not looked at.
        if let run = reader.nextRun(where: {
          PacketSieve.passesOver($0, linkType: $1)
            && (!findsIdentities || clean.contain(PlainAddresses($0)))
        }) {
          frame = run.firstNumber + run.count - 1
          continue
        }
        guard let piece = try reader.next() else { return }
        if let packet = piece.packet {
          frame = packet.number
          let data = piece.bytes.extracting(packet.data)
          if let what = finding(in: data, packet) {
            findings.append("frame \(packet.number) still has \(what)")
          }
          if let options = packet.options, !options.isEmpty,
            let what = value(in: piece.bytes.extracting(options))
          {
            findings.append("an option of frame \(packet.number) still has \(what)")
          }
        } else if let what = value(in: piece.bytes) {
          findings.append("a block before frame \(frame + 1) still has \(what)")
        }
      }
    } catch {
      findings.append("the new capture cannot be read: \(error)")
    }
  }

  /// What a packet has that it must not have: in its addresses, and in what it carries.
  private mutating func finding(in data: Span<UInt8>, _ packet: PiecePacket) -> String? {
    if let plain = PlainPacket(data, linkType: packet.linkType) {
      if let what = addressFinding(in: data) { return what }
      guard case .segment = plain.content else { return nil }
      return value(in: data.extracting(plain.payload))
    }
    let layers = PacketLayers(of: data, linkType: packet.linkType)
    if findsIdentities {
      for layer in layers.layers {
        if let what = address(in: data, layer) { return what }
      }
    }
    switch layers.content {
    case .segment(let segment): return value(in: data.extracting(segment.payload))
    case .fragment(let place, _): return value(in: data.extracting(place))
    // The headers of media hold random numbers, and the rest is silence.
    case .datagram, .other: return nil
    }
  }

  /// The same of the addresses of a packet that has the headers that nearly all have.
  private mutating func addressFinding(in data: Span<UInt8>) -> String? {
    guard findsIdentities else { return nil }
    let addresses = PlainAddresses(data)
    if clean.contain(addresses) { return nil }
    for layer in Self.plainLayers {
      if let what = address(in: data, layer) { return what }
    }
    clean.insert(addresses)
    return nil
  }

  private static let plainLayers = [
    Layer(kind: .hardwareAddress, offset: 0), Layer(kind: .hardwareAddress, offset: 6),
    Layer(kind: .ipv4, offset: PlainPacket.ipOffset),
  ]

  private func address(in data: Span<UInt8>, _ layer: Layer) -> String? {
    switch layer.kind {
    case .hardwareAddress:
      guard layer.offset + 6 <= data.count else { return nil }
      return addresses.macAddresses.contains(data.bits(at: layer.offset, byteCount: 6))
        ? "a MAC address" : nil
    case .ipv4:
      guard layer.offset + 20 <= data.count else { return nil }
      let isFound = [12, 16].contains { place in
        addresses.ipv4.contains(
          UInt32(truncatingIfNeeded: data.bits(at: layer.offset + place, byteCount: 4)))
      }
      return isFound ? "an address" : nil
    case .ipv6:
      guard layer.offset + 40 <= data.count else { return nil }
      let isFound = [8, 24].contains { place in
        let high = UInt128(data.bits(at: layer.offset + place, byteCount: 8))
        return addresses.ipv6.contains(
          high << 64 | UInt128(data.bits(at: layer.offset + place + 8, byteCount: 8)))
      }
      return isFound ? "an address" : nil
    case .tcp, .udp, .checkedGRE: return nil
    }
  }

  /// A value that stands somewhere in some bytes.
  private mutating func value(in bytes: Span<UInt8>) -> String? {
    if regularKeys.firstHit(in: bytes) != nil {
      if regularPlaceCount == 0 { firstRegularFrame = frame }
      regularPlaceCount += 1
    }
    if let key = keys.firstHit(in: bytes) { return keys.words(for: key) }
    guard findsIdentities else { return nil }
    return originals.firstLong(in: bytes).map { originals.words(for: $0) }
  }
}

/// Addresses of plain packets that were looked at, those of the packets that come most.
private struct CleanAddresses {
  private var places = [PlainAddresses](repeating: .none, count: PlainAddresses.slotCount)

  @inline(__always)  // Once per packet, where a call would copy it.
  func contain(_ addresses: PlainAddresses) -> Bool { places[addresses.slot] == addresses }

  mutating func insert(_ addresses: PlainAddresses) { places[addresses.slot] = addresses }
}
