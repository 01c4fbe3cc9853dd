package import Wire

/// Writes packets as a capture file.
package struct CaptureWriter: Sendable {
  /// The kind of file.
  package enum Format: Equatable, Sendable {
    /// pcapng draft; one section.
    case pcapng(ByteOrder)
    /// The older format, in one of its four forms; it knows one interface and no comments.
    case pcap(ByteOrder, nanoseconds: Bool)
  }

  private let format: Format
  private let interfaces: [CaptureInterface]
  private var output: ByteWriter

  /// Begins a file; `comment` is a note on the whole of it, which only pcapng can keep.
  package init(
    _ format: Format, interfaces: [CaptureInterface] = [CaptureInterface()], comment: String? = nil
  ) {
    self.format = format
    self.interfaces = interfaces
    switch format {
    case .pcapng(let order):
      output = ByteWriter(order: order)
      appendSection(comment: comment)
      for interface in interfaces { append(interface) }
    case .pcap(let order, let nanoseconds):
      output = ByteWriter(order: order)
      output.uint32(nanoseconds ? 0xa1b2_3c4d : 0xa1b2_c3d4)
      output.uint16(2)
      output.uint16(4)
      output.uint64(0)
      output.uint32(interfaces.first?.snapLength ?? 0)
      output.uint32((interfaces.first?.linkType ?? .ethernet).rawValue)
    }
  }

  /// The file so far.
  package var bytes: [UInt8] { output.bytes }

  /// A whole file of packets.
  package static func file(
    _ format: Format, interfaces: [CaptureInterface] = [CaptureInterface()],
    comment: String? = nil, _ packets: [CapturedPacket]
  ) -> [UInt8] {
    var writer = CaptureWriter(format, interfaces: interfaces, comment: comment)
    for packet in packets { writer.append(packet) }
    return writer.bytes
  }

  package mutating func append(_ packet: CapturedPacket) {
    switch format {
    case .pcapng: appendEnhancedPacket(packet)
    case .pcap(_, let nanoseconds):
      output.uint32(UInt32(truncatingIfNeeded: packet.time.seconds))
      output.uint32(packet.time.nanoseconds / (nanoseconds ? 1 : 1000))
      output.uint32(UInt32(truncatingIfNeeded: packet.bytes.count))
      output.uint32(UInt32(truncatingIfNeeded: packet.originalLength))
      output.append(packet.bytes)
    }
  }

  // MARK: - Blocks

  /// Section Header Block, draft §4.1; the section's length is not given.
  private mutating func appendSection(comment: String?) {
    appendBlock(type: 0x0a0d_0d0a) { body in
      body.uint32(0x1a2b_3c4d)
      body.uint16(1)
      body.uint16(0)
      body.uint64(.max)
      body.option(1, comment)
      body.option(4, "sccpfixtures")
      body.endOfOptions()
    }
  }

  /// Interface Description Block, draft §4.2.
  private mutating func append(_ interface: CaptureInterface) {
    appendBlock(type: 1) { body in
      body.uint16(UInt16(truncatingIfNeeded: interface.linkType.rawValue))
      body.uint16(0)
      body.uint32(interface.snapLength)
      body.option(2, interface.name)
      body.option(3, interface.description)
      body.option(9, [interface.hasNanoseconds ? 9 : 6])
      body.endOfOptions()
    }
  }

  /// Enhanced Packet Block, draft §4.3.
  private mutating func appendEnhancedPacket(_ packet: CapturedPacket) {
    let index = packet.interfaceID
    let nanoseconds = interfaces.indices.contains(index) && interfaces[index].hasNanoseconds
    let ticks =
      nanoseconds
      ? packet.time.seconds * 1_000_000_000 + Int64(packet.time.nanoseconds)
      : packet.time.seconds * 1_000_000 + Int64(packet.time.nanoseconds / 1000)
    appendBlock(type: 6) { body in
      body.uint32(UInt32(truncatingIfNeeded: index))
      body.uint32(UInt32(truncatingIfNeeded: ticks >> 32))
      body.uint32(UInt32(truncatingIfNeeded: ticks))
      body.uint32(UInt32(truncatingIfNeeded: packet.bytes.count))
      body.uint32(UInt32(truncatingIfNeeded: packet.originalLength))
      body.append(packet.bytes)
      body.pad(to: 4)
      if let comment = packet.comment {
        body.option(1, comment)
        body.endOfOptions()
      }
    }
  }

  /// A block around a body: type, total length, body, total length.
  private mutating func appendBlock(type: UInt32, _ write: (inout ByteWriter) -> Void) {
    var body = ByteWriter(order: output.order)
    write(&body)
    let length = UInt32(truncatingIfNeeded: body.count + 12)
    output.uint32(type)
    output.uint32(length)
    output.append(body.bytes)
    output.uint32(length)
  }
}

/// Options of a block (draft §3.5): code, length, value padded to 32 bits.
extension ByteWriter {
  fileprivate mutating func option(_ code: UInt16, _ value: [UInt8]) {
    uint16(code)
    uint16(UInt16(truncatingIfNeeded: value.count))
    append(value)
    pad(to: 4)
  }

  fileprivate mutating func option(_ code: UInt16, _ text: String?) {
    if let text { option(code, Array(text.utf8)) }
  }

  fileprivate mutating func endOfOptions() {
    uint32(0)
  }
}
