import Wire

/// A file of another format, recognised by what it begins with: what it is, and how it becomes a
/// capture that can be read.
package struct ForeignFormat: Equatable, Sendable {
  package let name: String
  /// The command that helps, with IN and OUT in the place of file names.
  package let help: String

  /// Bytes that are looked at.
  static let lookedAtByteCount = 24

  /// The format of a file that begins with these bytes; nil where it is none that is known.
  init?(beginning bytes: Span<UInt8>) {
    let beginning = bytes.extracting(first: Self.lookedAtByteCount)
    let known = Self.magics.first { beginning.begins(with: $0.magic) }
    if let known {
      self = known.format
    } else if Self.isHexDump(beginning) {
      self.init("hex dump", "text2pcap IN OUT.pcapng makes a capture of it")
    } else if Self.isJSON(beginning) {
      self.init("text in JSON", "such as Suricata's EVE: it holds no packets to be read here")
    } else if Self.isERF(beginning) {
      self.init(convertible: "capture of Endace (ERF)")
    } else {
      return nil
    }
  }

  private init(_ name: String, _ help: String) {
    self.name = name
    self.help = help
  }

  private init(convertible name: String) {
    self.init(name, "editcap -F pcapng IN OUT.pcapng converts it")
  }

  private init(packed name: String, by command: String) {
    self.init("file packed with \(name)", "unpack it first: \(command)")
  }

  private static let magics: [(magic: [UInt8], format: ForeignFormat)] = [
    (Array("TRSNIFF data    \u{1a}".utf8), .init(convertible: "capture of Sniffer for DOS")),
    ([0x58, 0x43, 0x50, 0], .init(convertible: "capture of Sniffer for Windows or NetXRay")),
    (Array("snoop\0\0\0".utf8), .init(convertible: "capture of snoop")),
    (Array("RTSS".utf8), .init(convertible: "capture of Microsoft Network Monitor 1")),
    (Array("GMBU".utf8), .init(convertible: "capture of Microsoft Network Monitor 2")),
    (Array("iptrace 1.0".utf8), .init(convertible: "capture of AIX iptrace")),
    (Array("iptrace 2.0".utf8), .init(convertible: "capture of AIX iptrace")),
    ([0x7f, 0x76, 0x65, 0x72], .init(convertible: "capture of EtherPeek or OmniPeek")),
    (Array("NCFX".utf8), .init(convertible: "capture of CommView")),
    (Array("ObserverPktBuffe".utf8), .init(convertible: "capture of Viavi Observer")),
    ([1, 0x10, 0x4c, 0], .init(convertible: "capture of Novell LANalyzer")),
    ([0xaa, 0xaa, 0xaa, 0xaa], .init(convertible: "capture of Accellent 5Views")),
    (
      Array("+---------+---------------+".utf8.prefix(24)),
      .init(convertible: "text of Tektronix K12")
    ),
    (Array("btsnoop\0".utf8), .init(convertible: "capture of Bluetooth (btsnoop)")),
    ([0, 0, 2, 0, 0x12, 5, 0, 0x10], .init(convertible: "capture of Tektronix K12")),
    ([5, 0x56, 0x4e, 0x46], .init(convertible: "capture of Visual Networks")),
    ([0x54, 0x52, 0, 0x64, 0], .init(convertible: "capture of HP-UX nettl")),
    ([0x1c, 0, 0x01, 0xac], .init(convertible: "capture of IXIA (lcap)")),
    ([0x1c, 0, 0x01, 0xab], .init(convertible: "capture of IXIA (lcap)")),
    ([0xac, 0x01, 0, 0x1c], .init(convertible: "capture of IXIA (lcap)")),
    ([0xab, 0x01, 0, 0x1c], .init(convertible: "capture of IXIA (lcap)")),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], .init(packed: "xz", by: "xz -d IN")),
    (Array("BZh".utf8), .init(packed: "bzip2", by: "bzip2 -d IN")),
    ([0x04, 0x22, 0x4d, 0x18], .init(packed: "lz4", by: "lz4 -d IN OUT")),
    ([0x02, 0x21, 0x4c, 0x18], .init(packed: "lz4", by: "lz4 -d IN OUT")),
    (Array("LZIP".utf8), .init(packed: "lzip", by: "lzip -d IN")),
    ([0x1f, 0x9d], .init(packed: "compress", by: "gzip -d IN.Z")),
    ([0x50, 0x4b, 3, 4], .init(packed: "zip", by: "unzip IN")),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .init(packed: "7-Zip", by: "7z x IN")),
    (Array("Rar!\u{1a}\u{7}".utf8), .init(packed: "RAR", by: "unrar x IN")),
  ]

  /// Whether text begins with an offset of three digits or more and a byte, as od and tcpdump write
  /// them: `000000 00 11`, `0x0000:  4500`.
  private static func isHexDump(_ bytes: Span<UInt8>) -> Bool {
    var index = bytes.begins(with: [0x30, 0x78]) ? 2 : 0
    let start = index
    while index < bytes.count, bytes[index].isHexDigit { index += 1 }
    guard index - start >= 3, index - start <= 8 else { return false }
    if index < bytes.count, bytes[index] == 0x3a { index += 1 }
    let gap = index
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index > gap && index + 1 < bytes.count && bytes[index].isHexDigit
      && bytes[index + 1].isHexDigit
  }

  private static func isJSON(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count, [0x20, 0x0a, 0x0d, 0x09, 0x5b].contains(bytes[index]) { index += 1 }
    guard index + 1 < bytes.count, bytes[index] == 0x7b else { return false }
    return [0x22, 0x20, 0x0a, 0x0d, 0x09].contains(bytes[index + 1])
  }

  /// Whether the bytes are the header of an ERF record, which has no magic number: its time lies
  /// between 2000 and 2040, its type is Ethernet, and its two lengths agree.
  private static func isERF(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count >= 16 else { return false }
    let seconds = bytes.uint32(at: 4, .littleEndian)
    guard (946_684_800...2_208_988_800).contains(seconds) else { return false }
    let ethernet: [UInt8] = [2, 11, 16, 20]
    guard ethernet.contains(bytes[8] & 0x7f) else { return false }
    let recordLength = Int(bytes[10]) << 8 | Int(bytes[11])
    let wireLength = Int(bytes[14]) << 8 | Int(bytes[15])
    return recordLength >= 18 + 14 && wireLength >= 14 && recordLength <= wireLength + 18 + 8 + 64
  }
}

extension Span<UInt8> {
  /// Whether the bytes are as many, and begin so.
  func begins(with magic: [UInt8]) -> Bool {
    count >= magic.count && magic.indices.allSatisfy { self[$0] == magic[$0] }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
  }
}
