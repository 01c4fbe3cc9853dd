import CaptureWriting
import NetworkLayers
import PcapngReader
import Redaction
import Wire

/// Copies a capture with other names, numbers, addresses and keys in it.
struct RedactionEditor: PieceEditor {
  private let profile: RedactionProfile
  private let keepsOthers: Bool
  private let connections: ConnectionSet
  private let streams: SharedStreamImages
  private let rewriter: PacketRewriter
  private var fragments: FragmentImages
  private(set) var packetCount = 0
  private(set) var writtenCount = 0
  /// RTP and RTCP packets.
  private(set) var mediaCount = 0
  /// Packets of other protocols that were left out, or whose payload was.
  private(set) var otherCount = 0
  /// Blocks that are no packets, and options, that were left out.
  private(set) var metadataCount = 0

  init(
    _ profile: RedactionProfile, keepsOthers: Bool, _ connections: ConnectionSet,
    _ streams: SharedStreamImages, _ pseudonyms: Pseudonyms, _ fragments: FragmentImages
  ) {
    self.profile = profile
    self.keepsOthers = keepsOthers
    self.connections = connections
    self.streams = streams
    self.fragments = fragments
    rewriter = PacketRewriter(pseudonyms: pseudonyms)
  }

  mutating func edit(
    _ piece: borrowing CapturePiece, file: Int, into writer: inout PieceWriter
  ) {
    guard let packet = piece.packet else { return editMetadata(piece, into: &writer) }
    packetCount += 1
    guard let bytes = image(of: piece.bytes.extracting(packet.data), packet) else {
      otherCount += 1
      return
    }
    writtenCount += 1
    let keepsAll = profile == .keys
    writer.append(piece, holding: bytes) { keepsAll ? $0 != .epbHash : Self.kept.contains($0) }
  }

  // MARK: - What is no packet

  /// Options of packets that say nothing about anybody.
  private static let kept: Set<OptionCode> = [
    .epbFlags, .epbDropCount, .epbPacketID, .epbQueue,
  ]
  /// Options of interfaces that the times and lengths of packets depend on.
  private static let keptOfInterfaces: Set<OptionCode> = [
    .ifSpeed, .ifTsresol, .ifFCSLength, .ifTsoffset,
  ]

  private mutating func editMetadata(
    _ piece: borrowing CapturePiece, into writer: inout PieceWriter
  ) {
    guard case .block(let type) = piece.kind else { return writer.append(piece) }
    if type == .decryptionSecrets {
      metadataCount += 1
      return
    }
    if profile == .keys { return writer.append(piece) }
    switch type {
    case .sectionHeader: metadataCount += writer.append(piece, optionsFrom: 16) { _ in false }
    case .interfaceDescription:
      metadataCount += writer.append(piece, optionsFrom: 8) { Self.keptOfInterfaces.contains($0) }
    case .interfaceStatistics:
      metadataCount += writer.append(piece, optionsFrom: 12) { $0 != .comment }
    default: metadataCount += 1
    }
  }

  // MARK: - Packets

  /// What a packet is in the new capture; nil where it is left out.
  private mutating func image(of data: Span<UInt8>, _ packet: PiecePacket) -> [UInt8]? {
    let layers = PacketLayers(of: data, linkType: packet.linkType)
    if case .fragment(let place, let offset) = layers.content {
      return fragment(data, packet, layers, place, offset)
    }
    return image(of: data, layers, frame: packet.number)
  }

  private mutating func image(
    of data: Span<UInt8>, _ layers: PacketLayers, frame: Int
  ) -> [UInt8]? {
    switch layers.content {
    case .segment(let segment):
      if connections.contains(segment.source, segment.destination) {
        return changed(data, layers, segment.payload) { bytes in
          if !segment.payload.isEmpty {
            let direction = streams.images.number(from: segment.source, to: segment.destination)
            streams.images.overwrite(
              segment.payload, of: &bytes, original: data, direction,
              firstByteNumber: segment.firstByteNumber, frame: frame)
          }
        }
      }
      return other(data, layers, segment.payload)
    case .datagram(let source, let destination, let payload):
      if profile == .keys { return copy(data) }
      guard min(source.port, destination.port) >= 1024, isMedia(data, payload) else {
        return other(data, layers, payload)
      }
      mediaCount += 1
      return changed(data, layers, payload) { MediaSilence.silence(&$0, payload) }
    case .fragment, .other: return other(data, layers, nil)
    }
  }

  /// Changes a packet; in a profile that replaces keys alone, nothing but what it carries.
  private func changed(
    _ data: Span<UInt8>, _ layers: PacketLayers, _ payload: Range<Int>,
    _ change: (inout [UInt8]) -> Void
  ) -> [UInt8] {
    rewriter.rewrite(
      data, layers, payload: payload, replacesAddresses: profile != .keys, change: change)
  }

  /// A packet of another protocol.
  private mutating func other(
    _ data: Span<UInt8>, _ layers: PacketLayers, _ payload: Range<Int>?
  ) -> [UInt8]? {
    if profile == .keys { return copy(data) }
    guard keepsOthers else { return nil }
    otherCount += 1
    let blank = payload ?? Self.headersEnd(of: layers, in: data)..<data.count
    return changed(data, layers, blank) { bytes in
      for index in blank { bytes[index] = 0 }
    }
  }

  /// Where the headers end that are understood of a packet that leads to nothing.
  private static func headersEnd(of layers: PacketLayers, in data: Span<UInt8>) -> Int {
    guard let last = layers.layers.last else { return 0 }
    let byteCount =
      switch last.kind {
      // The address of the sender, and the type of what follows.
      case .hardwareAddress: 8
      case .ipv4, .tcp: 20
      case .ipv6: 40
      case .udp: 8
      case .checkedGRE: 8
      }
    return min(last.offset + byteCount, data.count)
  }

  private func isMedia(_ data: Span<UInt8>, _ payload: Range<Int>) -> Bool {
    var beginning: [UInt8] = []
    beginning.append(data.extracting(payload).extracting(first: 16))
    return MediaSilence.isMedia(beginning[...])
  }

  private func copy(_ data: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(data)
    return bytes
  }

  /// A fragment of an IP packet: its headers, and its part of what the whole packet becomes.
  private mutating func fragment(
    _ data: Span<UInt8>, _ packet: PiecePacket, _ layers: PacketLayers, _ place: Range<Int>,
    _ offset: Int
  ) -> [UInt8]? {
    var fragments = FragmentImages()
    swap(&fragments, &self.fragments)
    defer { swap(&fragments, &self.fragments) }
    let part = fragments.part(ofFrame: packet.number, from: offset, count: place.count) {
      whole, linkType in
      image(of: whole, PacketLayers(of: whole, linkType: linkType), frame: packet.number)
    }
    guard let part else { return profile == .keys ? copy(data) : nil }
    return changed(data, layers, place) { bytes in
      for (index, byte) in part.enumerated() { bytes[place.lowerBound + index] = byte }
    }
  }
}
