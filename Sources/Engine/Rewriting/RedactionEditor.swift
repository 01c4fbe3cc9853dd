import CaptureWriting
import NetworkLayers
import PcapngReader
import Redaction
import Wire

/// Copies a capture with other names, numbers, addresses and keys in it.
struct RedactionEditor: PieceEditor {
  /// Whether identities are replaced, not keys alone.
  private let replacesIdentities: Bool
  private let keepsOthers: Bool
  private let connections: ConnectionSet
  private let streams: SharedStreamImages
  private let rewriter: PacketRewriter
  private var plainRewriter: PlainRewriter
  private var directions = PlainDirections()
  private var fragments: FragmentImages
  /// The packets of the run that is changed.
  private var media: [PlainDatagram] = []
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
    replacesIdentities = profile != .keys
    self.keepsOthers = keepsOthers
    self.connections = connections
    self.streams = streams
    self.fragments = fragments
    rewriter = PacketRewriter(pseudonyms: pseudonyms)
    plainRewriter = PlainRewriter(rewriter, replacesAddresses: replacesIdentities)
  }

  mutating func edit(
    _ piece: borrowing CapturePiece, file: Int, into writer: inout PieceWriter
  ) {
    guard let packet = piece.packet else { return editMetadata(piece, into: &writer) }
    packetCount += 1
    let keepsAll = !replacesIdentities
    let data = piece.bytes.extracting(packet.data)
    let isWritten = writer.append(
      piece, keeping: { keepsAll ? $0 != .epbHash : Self.kept.contains($0) }
    ) { change(&$0, of: data, packet) }
    if isWritten { writtenCount += 1 } else { otherCount += 1 }
  }

  /// Media are silenced, and stay as they are where only keys are replaced, as all datagrams do then.
  mutating func editRun(of reader: inout PieceReader, into writer: inout PieceWriter) -> Bool {
    guard replacesIdentities else {
      guard let run = reader.nextRun(where: { PacketSieve.passesOver($0, linkType: $1) }) else {
        return false
      }
      packetCount += run.count
      writtenCount += run.count
      writer.append(run) { _, _ in }
      return true
    }
    media.removeAll(keepingCapacity: true)
    let run = reader.nextRun { packet, linkType in
      guard let datagram = PlainDatagram(packet, linkType: linkType),
        Self.isMedia(datagram, packet)
      else { return false }
      media.append(datagram)
      return true
    }
    guard let run else { return false }
    packetCount += run.count
    writtenCount += run.count
    mediaCount += run.count
    var index = 0
    writer.append(run) { made, packet in
      silence(&made, packet, media[index])
      index += 1
    }
    return true
  }

  @inline(__always)  // Once per packet.
  private mutating func silence(
    _ made: inout MutableSpan<UInt8>, _ packet: Span<UInt8>, _ datagram: PlainDatagram
  ) {
    plainRewriter.rewrite(
      &made, of: packet, isDatagram: true, payload: datagram.payload, end: datagram.end
    ) { MediaSilence.silence(&$0, datagram.payload) }
  }

  /// Whether a packet is a datagram that may be RTP or RTCP.
  private static func isMedia(_ datagram: PlainDatagram, _ packet: Span<UInt8>) -> Bool {
    datagram.lowerPort >= lowestMediaPort
      && MediaSilence.isMedia(packet.extracting(datagram.payload))
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
    if !replacesIdentities { return writer.append(piece) }
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

  /// Changes `made`, a copy of a packet, into what that is in the new capture; false where it is left
  /// out.
  private mutating func change(
    _ made: inout MutableSpan<UInt8>, of data: Span<UInt8>, _ packet: PiecePacket
  ) -> Bool {
    if let plain = PlainPacket(data, linkType: packet.linkType) {
      switch plain.content {
      case .segment(let firstByteNumber):
        if change(&made, of: data, plain, firstByteNumber, frame: packet.number) { return true }
      case .datagram:
        if !replacesIdentities { return true }
        if let datagram = PlainDatagram(data, linkType: packet.linkType),
          Self.isMedia(datagram, data)
        {
          mediaCount += 1
          silence(&made, data, datagram)
          return true
        }
      }
    }
    let layers = PacketLayers(of: data, linkType: packet.linkType)
    if case .fragment(let place, let offset) = layers.content {
      return changeFragment(&made, of: data, packet, layers, place, offset)
    }
    return change(&made, of: data, layers, frame: packet.number)
  }

  /// The same of a plain segment; false, and nothing is changed, where that is left to others.
  private mutating func change(
    _ made: inout MutableSpan<UInt8>, of data: Span<UInt8>, _ plain: PlainPacket,
    _ firstByteNumber: SequenceNumber, frame: Int
  ) -> Bool {
    guard let direction = directions.number(of: plain, connections, streams) else { return false }
    let (payload, streams) = (plain.payload, streams)
    plainRewriter.rewrite(
      &made, of: data, isDatagram: false, payload: payload, end: plain.end
    ) { bytes in
      if payload.isEmpty { return }
      streams.images.overwrite(
        payload, of: &bytes, original: data, direction, firstByteNumber: firstByteNumber,
        frame: frame)
    }
    return true
  }

  private mutating func change(
    _ made: inout MutableSpan<UInt8>, of data: Span<UInt8>, _ layers: PacketLayers, frame: Int
  ) -> Bool {
    switch layers.content {
    case .segment(let segment):
      guard connections.contains(segment.source, segment.destination) else {
        return changeOther(&made, of: data, layers, segment.payload)
      }
      let direction = streams.images.number(from: segment.source, to: segment.destination)
      let streams = streams
      rewrite(&made, of: data, layers, segment.payload) { bytes in
        if !segment.payload.isEmpty {
          streams.images.overwrite(
            segment.payload, of: &bytes, original: data, direction,
            firstByteNumber: segment.firstByteNumber, frame: frame)
        }
      }
    case .datagram(let source, let destination, let payload):
      if !replacesIdentities { return true }
      guard min(source.port, destination.port) >= Self.lowestMediaPort,
        MediaSilence.isMedia(data.extracting(payload))
      else {
        return changeOther(&made, of: data, layers, payload)
      }
      mediaCount += 1
      rewrite(&made, of: data, layers, payload) { MediaSilence.silence(&$0, payload) }
    case .fragment, .other: return changeOther(&made, of: data, layers, nil)
    }
    return true
  }

  /// Below it are the ports of other protocols.
  private static let lowestMediaPort: UInt16 = 1024

  /// Changes a packet; in a profile that replaces keys alone, nothing but what it carries.
  private func rewrite(
    _ made: inout MutableSpan<UInt8>, of data: Span<UInt8>, _ layers: PacketLayers,
    _ payload: Range<Int>, _ change: (inout MutableSpan<UInt8>) -> Void
  ) {
    rewriter.rewrite(
      &made, of: data, layers, payload: payload, replacesAddresses: replacesIdentities,
      change: change)
  }

  /// A packet of another protocol.
  private mutating func changeOther(
    _ made: inout MutableSpan<UInt8>, of data: Span<UInt8>, _ layers: PacketLayers,
    _ payload: Range<Int>?
  ) -> Bool {
    if !replacesIdentities { return true }
    guard keepsOthers else { return false }
    otherCount += 1
    let blank = payload ?? Self.headersEnd(of: layers, in: data)..<data.count
    rewrite(&made, of: data, layers, blank) { $0.fill(blank) }
    return true
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

  /// A fragment of an IP packet: its headers, and its part of what the whole packet becomes.
  private mutating func changeFragment(
    _ made: inout MutableSpan<UInt8>, of data: Span<UInt8>, _ packet: PiecePacket,
    _ layers: PacketLayers, _ place: Range<Int>, _ offset: Int
  ) -> Bool {
    var fragments = FragmentImages()
    swap(&fragments, &self.fragments)
    defer { swap(&fragments, &self.fragments) }
    let part = fragments.part(ofFrame: packet.number, from: offset, count: place.count) {
      whole, linkType in
      let layers = PacketLayers(of: whole, linkType: linkType)
      var image: [UInt8] = []
      image.append(whole)
      var made = image.mutableSpan
      let isTaken = change(&made, of: whole, layers, frame: packet.number)
      return isTaken ? image : nil
    }
    guard let part else { return !replacesIdentities }
    rewrite(&made, of: data, layers, place) { $0.overwrite(place.lowerBound, with: part.span) }
    return true
  }
}

/// The numbers of directions of SCCP connections, by what plain packets say of their ends.
private struct PlainDirections {
  private struct Entry {
    let addresses: UInt64
    let ports: UInt32
    /// Nil for a connection of another protocol.
    let number: Int32?
  }

  /// Those of the directions that speak most.
  private var entries = [Entry?](repeating: nil, count: PlainAddresses.slotCount)

  /// The number of a segment's direction; nil for a connection of another protocol.
  mutating func number(
    of plain: PlainPacket, _ connections: ConnectionSet, _ streams: SharedStreamImages
  ) -> Int? {
    let addresses =
      UInt64(truncatingIfNeeded: plain.source.address.bits) << 32
      | UInt64(truncatingIfNeeded: plain.destination.address.bits)
    let ports = UInt32(plain.source.port) << 16 | UInt32(plain.destination.port)
    let slot = PlainAddresses.slot(of: addresses, UInt64(ports))
    if let known = entries[slot], known.addresses == addresses, known.ports == ports {
      return known.number.map(Int.init)
    }
    let number =
      connections.contains(plain.source, plain.destination)
      ? streams.images.number(from: plain.source, to: plain.destination) : nil
    entries[slot] = Entry(
      addresses: addresses, ports: ports, number: number.map { Int32(clamping: $0) })
    return number
  }
}
