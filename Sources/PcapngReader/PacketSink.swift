package import Wire

/// Takes the packets of one or more captures.
package protocol PacketSink: ~Copyable {
  /// Whether the sink wants no more of the captures; asked before each packet that it is given.
  var hasEnough: Bool { get }
  /// The packets that come now are of one capture, counted from 0, and of those captured at `next` or
  /// later others may come first; of none where it is nil.
  mutating func begin(file: Int, before next: Timestamp?)
  /// Whether the sink can do without a packet; asked once, before anything is made of a packet that
  /// has no comment.
  mutating func passesOver(
    _ data: Span<UInt8>, _ head: PacketHead, from interface: borrowing InterfaceEntry
  ) -> Bool
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

/// What a capture says of a packet, before anything is made of it.
package struct PacketHead {
  /// The number of its frame, from 1.
  package let number: Int
  /// When it was captured, by the clock of its interface.
  let ticks: UInt64
  /// Bytes of the packet on the wire.
  package let originalLength: Int
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
