package import Wire

/// Reads the packets of a capture file, pcapng or pcap, one after the other.
///
/// Each packet is lent, not given: nothing is copied or allocated for it. What the file says about
/// its sections and interfaces is kept, up to the limits named with it.
package struct CaptureReader: ~Copyable {
  private var buffer: CaptureBuffer
  /// What ``metadata`` takes.
  private var share: MemoryShare
  /// Bytes at the front of the buffer that belong to the packet that is lent out.
  private var held = 0
  private var pcap: PcapFileHeader?
  /// Whether the times of a pcap file are taken in nanoseconds although its header announces
  /// microseconds.
  package private(set) var hasUnannouncedNanoseconds = false
  /// How the file is compressed; what an error says of places is then about the unpacked bytes.
  package let compression: Compression?
  private var framer = BlockFramer()
  private var metadata: CaptureMetadata
  /// Packets read so far.
  package private(set) var packetCount = 0
  /// The capture time of the packet read last that has one.
  private var newest: ClockReading?

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// `beforeWaiting` is called before each read that would wait: see ``FileSource``. It throws when
  /// the file cannot be read, or is neither pcapng nor pcap.
  package init(
    path: String, beforeWaiting: @escaping () -> Void = {},
    didRead: @escaping (Int) -> Void = { _ in }, budget: CaptureMemory = CaptureMemory()
  ) throws(CaptureError) {
    try self.init(
      FileSource(path: path, beforeWaiting: beforeWaiting, didRead: didRead), budget: budget)
  }

  /// Reads from a source, and begins with the bytes that tell the format.
  ///
  /// `byteCount` is the room for one read, which grows where a block needs more, as far as `budget`
  /// lets it.
  package init(
    _ source: any ByteSource, byteCount: Int = CaptureBuffer.initialByteCount,
    budget: CaptureMemory = CaptureMemory()
  ) throws(CaptureError) {
    share = MemoryShare(of: budget)
    var buffer = CaptureBuffer(source, byteCount: byteCount, budget: budget)
    let compression = try buffer.unpack()
    let pcap = try Self.format(of: &buffer)
    self.compression = compression
    if pcap != nil { buffer.advance(PcapFileHeader.byteCount) }
    self.pcap = pcap
    metadata = pcap.map(CaptureMetadata.init) ?? CaptureMetadata()
    self.buffer = buffer
  }

  /// Whether the file is pcapng; otherwise it is pcap.
  package var isPcapng: Bool { pcap == nil }

  /// The headers of the sections read so far, the first 1024.
  package var sections: [SectionHeader] { metadata.sections }

  /// Sections read so far.
  package var sectionCount: Int { metadata.sectionCount }

  /// Interfaces described so far, the first 1024 of the file, by their number in the file.
  package var interfaces: [InterfaceDescription] { metadata.interfaces.descriptions }

  /// Interfaces described so far.
  package var interfaceCount: Int { metadata.interfaces.count }

  /// The keys found so far, up to ``DecryptionSecrets/maximumByteCount``.
  package var decryptionSecrets: [DecryptionSecrets] { metadata.secrets }

  /// Bytes of keys found beyond that, which are not kept.
  package var leftOutSecretsByteCount: Int { metadata.leftOutSecretsByteCount }

  /// When the packet read last that has a time was captured.
  package var newestTime: Timestamp? { newest?.timestamp }

  /// The next packet; nil at the end of the file.
  ///
  /// It throws when the file ends inside a packet or is damaged, and again each time after.
  @_lifetime(&self)
  package mutating func next() throws(CaptureError) -> Packet? {
    var sink = EverythingSink()
    return try next(for: &sink)
  }

  /// The next packet that the sink does not pass over; nil at the end of the file.
  @_lifetime(&self)
  mutating func next(
    for sink: inout some PacketSink & ~Copyable
  ) throws(CaptureError) -> Packet? {
    buffer.advance(held)
    held = 0
    if let pcap { return try nextRecord(packetCount == 0 ? begin(pcap) : pcap, for: &sink) }
    return try nextPacketBlock(for: &sink)
  }

  /// Makes ``next()`` give the packet that it gave last once more.
  mutating func putBack() {
    guard held > 0 else { return }
    held = 0
    packetCount -= 1
  }

  /// The header of a pcap file, or nil for pcapng.
  static func format(
    of buffer: inout CaptureBuffer
  ) throws(CaptureError) -> PcapFileHeader? {
    let hasMagic = try buffer.require(4)
    let beginning = Self.beginning(of: buffer)
    if beginning.isEmpty { throw CaptureError(.file, .isEmpty) }
    var cursor = ByteCursor(beginning.span, order: .bigEndian)
    let magic = (try? cursor.uint32()) ?? 0
    if hasMagic, magic == BlockType.sectionHeader.rawValue { return nil }
    guard hasMagic, let (variant, order) = PcapFileHeader.Variant.announced(by: magic) else {
      throw try Self.unknown(&buffer, beginning)
    }
    _ = try buffer.require(PcapFileHeader.byteCount)
    guard let header = try? PcapFileHeader(buffer.bytes, variant: variant, order: order) else {
      throw CaptureError(
        .fileHeader, .truncated(available: buffer.available, needed: PcapFileHeader.byteCount))
    }
    guard header.majorVersion == PcapFileHeader.supportedMajorVersion else {
      throw CaptureError(
        .fileHeader,
        .unsupportedVersion(major: header.majorVersion, minor: header.minorVersion))
    }
    return header
  }

  /// What a file is that is no capture.
  private static func unknown(
    _ buffer: inout CaptureBuffer, _ beginning: [UInt8]
  ) throws(CaptureError) -> CaptureError {
    _ = try buffer.require(ForeignFormat.lookedAtByteCount)
    let format = ForeignFormat(beginning: buffer.bytes)
    return CaptureError(
      .file, format.map { .foreign($0) } ?? .notACapture(beginning: beginning))
  }

  /// A copy of the first four bytes.
  private static func beginning(of buffer: borrowing CaptureBuffer) -> [UInt8] {
    let bytes = buffer.bytes.extracting(first: 4)
    return bytes.indices.map { bytes[$0] }
  }

  @_lifetime(&self)
  @inline(__always)  // Else a packet is copied on its way out.
  private mutating func nextRecord(
    _ file: PcapFileHeader, for sink: inout some PacketSink & ~Copyable
  ) throws(CaptureError) -> Packet? {
    let interface = try metadata.interfaces.entry(0, at: .fileHeader)
    while true {
      passOver(
        PassedPackets(
          records: buffer.bytes, of: file, interface, after: packetCount, for: &sink))
      let available = buffer.available
      guard let record = try PacketRecord.next(in: &buffer, file) else { return nil }
      // More was read: the sink was not asked about it yet.
      if record.byteCount > available { continue }
      packetCount += 1
      newest = ClockReading(ticks: record.ticks, clock: file.clock)
      held = record.byteCount
      let bytes = buffer.bytes
      return Packet(
        number: packetCount, interfaceID: 0, interface,
        time: file.clock.timestamp(ticks: record.ticks), originalLength: record.originalLength,
        data: bytes.extracting(record.headerByteCount..<record.byteCount),
        options: BlockOptions(ByteCursor(bytes.extracting(0..<0), order: file.order)))
    }
  }

  /// The header of a file before its first packet was returned, with the clock that its packets show.
  @inline(never)
  private mutating func begin(
    _ announced: PcapFileHeader
  ) throws(CaptureError) -> PcapFileHeader {
    _ = try buffer.require(announced.recordHeaderByteCount)
    var header = announced
    guard header.takeNanoseconds(whereShownBy: buffer.bytes) else { return announced }
    pcap = header
    metadata = CaptureMetadata(header)
    hasUnannouncedNanoseconds = true
    return header
  }

  @_lifetime(&self)
  @inline(__always)  // Else a packet is copied on its way out.
  private mutating func nextPacketBlock(
    for sink: inout some PacketSink & ~Copyable
  ) throws(CaptureError) -> Packet? {
    while true {
      let passed = sink.passedPackets(
        blocks: buffer.bytes, framer.order, metadata.interfaces.described, after: packetCount)
      passOver(passed)
      if let wanted = passed.wanted { return packet(wanted) }
      switch try nextOther() {
      case .looksAgain: continue
      case .packet(let extent): return try packet(in: extent)
      case .end: return nil
      }
    }
  }

  /// What comes where there is no packet that can be looked at in its place.
  private enum Next {
    /// More was read, or what was there is done: there may be packets to look at.
    case looksAgain
    /// A block with a packet that needs a closer look, or has a fault.
    case packet(BlockExtent)
    case end
  }

  @inline(never)  // Once in many packets.
  private mutating func nextOther() throws(CaptureError) -> Next {
    let available = buffer.available
    guard let extent = try framer.next(in: &buffer) else { return .end }
    if extent.heldByteCount > available { return .looksAgain }
    switch extent.type {
    case .enhancedPacket, .simplePacket, .obsoletePacket: return .packet(extent)
    default:
      try metadata.note(extent, in: buffer)
      guard share.extend(to: metadata.byteCount) else {
        throw CaptureError(
          .block(extent.type, at: extent.fileOffset), share.budget.exceeded)
      }
      buffer.advance(extent.heldByteCount)
      return .looksAgain
    }
  }

  /// Takes note of packets that the sink passed over.
  private mutating func passOver(_ passed: PassedPackets) {
    guard passed.count > 0 else { return }
    buffer.advance(passed.byteCount)
    packetCount += passed.count
    let clock = metadata.interfaces.described[passed.interfaceID].clock
    newest = ClockReading(ticks: passed.ticks, clock: clock)
  }

  /// The packet that the block at the front holds.
  @_lifetime(&self)
  @inline(__always)  // Else a packet is copied on its way out.
  private mutating func packet(_ wanted: WantedPacket) -> Packet {
    let fields = wanted.fields
    let interface = metadata.interfaces.described[fields.interfaceID]
    packetCount += 1
    held = wanted.length
    let reading = ClockReading(ticks: fields.timestampTicks, clock: interface.clock)
    newest = reading
    let block = buffer.bytes
    return Packet(
      number: packetCount, interfaceID: fields.interfaceID, interface, time: reading.timestamp,
      originalLength: fields.originalLength, data: block.extracting(wanted.data),
      options: BlockOptions(ByteCursor(block.extracting(wanted.options), order: framer.order)))
  }

  /// The packet that any other block with one holds; throws where the block has a fault.
  @_lifetime(&self)
  private mutating func packet(in extent: BlockExtent) throws(CaptureError) -> Packet {
    let type = extent.type
    let fileOffset = extent.fileOffset
    let snapLength =
      type == .simplePacket
      ? try metadata.interfaces.entry(0, at: .block(type, at: fileOffset)).snapLength : 0
    let body = ByteCursor(buffer.bytes.extracting(extent.body), order: extent.order)
    let block: PacketBlock
    do {
      block = try PacketBlock(type, body, snapLength: snapLength)
    } catch {
      throw PacketBlock.error(error, in: extent, available: body.bytes.count)
    }
    let interface = try metadata.interfaces.entry(
      block.interfaceID, at: .block(type, at: fileOffset))
    packetCount += 1
    held = extent.heldByteCount
    let reading = block.timestampTicks.map { ClockReading(ticks: $0, clock: interface.clock) }
    newest = reading ?? newest
    return Packet(
      number: packetCount, interfaceID: block.interfaceID, interface,
      time: reading?.timestamp, originalLength: block.originalLength, data: block.packetData,
      options: block.options)
  }
}

/// A capture time; its date is worked out when it is asked for.
private struct ClockReading {
  let ticks: UInt64
  let clock: InterfaceClock

  var timestamp: Timestamp { clock.timestamp(ticks: ticks) }
}

/// What reads for itself: every packet matters.
private struct EverythingSink: PacketSink {
  func passesOver(
    _ data: Span<UInt8>, _ head: PacketHead, from interface: borrowing InterfaceEntry
  ) -> Bool { false }
  func receive(_ packet: borrowing Packet, file: Int) {}
  func receive(_ failure: CaptureFailure) {}
}

extension CaptureReader {
  /// When the first packet of the capture at `path` was captured; nil where that is not known.
  package static func firstTime(ofCaptureAt path: String) -> Timestamp? {
    let beginningByteCount = 16 << 10
    do throws(CaptureError) {
      var reader = try CaptureReader(FileSource(path: path), byteCount: beginningByteCount)
      return try reader.next()?.time
    } catch {
      return nil
    }
  }
}
