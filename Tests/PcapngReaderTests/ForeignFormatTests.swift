import Foundation
import PcapngReader
import Testing
import Wire

/// Files of other formats, and captures joined by cat.
@Suite struct ForeignFormatTests {
  @Test(arguments: [
    (Array("snoop\0\0\0\0\0\0\u{2}".utf8), "capture of snoop", "editcap"),
    (Array("GMBU".utf8) + [2, 0], "capture of Microsoft Network Monitor 2", "editcap"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], "file packed with xz", "xz -d"),
    (Array("BZh91AY&SY".utf8), "file packed with bzip2", "bzip2 -d"),
    ([0x50, 0x4b, 3, 4, 20, 0], "file packed with zip", "unzip"),
    ([0x04, 0x22, 0x4d, 0x18, 0x64], "file packed with lz4", "lz4 -d"),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4], "file packed with 7-Zip", "7z x"),
    ([0x1c, 0, 1, 0xac, 0, 4, 0, 2], "capture of IXIA (lcap)", "editcap"),
    (Array("000000 00 11 22 33\n".utf8), "hex dump", "text2pcap"),
    (Array("\t0x0000:  4500 0028".utf8.dropFirst()), "hex dump", "text2pcap"),
    (Array("{\"timestamp\":\"2024".utf8), "text in JSON", "no packets"),
    (
      [0, 0, 0, 0, 0, 0xf1, 0x53, 0x65, 2, 4, 0, 80, 0, 0, 0, 60] + [0, 0],
      "capture of Endace (ERF)",
      "editcap"
    ),
  ])
  func `another format is named, with the command that helps`(
    beginning: [UInt8], name: String, help: String
  ) {
    let text = ReadCapture(beginning).error?.description ?? ""
    #expect(text.hasPrefix("neither pcapng nor pcap but a \(name): "))
    #expect(text.contains(help))
    // Nothing is made of a beginning that is too short to tell.
    #expect(ReadCapture(Array(beginning.prefix(1))).error?.description.contains(name) == false)
  }

  /// What Wireshark's editcap writes is named after the format that it was asked for.
  @Test(
    .enabled(if: Tools.has("editcap"), "Wireshark is not installed"),
    arguments: [
      ("snoop", "snoop"), ("netmon1", "Network Monitor 1"), ("netmon2", "Network Monitor 2"),
      ("ngsniffer", "Sniffer"), ("ngwsniffer_2_0", "Sniffer for Windows"), ("nettl", "nettl"),
      ("observer", "Observer"), ("lanalyzer", "LANalyzer"), ("5views", "5Views"),
      ("visual", "Visual Networks"), ("k12text", "K12"),
    ])
  func `what editcap writes in a foreign format is named`(format: String, name: String) throws {
    var file = PcapBytes(.littleEndian)
    for _ in 0..<3 { file.record([UInt8](repeating: 7, count: 60), seconds: 1_700_000_000) }
    try Tools.withFile(file.bytes) { path in
      let output = path + ".foreign"
      _ = try Tools.run("editcap", ["-F", format, path, output])
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: output)))
      #expect(ReadCapture(bytes).error?.description.contains(name) == true)
    }
  }

  @Test(arguments: [ByteOrder.littleEndian, .bigEndian])
  func `pcap files joined by cat are read to the joint, which is named`(order: ByteOrder) {
    var file = PcapBytes(order)
    for _ in 0..<3 { file.record([1, 2, 3]) }
    let read = ReadCapture(file.bytes + file.bytes)
    #expect(read.packets.count == 3)
    let joint = file.bytes.count
    #expect(
      read.error?.description == "byte \(joint): another pcap file begins here, and only pcapng "
        + "files can be joined by cat: tail -c +\(joint + 1) IN >REST takes it out")
  }

  @Test func `a capture of the other format after a capture is named`() {
    var classic = PcapBytes(.littleEndian)
    classic.record([1, 2, 3])
    let modern = CaptureBytes.sample().bytes
    let one = ReadCapture(modern + classic.bytes)
    #expect(one.error?.description.contains("another pcap file begins here") == true)
    #expect(one.packets.count == ReadCapture(modern).packets.count)
    let other = ReadCapture(classic.bytes + modern)
    #expect(other.error?.description.contains("another pcapng file begins here") == true)
    #expect(other.packets.count == 1)
    // Sections of pcapng files joined by cat are read.
    #expect(ReadCapture(modern + modern).error == nil)
  }
}
