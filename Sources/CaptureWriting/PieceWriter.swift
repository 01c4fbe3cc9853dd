package import PcapngReader
package import Wire

/// Makes a capture file of the pieces of others: what is not changed stays byte for byte.
///
/// The bytes made wait in ``bytes`` until the caller has written them.
package struct PieceWriter {
  /// What is done to the pieces.
  package struct Plan: Sendable {
    /// Whether packets may be left out or changed, so that what a section says of its own length is
    /// no longer true.
    package var changesSections = true
    /// Whether pcap files become sections of a pcapng file.
    package var makesPcapng = false
    /// Whether a block of an unknown type that is too long to be held is copied as it is.
    package var copiesLongBlocks = true

    package init() {}
  }

  /// The bytes made and not yet written.
  package private(set) var bytes: [UInt8] = []
  private let plan: Plan

  package init(_ plan: Plan) {
    self.plan = plan
  }

  /// Forgets the bytes that have been written.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Gives the bytes away that have been written, for storage that is used next.
  package mutating func exchange(_ storage: inout [UInt8]) {
    swap(&bytes, &storage)
    removeAll()
  }

  /// Appends bytes of a block that was too long to be a piece.
  package mutating func append(_ run: Span<UInt8>) {
    if plan.copiesLongBlocks { bytes.append(run) }
  }

  /// Appends a piece.
  package mutating func append(_ piece: borrowing CapturePiece) {
    switch piece.kind {
    case .fileHeader(let header) where plan.makesPcapng: appendSection(header)
    case .record where plan.makesPcapng: appendPacketBlock(piece, comments: [])
    case .block(.sectionHeader) where plan.changesSections: appendOpenSection(piece)
    // The draft's §4.8: what rewrites a file must not copy such a block.
    case .block(.customNotCopied) where plan.changesSections: break
    default: bytes.append(piece.bytes)
    }
  }

  /// Appends a packet with comments before those that it has; where it cannot have any, as it is.
  ///
  /// Returns whether it has them.
  package mutating func append(
    _ piece: borrowing CapturePiece, comments: [String]
  ) -> Bool {
    switch piece.kind {
    case .record where plan.makesPcapng, .block(.enhancedPacket), .block(.obsoletePacket):
      appendPacketBlock(piece, comments: comments)
      return true
    default:
      append(piece)
      return false
    }
  }

  /// Appends a packet that `change` changes where it lies, with those of its options that are to be
  /// kept, and returns whether it did; one that `change` refuses is left out.
  package mutating func append(
    _ piece: borrowing CapturePiece, keeping: (OptionCode) -> Bool,
    changing change: (inout MutableSpan<UInt8>) -> Bool
  ) -> Bool {
    guard let packet = piece.packet else { return false }
    let start = bytes.count
    appendPacket(piece, packet, keeping)
    var all = bytes.mutableSpan
    var data = all.part(start + packet.data.lowerBound..<start + packet.data.upperBound)
    let isTaken = change(&data)
    if !isTaken { bytes.removeLast(bytes.count - start) }
    return isTaken
  }

  /// Appends packets, each of which `change` changes where it lies, and zeros where they are padded.
  package mutating func append(
    _ run: borrowing PacketRun,
    changing change: (_ made: inout MutableSpan<UInt8>, _ packet: Span<UInt8>) -> Void
  ) {
    let start = bytes.count
    bytes.append(run.bytes)
    var all = bytes.mutableSpan
    var place = 0
    while place < run.bytes.count {
      let (data, end) = run.packet(at: place)
      for index in data.upperBound..<end - BlockHeader.trailerByteCount { all[start + index] = 0 }
      var made = all.part(start + data.lowerBound..<start + data.upperBound)
      change(&made, run.bytes.extracting(data))
      place = end
    }
  }

  /// Appends a packet with those of its options that are to be kept, and zeros where it is padded.
  private mutating func appendPacket(
    _ piece: borrowing CapturePiece, _ packet: PiecePacket, _ keeping: (OptionCode) -> Bool
  ) {
    let start = bytes.count
    let paddedEnd = (packet.data.upperBound + 3) & ~3
    if let options = packet.options, options.isEmpty,
      piece.bytes.count == paddedEnd + BlockHeader.trailerByteCount
    {
      bytes.append(piece.bytes)
      for index in packet.data.upperBound..<paddedEnd { bytes[start + index] = 0 }
      return
    }
    guard case .block(let type) = piece.kind, let options = packet.options else {
      append(piece)
      guard case .block = piece.kind else { return }
      for index in packet.data.upperBound..<piece.bytes.count - BlockHeader.trailerByteCount {
        bytes[start + index] = 0
      }
      return
    }
    var body = ByteWriter(order: piece.order)
    body.append(piece.bytes.extracting(BlockHeader.byteCount..<packet.data.upperBound))
    body.pad(to: 4)
    _ = body.append(
      optionsOf: piece.bytes.extracting(options), in: piece.order, keeping: keeping)
    bytes.append(block: type, body)
  }

  /// Appends a block whose options begin at a place in its body, with those that are to be kept;
  /// returns how many were left out.
  package mutating func append(
    _ piece: borrowing CapturePiece, optionsFrom offset: Int, keeping: (OptionCode) -> Bool
  ) -> Int {
    guard case .block(let type) = piece.kind else { return 0 }
    let start = BlockHeader.byteCount + offset
    let end = piece.bytes.count - BlockHeader.trailerByteCount
    guard start <= end else { return 0 }
    var body = ByteWriter(order: piece.order)
    body.append(piece.bytes.extracting(BlockHeader.byteCount..<start))
    if type == .sectionHeader, plan.changesSections { body.overwriteSectionLength() }
    let count = body.append(
      optionsOf: piece.bytes.extracting(start..<end), in: piece.order, keeping: keeping)
    bytes.append(block: type, body)
    return count
  }

  /// Appends a block of another type, such as one that names addresses.
  package mutating func append(_ type: BlockType, _ body: borrowing ByteWriter) {
    bytes.append(block: type, body)
  }

  // MARK: - Blocks

  /// Where the length of a section stands in its header's block, and of how many bytes it is.
  private static let sectionLength = 16..<24

  /// Appends a section's header that does not say how long the section is.
  private mutating func appendOpenSection(_ piece: borrowing CapturePiece) {
    let start = bytes.count
    bytes.append(piece.bytes)
    for index in Self.sectionLength.clamped(to: 0..<piece.bytes.count) {
      bytes[start + index] = 0xff
    }
  }

  /// Appends what stands for the header of a pcap file: a section and its interface.
  private mutating func appendSection(_ header: PcapFileHeader) {
    var section = ByteWriter(order: header.order)
    section.uint32(0x1a2b_3c4d)
    section.uint16(1)
    section.uint16(0)
    section.uint64(.max)
    bytes.append(block: .sectionHeader, section)
    var interface = ByteWriter(order: header.order)
    interface.uint16(UInt16(truncatingIfNeeded: header.linkType.rawValue))
    interface.uint16(0)
    interface.uint32(UInt32(clamping: header.snapLength))
    interface.append(option: .ifTsresol, [header.clock.resolution.rawValue].span)
    interface.appendEndOfOptions()
    bytes.append(block: .interfaceDescription, interface)
  }

  /// Appends a packet as a block of its own, comments before the options that it had.
  private mutating func appendPacketBlock(
    _ piece: borrowing CapturePiece, comments: [String]
  ) {
    guard let packet = piece.packet else { return }
    var body = ByteWriter(order: piece.order)
    var type = BlockType.enhancedPacket
    if case .block(let own) = piece.kind {
      type = own
      body.append(piece.bytes.extracting(BlockHeader.byteCount..<packet.data.lowerBound))
    } else {
      body.uint32(0)
      body.uint32(UInt32(truncatingIfNeeded: packet.ticks >> 32))
      body.uint32(UInt32(truncatingIfNeeded: packet.ticks))
      body.uint32(UInt32(clamping: packet.data.count))
      body.uint32(UInt32(clamping: packet.originalLength))
    }
    body.append(piece.bytes.extracting(packet.data))
    body.pad(to: 4)
    for comment in comments { body.append(option: .comment, comment.utf8.span) }
    let options = packet.options ?? 0..<0
    if options.isEmpty {
      if !comments.isEmpty { body.appendEndOfOptions() }
    } else {
      body.append(piece.bytes.extracting(options))
    }
    bytes.append(block: type, body)
  }
}

/// What stands before the body of a block.
enum BlockHeader {
  /// Its type and its length.
  static let byteCount = 8
  /// Its length once more.
  static let trailerByteCount = 4
}

extension [UInt8] {
  /// Appends a block around a body, draft §3.1: type, total length, body, total length.
  mutating func append(block type: BlockType, _ body: borrowing ByteWriter) {
    var head = ByteWriter(order: body.order)
    let length = UInt32(clamping: body.count + 12)
    head.uint32(type.rawValue)
    head.uint32(length)
    append(contentsOf: head.bytes)
    append(contentsOf: body.bytes)
    var tail = ByteWriter(order: body.order)
    tail.uint32(length)
    append(contentsOf: tail.bytes)
  }
}

extension ByteWriter {
  /// The most bytes that an option can hold: its length has 16 bits.
  private static let maximumOptionByteCount = 0xffff

  /// Appends an option, draft §3.5: code, length, value, padding to 32 bits.
  ///
  /// Of a longer value than an option can hold it has the beginning.
  mutating func append(option code: OptionCode, _ value: Span<UInt8>) {
    let value = value.extracting(first: Self.maximumOptionByteCount)
    uint16(code.rawValue)
    uint16(UInt16(truncatingIfNeeded: value.count))
    append(value)
    pad(to: 4)
  }

  /// Appends those of a block's options that are to be kept; returns how many are not.
  mutating func append(
    optionsOf bytes: Span<UInt8>, in order: ByteOrder, keeping: (OptionCode) -> Bool
  ) -> Int {
    var options = BlockOptions(ByteCursor(bytes, order: order))
    var (keptCount, leftOutCount) = (0, 0)
    while let option = options.next() {
      if keeping(option.code) {
        append(option: option.code, option.value.bytes)
        keptCount += 1
      } else {
        leftOutCount += 1
      }
    }
    if keptCount > 0 { appendEndOfOptions() }
    return leftOutCount
  }

  /// Says of a section's header, of which the bytes before its options are written, that nobody knows
  /// how long the section is.
  mutating func overwriteSectionLength() {
    overwrite(uint32: .max, at: 8)
    overwrite(uint32: .max, at: 12)
  }

  /// Appends the mark after the last option.
  mutating func appendEndOfOptions() {
    uint32(0)
  }
}
