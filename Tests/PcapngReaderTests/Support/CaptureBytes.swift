import Wire

/// Builds pcapng files by hand, the wrong ones too.
struct CaptureBytes {
  private(set) var bytes: [UInt8] = []
  private(set) var order = ByteOrder.littleEndian
  /// Where each block ends.
  private(set) var blockEnds: [Int] = []

  /// An option before it is written.
  struct Option {
    let code: UInt16
    let value: [UInt8]

    static func text(_ code: UInt16, _ text: String) -> Option {
      Option(code: code, value: Array(text.utf8))
    }

    static func comment(_ text: String) -> Option { .text(1, text) }

    static func tsresol(_ value: UInt8) -> Option { Option(code: 9, value: [value]) }

    static func number(_ code: UInt16, _ value: UInt64, _ order: ByteOrder) -> Option {
      var writer = ByteWriter(order: order)
      writer.uint64(value)
      return Option(code: code, value: writer.bytes)
    }

    static func tsoffset(_ seconds: Int64, _ order: ByteOrder) -> Option {
      .number(14, UInt64(bitPattern: seconds), order)
    }
  }

  mutating func append(_ more: [UInt8]) {
    bytes += more
  }

  mutating func block(
    _ type: UInt32, _ body: [UInt8], length: UInt32? = nil, trailer: UInt32? = nil
  ) {
    var writer = ByteWriter(order: order)
    let total = length ?? UInt32(12 + body.count)
    writer.uint32(type)
    writer.uint32(total)
    writer.append(body)
    writer.uint32(trailer ?? total)
    bytes += writer.bytes
    blockEnds.append(bytes.count)
  }

  mutating func block(
    _ type: UInt32, options: [Option] = [], _ write: (inout ByteWriter) -> Void
  ) {
    var writer = ByteWriter(order: order)
    write(&writer)
    for option in options {
      writer.uint16(option.code)
      writer.uint16(UInt16(option.value.count))
      writer.append(option.value)
      writer.pad(to: 4)
    }
    if !options.isEmpty { writer.uint32(0) }
    block(type, writer.bytes)
  }

  mutating func section(
    _ order: ByteOrder = .littleEndian, major: UInt16 = 1, minor: UInt16 = 0,
    length: Int64 = -1, options: [Option] = []
  ) {
    self.order = order
    block(0x0a0d_0d0a, options: options) {
      $0.uint32(0x1a2b_3c4d)
      $0.uint16(major)
      $0.uint16(minor)
      $0.uint64(UInt64(bitPattern: length))
    }
  }

  mutating func interface(
    linkType: UInt16 = 1, snapLength: UInt32 = 0, options: [Option] = []
  ) {
    block(1, options: options) {
      $0.uint16(linkType)
      $0.uint16(0)
      $0.uint32(snapLength)
    }
  }

  mutating func enhanced(
    _ data: [UInt8], interfaceID: UInt32 = 0, ticks: UInt64 = 0, captured: UInt32? = nil,
    original: UInt32? = nil, options: [Option] = []
  ) {
    block(6, options: options) {
      $0.uint32(interfaceID)
      $0.uint32(UInt32(truncatingIfNeeded: ticks >> 32))
      $0.uint32(UInt32(truncatingIfNeeded: ticks))
      $0.uint32(captured ?? UInt32(data.count))
      $0.uint32(original ?? UInt32(data.count))
      $0.append(data)
      $0.pad(to: 4)
    }
  }

  mutating func obsolete(
    _ data: [UInt8], interfaceID: UInt16 = 0, drops: UInt16 = .max, ticks: UInt64 = 0,
    options: [Option] = []
  ) {
    block(2, options: options) {
      $0.uint16(interfaceID)
      $0.uint16(drops)
      $0.uint32(UInt32(truncatingIfNeeded: ticks >> 32))
      $0.uint32(UInt32(truncatingIfNeeded: ticks))
      $0.uint32(UInt32(data.count))
      $0.uint32(UInt32(data.count))
      $0.append(data)
      $0.pad(to: 4)
    }
  }

  mutating func simple(_ data: [UInt8], original: UInt32? = nil) {
    block(3) {
      $0.uint32(original ?? UInt32(data.count))
      $0.append(data)
      $0.pad(to: 4)
    }
  }

  /// A file with most of what the format has, in one byte order after the other.
  static func sample(_ orders: [ByteOrder] = [.littleEndian, .bigEndian]) -> CaptureBytes {
    var file = CaptureBytes()
    for order in orders {
      file.section(order, options: [.text(4, "a program"), .comment("a section")])
      file.interface(snapLength: 6, options: [.text(2, "eth0"), .tsresol(9)])
      file.interface(linkType: 101, options: [.tsoffset(100, order)])
      file.enhanced([1, 2, 3, 4, 5], ticks: 1_500_000_001, options: [.comment("first")])
      file.block(0x1234_5678, [9, 9, 9, 9])
      file.enhanced([0x45, 0], interfaceID: 1, ticks: 7_000_002, original: 60)
      file.simple([1, 2, 3, 4, 5, 6], original: 80)
      file.block(4, [0, 0, 0, 0])
      file.obsolete([8, 7, 6], interfaceID: 1, ticks: 9)
      file.enhanced([])
    }
    return file
  }
}

/// Builds pcap files by hand.
struct PcapBytes {
  private var writer: ByteWriter
  /// Where the header and each record end.
  private(set) var recordEnds: [Int] = []
  private let isModified: Bool

  var bytes: [UInt8] { writer.bytes }

  init(
    _ order: ByteOrder, magic: UInt32 = 0xa1b2_c3d4, major: UInt16 = 2, minor: UInt16 = 4,
    snapLength: UInt32 = 65_535, linkType: UInt32 = 1
  ) {
    writer = ByteWriter(order: order)
    isModified = magic == 0xa1b2_cd34
    writer.uint32(magic)
    writer.uint16(major)
    writer.uint16(minor)
    writer.zeros(8)
    writer.uint32(snapLength)
    writer.uint32(linkType)
    recordEnds.append(writer.count)
  }

  mutating func record(
    _ data: [UInt8], seconds: UInt32 = 1, fraction: UInt32 = 2, captured: UInt32? = nil,
    original: UInt32? = nil
  ) {
    writer.uint32(seconds)
    writer.uint32(fraction)
    writer.uint32(captured ?? UInt32(data.count))
    writer.uint32(original ?? UInt32(data.count))
    if isModified { writer.zeros(8) }
    writer.append(data)
    recordEnds.append(writer.count)
  }
}
