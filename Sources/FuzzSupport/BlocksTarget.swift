import PcapngReader
import Wire

/// The input is a capture file: every block is looked into, then its packets are read, whole and in
/// pieces.
enum BlocksTarget {
  static func run(_ input: Span<UInt8>) throws(Violation) {
    let bytes = [UInt8](copying: input)
    try readBlocks(bytes)
    let whole = try PacketSummary(MemorySource(bytes))
    let pieces = try PacketSummary(MemorySource(bytes, pieceByteCount: 1 + bytes.count % 61))
    try require(whole.isSame(as: pieces), "\(whole) read whole, \(pieces) read in pieces")
    if !whole.isCompressed {
      try require(
        whole.byteCount <= bytes.count, "\(whole.byteCount) bytes of packets in \(bytes.count)")
    }
  }

  private static func readBlocks(_ bytes: [UInt8]) throws(Violation) {
    var reader = BlockReader(MemorySource(bytes))
    var end = 0
    do {
      while let block = try reader.next() {
        if block.fileOffset != end || block.totalLength < 12 || block.totalLength % 4 != 0 {
          throw Violation("\(block.type) at \(block.fileOffset), after \(end)")
        }
        end += block.totalLength
        if block.body.bytes.count > block.totalLength - 12 {
          throw Violation("\(block.type) has a body of \(block.body.bytes.count) bytes")
        }
        try BlockContent.check(block)
      }
    } catch let violation as Violation {
      throw violation
    } catch let error as CaptureError {
      try requireAgain(error, &reader)
    } catch {
      throw Violation("\(error)")
    }
  }

  /// An error is final: the reader gives nothing after it.
  private static func requireAgain(
    _ first: CaptureError, _ reader: inout BlockReader
  ) throws(Violation) {
    var second: CaptureError?
    do throws(CaptureError) { _ = try reader.next() == nil } catch { second = error }
    try require(second == first, "first \(first), then \(second.map { "\($0)" } ?? "a block")")
  }
}

/// What all packets of a capture come to.
private struct PacketSummary: Equatable, CustomStringConvertible {
  private var packetCount = 0
  private(set) var byteCount = 0
  private(set) var isCompressed = false
  private var digest = Digest()
  private var failure: CaptureError?

  init(_ source: MemorySource) throws(Violation) {
    do {
      var reader = try CaptureReader(source, byteCount: 512)
      isCompressed = reader.compression != nil
      do {
        while let packet = try reader.next() {
          packetCount += 1
          try Self.check(packet, number: packetCount)
          note(packet)
        }
      } catch let error as CaptureError {
        failure = error
        try require(Self.fails(&reader, with: error), "\(error) is not final")
      }
      try require(reader.packetCount == packetCount, "\(packetCount) packets are miscounted")
      try require(
        reader.sections.count == min(reader.sectionCount, 1024)
          && reader.interfaces.count == min(reader.interfaceCount, 1024),
        "\(reader.sections.count) sections, \(reader.interfaces.count) interfaces")
    } catch let violation as Violation {
      throw violation
    } catch let error as CaptureError {
      failure = error
    } catch {
      throw Violation("\(error)")
    }
  }

  private static func check(_ packet: borrowing Packet, number: Int) throws(Violation) {
    try require(packet.number == number, "packet \(number) has number \(packet.number)")
    try require((0...9).contains(packet.timeDigits), "\(packet.timeDigits) decimals")
    try require(packet.originalLength >= 0, "original length \(packet.originalLength)")
    try require(
      packet.data.count <= CaptureBuffer.maximumByteCount, "\(packet.data.count) bytes captured")
  }

  private static func fails(_ reader: inout CaptureReader, with error: CaptureError) -> Bool {
    do throws(CaptureError) {
      _ = try reader.next() == nil
      return false
    } catch let second {
      return second == error
    }
  }

  private mutating func note(_ packet: borrowing Packet) {
    byteCount += packet.data.count
    digest.append(packet.data)
    digest.append(packet.originalLength)
    digest.append(packet.interfaceNumber)
    digest.append(Int(packet.linkType.rawValue))
    if let time = packet.time {
      digest.append(Int(time.seconds))
      digest.append(Int(time.nanoseconds))
    }
    var options = packet.options
    while let comment = options.nextComment() { digest.append(comment) }
  }

  /// Whether another reading came to the same; of damage to compressed data only that it is there,
  /// because the libraries say so where they notice it, which depends on what they were given.
  func isSame(as other: PacketSummary) -> Bool {
    if case .compressed = failure?.place, case .compressed = other.failure?.place { return true }
    return self == other
  }

  var description: String {
    "\(packetCount) packets of \(byteCount) bytes, digest \(digest.value), "
      + (failure.map { "\($0)" } ?? "no error")
  }
}
