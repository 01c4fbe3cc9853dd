import PcapngReader
import Text
import Wire

/// A copy of all that a packet says.
struct PacketCopy: Equatable {
  let number: Int
  let time: Timestamp?
  let timeDigits: Int
  let linkType: LinkType
  let interfaceID: Int
  let interfaceNumber: Int
  let originalLength: Int
  let data: [UInt8]
  let comments: [String]

  init(_ packet: borrowing Packet) {
    number = packet.number
    time = packet.time
    timeDigits = packet.timeDigits
    linkType = packet.linkType
    interfaceID = packet.interfaceID
    interfaceNumber = packet.interfaceNumber
    originalLength = packet.originalLength
    data = Array(copying: packet.data)
    var comments: [String] = []
    var options = packet.options
    while let comment = options.nextComment() { comments.append(String(copying: comment)) }
    self.comments = comments
  }
}

/// What reading a file to its end, or to its first error, gives.
struct ReadCapture: Equatable {
  var packets: [PacketCopy] = []
  var error: CaptureError?
  var sections: [SectionHeader] = []
  var interfaces: [InterfaceDescription] = []

  init(_ bytes: [UInt8], pieceByteCount: Int = .max) {
    self.init { MemorySource(bytes, pieceByteCount: pieceByteCount) }
  }

  init(path: String) {
    self.init { () throws(CaptureError) in try FileSource(path: path) }
  }

  private init(_ open: () throws(CaptureError) -> any ByteSource) {
    do throws(CaptureError) {
      var reader = try CaptureReader(open())
      defer {
        sections = reader.sections
        interfaces = reader.interfaces
      }
      while let packet = try reader.next() { packets.append(PacketCopy(packet)) }
    } catch {
      self.error = error
    }
  }
}

/// The type and place of a block.
struct BlockCopy: Equatable {
  let type: BlockType
  let fileOffset: Int
  let totalLength: Int

  /// All blocks of a file.
  static func all(in source: any ByteSource) throws(CaptureError) -> [BlockCopy] {
    var blocks: [BlockCopy] = []
    var reader = BlockReader(source)
    while let block = try reader.next() {
      blocks.append(
        BlockCopy(type: block.type, fileOffset: block.fileOffset, totalLength: block.totalLength))
    }
    return blocks
  }
}

extension [UInt8] {
  init(copying bytes: Span<UInt8>) {
    self = bytes.indices.map { bytes[$0] }
  }
}
