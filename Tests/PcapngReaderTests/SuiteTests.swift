import Foundation
import PcapngReader
import Testing

/// Every capture that no one here made, against its description, libpcap and tshark.
@Suite(.enabled(if: Tools.hasCaptures, "the captures are not beside the package"))
struct SuiteTests {
  /// The texts beside the captures, such as `Block sequence: SHB, IDB, EPB`.
  @Test(arguments: Tools.suite)
  func `blocks are those that the suite says`(name: String) throws {
    let text = try String(contentsOfFile: Tools.path(of: name + ".txt"), encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Block sequence: ") })
    let expected = line.dropFirst("Block sequence: ".count)

    let source = try FileSource(path: Tools.path(of: name + ".pcapng"))
    let abbreviations = try BlockCopy.all(in: source).map(\.type).map(Self.abbreviation)
    #expect(abbreviations.joined(separator: ", ") == expected)
  }

  private static func abbreviation(_ type: BlockType) -> String {
    switch type {
    case .sectionHeader: "SHB"
    case .interfaceDescription: "IDB"
    case .obsoletePacket: "PB"
    case .simplePacket: "SPB"
    case .enhancedPacket: "EPB"
    case .nameResolution: "NRB"
    case .interfaceStatistics: "ISB"
    case .decryptionSecrets: "DSB"
    case .custom: "CB"
    case .customNotCopied: "DCB"
    default: type.description
    }
  }

  /// libpcap refuses files whose interfaces differ; up to there it must agree.
  @Test(arguments: Tools.allCaptures)
  func `packets are those that libpcap reads`(name: String) {
    let path = Tools.path(of: name)
    let ours = ReadCapture(path: path)
    let theirs = LibpcapOracle(path: path)
    #expect(ours.error == nil)
    #expect(ours.packets.map(\.number) == Array(1...ours.packets.count + 1).dropLast())
    let comparable =
      theirs.isComplete ? ours.packets[...] : ours.packets.prefix(theirs.packets.count)
    #expect(comparable.map(\.asLibpcapSees) == theirs.packets)
  }

  @Test(.enabled(if: Tools.has("tshark")), arguments: Tools.allCaptures)
  func `packets are those that tshark reads`(name: String) throws {
    let path = Tools.path(of: name)
    let ours = ReadCapture(path: path)
    let theirs = try TsharkOracle(path: path)
    try #require(ours.packets.count == theirs.packets.count)
    for (packet, expected) in zip(ours.packets, theirs.packets) {
      let section = ours.interfaces[packet.interfaceNumber].section + 1
      #expect(packet.asTsharkSees(section: section, isPcapng: name.hasSuffix("ng")) == expected)
    }
  }

  /// The texts are those that capinfos prints.
  @Test func `interfaces and sections say what the suite wrote`() throws {
    let sections = ReadCapture(path: Tools.path(of: "pcapng-suite/test007.pcapng")).sections
    #expect(sections.first?.hardware == "Apple MBP")
    #expect(sections.first?.operatingSystem == "OS-X 10.10.5")
    #expect(sections.first?.application == "pcap_writer.lua")
    #expect(sections.first?.comments == ["test007"])
    let interfaces = ReadCapture(path: Tools.path(of: "pcapng-suite/test008.pcapng")).interfaces
    #expect(interfaces.map(\.name) == ["eth-_0 foo", "en1"])
    #expect(interfaces.map(\.text) == ["silly ethernet interface", "silly ethernet interface 2"])
    #expect(interfaces.first?.filter == "tcp port 23 and host 192.0.2.5")
    #expect(interfaces.last?.operatingSystem == "Novell NetWare 4.11\nbut not using IPX")
    #expect(interfaces.map(\.snapLength) == [96, 128])
    #expect(interfaces.map(\.clock.resolution) == [.nanoseconds, .nanoseconds])
  }
}
