import Wire

/// What a capture says beside its packets, kept while it is read.
struct CaptureMetadata {
  /// Sections whose headers are kept; the packets of others are read all the same.
  static let maximumSectionCount = 1024

  /// The headers of the sections so far, the first ``maximumSectionCount``.
  private(set) var sections: [SectionHeader] = []
  /// Sections so far.
  private(set) var sectionCount = 0
  private(set) var interfaces = InterfaceTable()
  /// The keys so far, up to ``DecryptionSecrets/maximumByteCount``.
  private(set) var secrets: [DecryptionSecrets] = []
  private(set) var secretsByteCount = 0
  /// Bytes of keys beyond that, which are not kept.
  private(set) var leftOutSecretsByteCount = 0

  /// Bytes of memory that all of this takes, roughly.
  var byteCount: Int {
    interfaces.byteCount + sectionByteCount + secretsByteCount
  }
  private var sectionByteCount = 0

  init() {}

  /// A pcap file: one section with one interface.
  init(_ header: PcapFileHeader) {
    beginSection(SectionHeader(header))
    interfaces.append(header)
  }

  /// Keeps what the block at the front of the buffer, one without a packet, says, where the packets or the user need it.
  ///
  /// It throws for what makes the packets after it unreadable. Broken counters and keys are passed
  /// over: no packet depends on them.
  mutating func note(
    _ extent: BlockExtent, in buffer: borrowing CaptureBuffer
  ) throws(CaptureError) {
    let block = Block(extent, bytes: buffer.bytes)
    let place = CaptureError.Place.block(block.type, at: block.fileOffset)
    let body = block.body
    switch block.type {
    case .sectionHeader:
      guard let header = try? SectionHeaderBlock(body: body) else {
        throw Self.tooShort(body, needed: SectionHeaderBlock.fixedByteCount, at: place)
      }
      try beginSection(header, at: place)
    case .interfaceDescription:
      guard let description = try? InterfaceDescriptionBlock(body: body) else {
        throw Self.tooShort(body, needed: InterfaceDescriptionBlock.fixedByteCount, at: place)
      }
      interfaces.append(description, section: sectionCount - 1)
    case .interfaceStatistics:
      if let statistics = try? InterfaceStatisticsBlock(body: body) { interfaces.note(statistics) }
    case .decryptionSecrets:
      if let secrets = try? DecryptionSecretsBlock(body: body) { keep(secrets) }
    default: break
    }
  }

  private static func tooShort(
    _ body: ByteCursor, needed: Int, at place: CaptureError.Place
  ) -> CaptureError {
    CaptureError(place, .bodyTooShort(needed: needed, available: body.bytes.count))
  }

  private mutating func beginSection(
    _ block: borrowing SectionHeaderBlock, at place: CaptureError.Place
  ) throws(CaptureError) {
    let header = SectionHeader(block)
    guard header.isSupported else {
      throw CaptureError(
        place, .unsupportedVersion(major: header.majorVersion, minor: header.minorVersion))
    }
    beginSection(header)
  }

  private mutating func beginSection(_ header: SectionHeader) {
    if sections.count < Self.maximumSectionCount {
      sections.append(header)
      sectionByteCount += header.byteCount
    }
    sectionCount += 1
    interfaces.beginSection()
  }

  private mutating func keep(_ block: borrowing DecryptionSecretsBlock) {
    let byteCount = block.secretsData.count
    if secretsByteCount + byteCount <= DecryptionSecrets.maximumByteCount {
      secrets.append(DecryptionSecrets(block))
      secretsByteCount += byteCount
    } else {
      leftOutSecretsByteCount += byteCount
    }
  }
}
