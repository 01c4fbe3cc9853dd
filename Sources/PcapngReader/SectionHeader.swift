import Text
package import Wire

/// What a section says about its making; kept from its ``SectionHeaderBlock``.
///
/// A pcap file is one section; only its version and byte order are known.
package struct SectionHeader: Equatable, Sendable {
  /// Comments kept of a section; more than that are no longer something a person wrote.
  package static let maximumCommentCount = 16

  package let order: ByteOrder
  package let majorVersion: Int
  package let minorVersion: Int
  /// `shb_hardware`: the machine.
  package private(set) var hardware: String?
  /// `shb_os`: its operating system.
  package private(set) var operatingSystem: String?
  /// `shb_userappl`: the program that wrote the section.
  package private(set) var application: String?
  /// `opt_comment`, the first ``maximumCommentCount``.
  package private(set) var comments: [String] = []

  /// Whether the version is the one that the draft describes.
  ///
  /// 1.0, and 1.2, which the draft says means the same.
  var isSupported: Bool {
    majorVersion == 1 && (minorVersion == 0 || minorVersion == 2)
  }

  package init(_ block: borrowing SectionHeaderBlock) {
    order = block.order
    majorVersion = Int(block.majorVersion)
    minorVersion = Int(block.minorVersion)
    var options = block.options
    while let option = options.next() {
      switch option.code {
      case .shbHardware: hardware = option.keptText()
      case .shbOS: operatingSystem = option.keptText()
      case .shbUserApplication: application = option.keptText()
      case .comment where comments.count < Self.maximumCommentCount:
        comments.append(option.keptText())
      default: break
      }
    }
  }

  /// Bytes of memory that it takes.
  var byteCount: Int {
    let texts = [hardware, operatingSystem, application].compactMap(\.self) + comments
    return texts.reduce(MemoryLayout<Self>.stride) { $0 + $1.utf8.count }
  }

  package init(_ header: PcapFileHeader) {
    order = header.order
    majorVersion = header.majorVersion
    minorVersion = header.minorVersion
  }
}

extension BlockOption {
  /// The most bytes kept of a text; a filter can be long, nothing else is.
  package static var maximumTextByteCount: Int { 4096 }

  /// A copy of the value as text, up to a zero byte or ``maximumTextByteCount``.
  ///
  /// `offset` bytes are left out at the front.
  func keptText(from offset: Int = 0) -> String {
    var bytes = value.bytes.extracting(droppingFirst: offset)
    bytes = bytes.extracting(first: Self.maximumTextByteCount)
    for index in bytes.indices where bytes[index] == 0 {
      return String(copying: bytes.extracting(..<index))
    }
    return String(copying: bytes)
  }
}
