import CaptureBuilder
import Foundation
import Testing
import Wire

/// Every kind of file that the writer makes, read by tshark and libpcap's tools.
@Suite struct CaptureWriterTests {
  static let formats: [CaptureWriter.Format] = [
    .pcapng(.littleEndian), .pcapng(.bigEndian),
    .pcap(.littleEndian, nanoseconds: false), .pcap(.bigEndian, nanoseconds: false),
    .pcap(.littleEndian, nanoseconds: true), .pcap(.bigEndian, nanoseconds: true),
  ]

  private var packets: [CapturedPacket] {
    (0..<5).map { index in
      var packet = CapturedPacket(
        time: Timestamp(seconds: 1_700_000_000 + Int64(index), nanoseconds: 123_456_789),
        bytes: PacketBytes.datagram(
          Array(repeating: UInt8(index), count: index),
          from: Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21)), port: 5000,
          to: Host(macAddress: 0x0011_2233_4456, address: .ipv4(10, 10, 1, 22)), port: 5001))
      packet.comment = index == 2 ? "an odd one: ü" : nil
      return packet
    }
  }

  @Test(.enabled(if: Tool.tshark.exists), arguments: formats)
  func `tshark reads what was written`(format: CaptureWriter.Format) throws {
    var interface = CaptureInterface(name: "eth7", description: "for the test")
    let nanoseconds = format.hasNanoseconds
    interface.hasNanoseconds = nanoseconds
    let file = CaptureWriter.file(
      format, interfaces: [interface], comment: "a whole file", packets)
    let lines = try Tool.tshark.lines(
      reading: file,
      [
        "-T", "fields", "-e", "frame.time_epoch", "-e", "frame.len", "-e", "udp.length",
        "-e", "ip.checksum.status", "-e", "udp.checksum.status", "-e", "frame.comment",
        "-e", "frame.interface_name", "-o", "ip.check_checksum:TRUE",
        "-o", "udp.check_checksum:TRUE",
      ])
    let isPcapng = format == .pcapng(.littleEndian) || format == .pcapng(.bigEndian)
    let expected = (0..<5).map { index in
      [
        "170000000\(index).123456\(nanoseconds ? "789" : "000")", "\(42 + index)",
        "\(8 + index)", "1", "1", isPcapng && index == 2 ? "an odd one: ü" : "",
        isPcapng ? "eth7" : "",
      ].joined(separator: "\t")
    }
    #expect(lines == expected)
  }

  @Test(.enabled(if: Tool.capinfos.exists))
  func `capinfos finds the comment, the interfaces and their packets`() throws {
    var second = CaptureInterface(name: "lan6", description: "the other")
    second.hasNanoseconds = true
    var captured = packets
    captured[1].interfaceID = 1
    captured[3].interfaceID = 1
    let file = CaptureWriter.file(
      .pcapng(.bigEndian), interfaces: [CaptureInterface(), second], comment: "a whole file",
      captured)
    let text = try Tool.capinfos.lines(reading: file, []).joined(separator: "\n")
    for part in [
      "a whole file", "Number of packets:   5", "Number of interfaces in file: 2",
      "Name = lan6", "Description = the other", "Number of packets = 3",
      "Number of packets = 2", "Time resolution = 0x09",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}

extension CaptureWriter.Format: CustomTestStringConvertible {
  fileprivate var hasNanoseconds: Bool {
    if case .pcap(_, let nanoseconds) = self { nanoseconds } else { true }
  }

  /// The kind of file, for the log.
  public var testDescription: String { "\(self)" }
}
