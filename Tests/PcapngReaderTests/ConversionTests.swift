import Foundation
import PcapngReader
import Testing
import Wire

/// Files that Wireshark's tools wrote from the captures, against tshark and libpcap.
@Suite(.enabled(if: Tools.hasCaptures && Tools.has("editcap") && Tools.has("tshark")))
struct ConversionTests {
  private func compare(_ path: String) throws {
    let ours = ReadCapture(path: path)
    #expect(ours.error == nil)
    #expect(!ours.packets.isEmpty)
    let libpcap = LibpcapOracle(path: path)
    #expect(
      ours.packets.prefix(libpcap.packets.count).map(\.asLibpcapSees) == libpcap.packets)
    let tshark = try TsharkOracle(path: path).packets
    try #require(ours.packets.count == tshark.count)
    let isPcapng = tshark.first?.interfaceID != nil
    for (packet, expected) in zip(ours.packets, tshark) {
      let section = ours.interfaces[packet.interfaceNumber].section + 1
      #expect(packet.asTsharkSees(section: section, isPcapng: isPcapng) == expected)
    }
  }

  @Test(arguments: ["pcap", "nsecpcap", "pcapng", "modpcap"])
  func `what editcap writes is read`(format: String) throws {
    try Tools.withFile { path in
      for (index, capture) in ["skinny.pcap", "sccp_hw_conf_register.pcapng"].enumerated() {
        let output = path + "\(index)"
        _ = try Tools.run("editcap", ["-F", format, Tools.path(of: capture), output])
        try compare(output)
      }
    }
  }

  @Test func `comments that editcap adds are read`() throws {
    try Tools.withFile { path in
      _ = try Tools.run(
        "editcap",
        [
          "-F", "pcapng", "-a", "3:here it begins", "-a", "7:ça va", Tools.path(of: "skinny.pcap"),
          path,
        ])
      try compare(path)
      let comments = ReadCapture(path: path).packets.prefix(8).map(\.comments)
      #expect(comments == [[], [], ["here it begins"], [], [], [], ["ça va"], []])
    }
  }

  @Test func `packets that editcap cut are read`() throws {
    try Tools.withFile { path in
      _ = try Tools.run("editcap", ["-s", "60", Tools.path(of: "skinny.pcap"), path])
      try compare(path)
      #expect(
        ReadCapture(path: path).packets.contains { $0.data.count == 60 && $0.originalLength > 60 })
    }
  }

  @Test func `what we build by hand is what tshark reads`() throws {
    let file = CaptureBytes.sample([.bigEndian, .littleEndian, .bigEndian])
    try Tools.withFile(file.bytes) { path in try compare(path) }
  }

  /// Resolutions up to 10⁻¹⁰ and 2⁻³⁴: with finer ones tshark and libpcap overflow 64 bits.
  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `times of every resolution are those of tshark`(order: ByteOrder) throws {
    var file = CaptureBytes()
    file.section(order)
    for byte in Array(0...10) + Array(0x80...0xa2) {
      file.interface(options: [
        .tsresol(UInt8(byte)), .tsoffset(Int64(byte) * 1000, order),
      ])
    }
    for interfaceID in UInt32(0)..<46 {
      for ticks: UInt64 in [0, 1, 1_340_954_905_298_858, 0x0012_3456_789a_bcde] {
        file.enhanced([1, 2], interfaceID: interfaceID, ticks: ticks)
      }
    }
    try Tools.withFile(file.bytes) { path in try compare(path) }
  }

  @Test(arguments: ["all", "any", "none"])
  func `what mergecap writes is read`(mode: String) throws {
    try Tools.withFile { path in
      let inputs = ["skinny.pcap", "sccp_hw_conf_register.pcapng"].map(Tools.path)
      _ = try Tools.run("mergecap", ["-I", mode, "-w", path] + inputs)
      try compare(path)
    }
  }

  @Test func `what text2pcap writes is read`() throws {
    let hex = "0000 01 02 03 04 05 06 07 08 09 0a 0b 0c 08 00 45 00\n0010 00 14\n\n0000 aa bb\n"
    try Tools.withFile(Array(hex.utf8), name: "hex") { path in
      for format in ["pcap", "pcapng", "nsecpcap"] {
        let output = path + format
        _ = try Tools.run("text2pcap", ["-q", "-F", format, path, output])
        try compare(output)
      }
    }
  }
}
