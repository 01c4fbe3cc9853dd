/// What a pcapng block holds: the number it begins with.
///
/// Draft §4 and §11.1. An open set: a reader passes over the types that it does not know.
package struct BlockType: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// SHB: begins a section. The number reads the same in both byte orders.
  package static let sectionHeader = BlockType(rawValue: 0x0a0d_0d0a)
  /// IDB: describes an interface of the section.
  package static let interfaceDescription = BlockType(rawValue: 1)
  /// PB: a packet, in the form that the Enhanced Packet Block replaced.
  package static let obsoletePacket = BlockType(rawValue: 2)
  /// SPB: a packet of the section's first interface, without a time.
  package static let simplePacket = BlockType(rawValue: 3)
  /// NRB: names of addresses.
  package static let nameResolution = BlockType(rawValue: 4)
  /// ISB: what an interface has counted.
  package static let interfaceStatistics = BlockType(rawValue: 5)
  /// EPB: a packet.
  package static let enhancedPacket = BlockType(rawValue: 6)
  /// An entry of the systemd journal.
  package static let systemdJournalExport = BlockType(rawValue: 9)
  /// DSB: keys.
  package static let decryptionSecrets = BlockType(rawValue: 10)
  /// CB: an organisation's own data, which a tool that rewrites the file may copy.
  package static let custom = BlockType(rawValue: 0x0000_0bad)
  /// DCB: the same, which a tool that rewrites the file must not copy.
  package static let customNotCopied = BlockType(rawValue: 0x4000_0bad)

  /// Whether this module has a view for the type's body.
  package var isKnown: Bool { name != nil }

  private var name: String? {
    switch self {
    case .sectionHeader: "Section Header Block"
    case .interfaceDescription: "Interface Description Block"
    case .obsoletePacket: "Packet Block"
    case .simplePacket: "Simple Packet Block"
    case .nameResolution: "Name Resolution Block"
    case .interfaceStatistics: "Interface Statistics Block"
    case .enhancedPacket: "Enhanced Packet Block"
    case .systemdJournalExport: "systemd Journal Export Block"
    case .decryptionSecrets: "Decryption Secrets Block"
    case .custom, .customNotCopied: "Custom Block"
    default: nil
    }
  }
}

extension BlockType: CustomStringConvertible {
  package var description: String {
    name ?? "block of type 0x\(String(rawValue, radix: 16))"
  }
}
