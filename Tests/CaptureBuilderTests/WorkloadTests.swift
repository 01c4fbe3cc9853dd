import CallAnalysis
import CaptureBuilder
import PcapngReader
import Testing

/// Large captures, made small: what is in them, by others' judgement and by our own reading.
@Suite struct WorkloadTests {
  /// A workload, and the file that it makes.
  struct Made {
    let workload: Workload
    let bytes: [UInt8]

    init(_ kind: WorkloadKind, partByteCount: Int = 1 << 16) throws {
      var workload = try Workload(kind, packets: 4000, phones: 24)
      var bytes: [UInt8] = []
      while workload.append(to: &bytes, byteCount: partByteCount) {}
      self.workload = workload
      self.bytes = bytes
    }
  }

  /// Those in which every message was captured.
  static let whole = WorkloadKind.allCases.filter { $0 != .hostile }

  // MARK: - By themselves

  @Test(arguments: WorkloadKind.allCases)
  func `a workload is the same at every run, in parts of any size`(kind: WorkloadKind) throws {
    #expect(try Made(kind).bytes == Made(kind, partByteCount: 1).bytes)
  }

  @Test(arguments: WorkloadKind.allCases)
  func `no placeholder is left over`(kind: WorkloadKind) throws {
    let bytes = try Made(kind).bytes
    for text in ["8461973", "8461974", "A5C3E7", "B6D4F8"] {
      let pattern = Array(text.utf8)
      let places = bytes.indices.dropLast(pattern.count).filter {
        bytes[$0] == pattern[0] && bytes[$0..<$0 + pattern.count].elementsEqual(pattern)
      }
      #expect(places.isEmpty, "\(text)")
    }
  }

  @Test func `a workload that grows by packets has as many as were asked for`() throws {
    for kind in WorkloadKind.allCases where !kind.growsByPhones {
      #expect(try Made(kind).workload.packetCount == 4000)
    }
  }

  // MARK: - As we read them

  private func totals(_ made: Made) throws -> (totals: Totals, received: Int) {
    var reader = try CaptureReader(MemorySource(made.bytes))
    var dissector = Dissector(Dissector.Options())
    var received = 0
    var writer = RecordWriter { received += $0.recordCount }
    while let packet = try reader.next() {
      dissector.accept(
        packet.data, linkType: packet.linkType, at: packet.stamp(), into: &writer)
    }
    dissector.finish(into: &writer)
    writer.passOn()
    return (dissector.totals, received)
  }

  @Test(arguments: whole)
  func `every message is read, and none has a problem`(kind: WorkloadKind) throws {
    let made = try Made(kind)
    let (totals, received) = try totals(made)
    #expect(totals.packets == made.workload.packetCount)
    #expect(totals.messages == made.workload.messageCount)
    #expect(received == totals.messages)
    #expect(totals.problems == 0)
    // The beginning of the mixed capture is over before all phones have come, and phones that
    // registered before the capture say no name.
    #expect(totals.deviceNames.count == 24 || kind == .mixed || kind == .joined)
  }

  @Test func `of a hostile network most messages are read, and what is missing is told`() throws {
    let made = try Made(.hostile)
    let (totals, _) = try totals(made)
    #expect(totals.packets == made.workload.packetCount)
    #expect(totals.messages < made.workload.messageCount)
    #expect(totals.messages > made.workload.messageCount * 9 / 10)
    #expect(totals.problems > 0)
  }
}

/// What tshark and capinfos say of the same captures.
@Suite(.enabled(if: Tool.tshark.exists && Tool.capinfos.exists)) struct WorkloadOracleTests {
  private typealias Made = WorkloadTests.Made

  @Test(arguments: WorkloadKind.allCases)
  func `capinfos counts as many packets`(kind: WorkloadKind) throws {
    let made = try Made(kind)
    let lines = try Tool.capinfos.lines(reading: made.bytes, ["-c", "-M", "-T", "-r"])
    #expect(lines.last?.split(separator: "\t").last == "\(made.workload.packetCount)")
  }

  @Test(arguments: WorkloadTests.whole)
  func `tshark counts as many messages, in as many frames`(kind: WorkloadKind) throws {
    let made = try Made(kind)
    let identifiers = try Tool.tshark.lines(
      reading: made.bytes, ["-Y", "skinny", "-T", "fields", "-e", "skinny.messageId"])
    #expect(identifiers.count == made.workload.messagePacketCount)
    let messages = identifiers.reduce(0) { $0 + $1.split(separator: ",").count }
    #expect(messages == made.workload.messageCount)
  }

  @Test(arguments: WorkloadTests.whole)
  func `tshark finds TCP in order, checksums right and times that never go back`(
    kind: WorkloadKind
  ) throws {
    let odd = try Tool.tshark.lines(
      reading: try Made(kind).bytes,
      [
        "-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-Y",
        "ip.checksum.status==0 || tcp.checksum.status==0 || tcp.analysis.flags "
          + "|| frame.time_delta < 0",
      ])
    #expect(odd.isEmpty, "\(odd.prefix(3))")
  }

  @Test func `tshark finds a hostile network's disorder`() throws {
    let odd = try Tool.tshark.lines(
      reading: try Made(.hostile).bytes,
      [
        "-Y",
        "tcp.analysis.retransmission || tcp.analysis.out_of_order || tcp.analysis.lost_segment",
      ])
    #expect(odd.count > 20)
  }

  @Test func `about a tenth of the mixed capture is SCCP`() throws {
    let made = try Made(.mixed)
    let signalling = try Tool.tshark.lines(reading: made.bytes, ["-Y", "tcp.port == 2000"]).count
    #expect((200...800).contains(signalling), "\(signalling) of \(made.workload.packetCount)")
  }
}
