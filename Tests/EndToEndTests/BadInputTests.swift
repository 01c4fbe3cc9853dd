import CaptureBuilder
import Foundation
import Testing
import Wire

/// What cannot be read is told in one line, after all that could be.
@Suite struct BadInputTests {
  /// Expects one line on standard error, and gives what stands after the file's name in it.
  private func fault(_ run: Run, of name: String) -> String {
    #expect(run.status == 2)
    #expect(run.errorLines.count == 1)
    let prefix = "sccpdump: \(name): "
    #expect(run.errors.hasPrefix(prefix))
    return run.errorLines.first.map { String($0.dropFirst(prefix.count)) } ?? ""
  }

  @Test func `a text file is no capture`() throws {
    try Folder.withFile(Array("no capture at all\n".utf8), name: "notes.txt") { path in
      let fault = fault(try Program.sccpdump(path), of: path)
      #expect(fault.contains("neither pcapng nor pcap"))
      #expect(fault.contains("6e 6f 20 63"))
    }
  }

  @Test func `an empty file is told as such`() throws {
    try Folder.withFile([]) { path in
      let run = try Program.sccpdump(path)
      #expect(fault(run, of: path) == "file is empty")
    }
  }

  @Test func `of many captures that fail for one reason some are named`() throws {
    let names = (1...20).map { "missing\($0).pcap" }
    let run = try Program.sccpdump(["--json"] + names + ["cme_refused.pcapng"])
    #expect(run.status == 2)
    #expect(!run.output.isEmpty)
    let lines = run.errorLines.filter { $0.hasSuffix("no such file or directory") }
    #expect(lines.count == 9)
    #expect(lines.last == "sccpdump: 12 more captures: no such file or directory")
  }

  @Test func `empty standard input is told as such`() throws {
    let run = try Program.shell("sccpdump - < /dev/null")
    #expect(fault(run, of: "standard input") == "file is empty")
  }

  @Test func `a directory without captures is told as such`() throws {
    try Folder.withTemporary { folder in
      let run = try Program.sccpdump(folder.path)
      #expect(fault(run, of: folder.path) == "no capture in this directory")
    }
  }

  @Test func `a file that does not exist is told as such`() throws {
    let run = try Program.sccpdump("absent.pcapng")
    #expect(fault(run, of: "absent.pcapng") == "no such file or directory")
  }

  @Test(.enabled(if: ProcessInfo.processInfo.userName != "root", "root may read everything"))
  func `a file that may not be read is told as such`() throws {
    try Folder.withFile([]) { path in
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      let run = try Program.sccpdump(path)
      #expect(fault(run, of: path) == "permission denied")
    }
  }

  @Test(.enabled(if: Folder.exists("/proc/self/mem"), "there is no /proc"))
  func `a file whose reading fails is told with the byte`() throws {
    let fault = fault(try Program.sccpdump("/proc/self/mem"), of: "/proc/self/mem")
    #expect(fault == "reading from byte 0: input/output error")
  }

  @Test func `control characters of a file's name do not reach the terminal`() throws {
    let run = try Program.sccpdump("\u{1b}[31mred")
    #expect(!run.errors.contains("\u{1b}"))
    #expect(!run.output.contains("\u{1b}"))
  }

  // MARK: - Cut captures

  /// Bytes of a block that are there, from one to all but one.
  @Test(arguments: [1, 4, 7, 8, 12, 27, 28, 29, 60, -8, -4, -1])
  func `a capture cut in a block is shown up to it, and the line says where`(kept: Int) throws {
    let capture = "sccp_cme_init.pcapng"
    let blocks = CaptureBlocks.of(capture)
    // Frame 21, the 21st packet block, after the section's and the interface's.
    let block = blocks[22]
    #expect(block.isPacket)
    let end = block.offset + (kept > 0 ? kept : block.bytes.count + kept)
    let bytes = blocks.flatMap(\.bytes)[..<end]
    try Folder.withFile(Array(bytes)) { path in
      let json = try Program.sccpdump("--json", path)
      let fault = fault(json, of: path)
      #expect(fault.contains("at byte \(block.offset)"))
      #expect(fault.contains("file ends after \(end - block.offset) of "))
      #expect(fault.contains("after frame 20"))
      let before = try JSONLine.all(of: "--json", capture).filter { try $0.integer("frame") < 21 }
      #expect(json.outputLines == before.map(\.text))

      let timeline = try Program.sccpdump(path)
      // The totals come as always.
      #expect(timeline.errorLines.first == json.errorLines.first)
      #expect(timeline.errorLines.last?.hasPrefix("sccpdump: 20 packets, ") == true)
      #expect(timeline.errorLines.count == 2)
      let whole = try Program.sccpdump(capture).outputLines.dropFirst()
      #expect(!timeline.outputLines.dropFirst().isEmpty)
      #expect(whole.starts(with: timeline.outputLines.dropFirst()))
      #expect(timeline.output.contains("\nFrame 20 | ") && !timeline.output.contains("Frame 21"))
    }
  }

  @Test func `a capture cut before its first message says that there is none`() throws {
    let pcap = CaptureWriter.file(.pcap(.bigEndian, nanoseconds: true), [])
    let pcapng = CaptureBlocks.of("sccp_cme_init.pcapng").prefix(3).flatMap(\.bytes)
    for cut in [pcap.prefix(6), pcap.prefix(23), pcapng.prefix(7), pcapng.dropLast()] {
      try Folder.withFile(Array(cut)) { path in
        for options in [[], ["--json"]] {
          let run = try Program.sccpdump(options + [path])
          #expect(run.status == 2)
          #expect(run.errorLines.first?.hasPrefix("sccpdump: \(path): ") == true)
          #expect(run.errorLines.dropFirst() == ["sccpdump: no SCCP message in 0 packets"])
        }
      }
    }
  }

  @Test func `a capture that ends with a block is whole`() throws {
    let blocks = CaptureBlocks.of("sccp_cme_init.pcapng")
    try Folder.withFile(blocks[..<22].flatMap(\.bytes)) { path in
      let run = try Program.sccpdump(path)
      #expect(run.status == 0)
    }
  }

  @Test func `one bad file does not keep the others from being read`() throws {
    let run = try Program.sccpdump("--json", "absent.pcapng", "cme_refused.pcapng")
    _ = fault(run, of: "absent.pcapng")
    #expect(run.outputLines.count == Golden.jsonLines("cme_refused.pcapng").text?.lines.count)
  }

  // MARK: - No SCCP

  @Test func `a capture without SCCP is read to its end, and that is said`() throws {
    let clock = ScenarioClock.microseconds(since: 1_700_000_000)
    let phone = Host(macAddress: 0x0011_2233_4455, address: .ipv4(10, 10, 1, 21))
    let server = Host(macAddress: 0x0011_2233_4401, address: .ipv4(10, 10, 1, 1))
    let packets: [CapturedPacket] = [
      .arpRequest(clock, at: 0, from: phone, for: server),
      .arpReply(clock, at: 900, from: server, to: phone),
    ]
    try Folder.withFile(CaptureWriter.file(.pcapng(.littleEndian), packets)) { path in
      for options in [[], ["--json"]] {
        let run = try Program.sccpdump(options + [path])
        #expect(run.status == 0)
        #expect(run.errors == "sccpdump: no SCCP message in 2 packets\n")
        #expect(run.output == "")
      }
    }
  }

  @Test func `a capture without packets is read to its end, and that is said`() throws {
    try Folder.withFile(CaptureWriter.file(.pcap(.bigEndian, nanoseconds: true), [])) { path in
      let run = try Program.sccpdump(path)
      #expect(run.status == 0)
      #expect(run.errors == "sccpdump: no SCCP message in 0 packets\n")
    }
  }
}
