public import Wire

/// Takes the packets of one or more captures.
package protocol PacketSink: PacketSelection, ~Copyable {
  /// Whether the sink wants no more of the captures; asked before each packet that it is given.
  var hasEnough: Bool { get }
  /// The packets that come now are of one capture, counted from 0, and of those captured at `next` or
  /// later others may come first; of none where it is nil.
  mutating func begin(file: Int, before next: Timestamp?)
  /// Takes the next packet; `file` counts the captures, from 0.
  mutating func receive(_ packet: borrowing Packet, file: Int)
  /// Takes note that a capture cannot be read, or not any further; the others go on.
  mutating func receive(_ failure: CaptureFailure)
  /// Takes note of something about a capture that is read all the same.
  mutating func receive(_ remark: CaptureRemark)
}

extension PacketSink where Self: ~Copyable {
  package var hasEnough: Bool { false }
  package mutating func begin(file: Int, before next: Timestamp?) {}
  package mutating func receive(_ remark: CaptureRemark) {}
}

/// Tells packets that can be done without from others.
///
/// A protocol of its own, because what is inlined into other modules can name no types of `Wire` that
/// are not public.
@usableFromInline
package protocol PacketSelection: ~Copyable {
  /// Whether nothing is to be made of a packet, because it can be done without, or was taken where it
  /// lies; asked once, for a packet that has no comment.
  mutating func passesOver(
    _ data: Span<UInt8>, _ head: PacketHead, from interface: borrowing InterfaceEntry
  ) -> Bool
  /// The packets at the front of some blocks that are passed over: see ``PassedPackets``.
  ///
  /// All do it alike; it is asked of each because only so is it compiled for each.
  mutating func passedPackets(
    blocks: Span<UInt8>, _ order: ByteOrder, _ interfaces: Span<InterfaceEntry>, after former: Int
  ) -> PassedPackets
}

extension PacketSelection where Self: ~Copyable {
  @inlinable
  package mutating func passedPackets(
    blocks: Span<UInt8>, _ order: ByteOrder, _ interfaces: Span<InterfaceEntry>, after former: Int
  ) -> PassedPackets {
    PassedPackets(blocks: blocks, order, interfaces, after: former, for: &self)
  }
}

/// What a capture says of a packet, before anything is made of it.
@usableFromInline
package struct PacketHead {
  /// The number of its frame, from 1.
  @usableFromInline package let number: Int
  /// When it was captured, by the clock of its interface.
  @usableFromInline let ticks: UInt64
  /// Bytes of the packet on the wire.
  @usableFromInline package let originalLength: Int

  init(number: Int, ticks: UInt64, originalLength: Int) {
    self.number = number
    self.ticks = ticks
    self.originalLength = originalLength
  }

  /// What the Enhanced Packet Block says that some bytes begin with; its lengths were checked.
  @inlinable
  @inline(__always)  // Once per packet; hardly ever is anything of it needed.
  init(_ block: Span<UInt8>, _ order: ByteOrder, number: Int) {
    let fixed = block.extracting(0..<EnhancedPacketBlock.minimumTotalLength)
    self.number = number
    ticks = UInt64(fixed.uint32(at: 12, order)) << 32 | UInt64(fixed.uint32(at: 16, order))
    originalLength = Int(fixed.uint32(at: 24, order))
  }
}

/// What is odd about a capture: its times are finer than its header announces.
package struct CaptureRemark: Equatable, Sendable {
  /// Which of the captures, from 0.
  package let file: Int
}

extension CaptureRemark: CustomStringConvertible {
  package var description: String {
    "its header announces microseconds, but its first fraction of a second is above 999999: all are "
      + "taken as nanoseconds"
  }
}

/// A capture that cannot be read, or not any further.
package struct CaptureFailure: Error, Equatable, Sendable {
  /// Which of the captures, from 0.
  package let file: Int
  /// Packets of it that could be read, and so the number of the last one.
  package let packetCount: Int
  /// How the file is compressed, as far as that is known.
  package let compression: Compression?
  package let error: CaptureError

  package init(file: Int, packetCount: Int, compression: Compression?, error: CaptureError) {
    self.file = file
    self.packetCount = packetCount
    self.compression = compression
    self.error = error
  }
}

extension CaptureFailure: CustomStringConvertible {
  /// The place in the file, the fact, and how far reading came.
  package var description: String {
    var text = "\(error)"
    if let compression, error.isInUnpackedBytes { text += ", counted without \(compression)" }
    if packetCount > 0 { text += ", after frame \(packetCount)" }
    return text
  }
}

extension CaptureError {
  /// Whether the place, in a compressed file, counts the bytes that are unpacked.
  fileprivate var isInUnpackedBytes: Bool {
    switch place {
    case .file, .fileHeader, .read, .compressed: false
    case .blockHeader, .block, .joint, .packetRecord: true
    }
  }
}
