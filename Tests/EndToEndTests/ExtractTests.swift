import CaptureBuilder
import Foundation
import Testing
import Wire

/// Captures that are made of others: what is not left out stays byte for byte.
@Suite struct ExtractTests {
  private static let suite = Folder.shared.appending(path: "captures/pcapng-suite")
  private static let suiteNames =
    ((try? Folder.files(in: suite)) ?? []).filter { $0.hasSuffix(".pcapng") }

  /// Extracts from a file, and returns what was written.
  private func extract(_ arguments: String..., from path: String) throws -> [UInt8] {
    try Folder.withTemporary { folder in
      let output = folder.appending(path: "out.pcapng")
      let run = try Program.sccpdump(["extract", "-o", output.path] + arguments + [path])
      #expect(run.status == 0, "\(run.errors)")
      return Array(try Data(contentsOf: output))
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path)))
  }

  // MARK: - Everything

  @Test(arguments: Folder.captures)
  func `all of a fixture is the fixture`(name: String) throws {
    let path = Folder.fixtures.appending(path: name).path
    let (made, whole) = (try extract("--all", from: path), try bytes(path))
    #expect(made == whole)
  }

  @Test(.enabled(if: !suiteNames.isEmpty, "the pcapng suite is not beside the package"))
  func `all of each capture of the pcapng suite is that capture`() throws {
    for name in Self.suiteNames {
      let path = Self.suite.appending(path: name).path
      let (made, whole) = (try extract("--all", from: path), try bytes(path))
      #expect(made == whole, "\(name)")
    }
  }

  @Test(arguments: [
    CaptureWriter.Format.pcapng(.bigEndian), .pcap(.littleEndian, nanoseconds: false),
    .pcap(.bigEndian, nanoseconds: true),
  ])
  func `all of a capture of any form is that capture`(format: CaptureWriter.Format) throws {
    let made = CaptureWriter.file(format, MadeCapture.conversation().packets)
    try Folder.withFile(made) { path in
      let copy = try extract("--all", from: path)
      #expect(copy == made)
    }
  }

  /// A block of an unknown type that is longer than the reader holds, between two others.
  @Test func `a block that is too long to be held is copied all the same`() throws {
    var block = ByteWriter(order: .littleEndian)
    let content = 17 << 20
    block.uint32(0x7777_7777)
    block.uint32(UInt32(content + 12))
    block.append((0..<content).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    block.uint32(UInt32(content + 12))
    let plain = MadeCapture.file(MadeCapture.conversation())
    let made = plain + block.bytes + plain
    try Folder.withFile(made) { path in
      let copy = try extract("--all", from: path)
      #expect(copy == made)
    }
  }

  @Test(.enabled(if: Program.has("gzip"), "no gzip"))
  func `all of a compressed capture is what was compressed`() throws {
    let plain = Folder.fixtures.appending(path: "cucm_call.pcapng").path
    let made = try Program.shell("gzip -c '\(plain)'").bytes
    try Folder.withFile(Array(made), name: "made.pcapng.gz") { path in
      let (copy, whole) = (try extract("--all", from: path), try bytes(plain))
      #expect(copy == whole)
    }
  }

  @Test(.enabled(if: Program.has("capinfos"), "no capinfos"))
  func `several captures of different forms become one that others read`() throws {
    let packets = MadeCapture.conversation().packets
    let files: [[UInt8]] = [
      CaptureWriter.file(.pcap(.bigEndian, nanoseconds: true), packets),
      CaptureWriter.file(.pcapng(.littleEndian), packets),
      CaptureWriter.file(.pcap(.littleEndian, nanoseconds: false), packets),
    ]
    try Folder.withTemporary { folder in
      for (index, file) in files.enumerated() {
        try Data(file).write(to: folder.appending(path: "\(index)"))
      }
      let run = try Program.shell(
        "sccpdump extract --all -o out 0 1 2; capinfos -T -r -c -k out | cut -f2; tshark -r out"
          + " -T fields -e frame.time_epoch | sort -u | wc -l", in: folder)
      #expect(run.outputLines.first == "\(packets.count * files.count)", "\(run)")
      #expect(run.outputLines.last == "\(packets.count)")
    }
  }

  // MARK: - A selection

  /// What tshark says of packets, by their contents.
  private func packets(_ path: String, _ filter: String) throws -> [String] {
    let run = try Program.run(
      "tshark", ["-r", path, "-Y", filter, "-T", "fields", "-e", "frame.time_epoch", "-e", "ip.id"])
    return run.outputLines
  }

  @Test(.enabled(if: Program.has("tshark"), "no tshark"))
  func `a message's packets are those that tshark finds it in`() throws {
    let path = Folder.fixtures.appending(path: "sccp_cme_init.pcapng").path
    let wanted = try packets(path, "skinny.messageId == 0x0001 || skinny.messageId == 0x0081")
    #expect(!wanted.isEmpty)
    let made = try extract("--message", "RegisterReq,RegisterAck", from: path)
    try Folder.withFile(made) { output in
      let taken = try packets(output, "frame")
      #expect(taken == wanted)
    }
  }

  @Test(.enabled(if: Program.has("tshark"), "no tshark"))
  func `without a selection all packets of SCCP connections are taken, and no others`() throws {
    let path = Folder.fixtures.appending(path: "cucm_call.pcapng").path
    let wanted = try packets(path, "tcp.port == 2000")
    let made = try extract(from: path)
    try Folder.withFile(made) { output in
      let taken = try packets(output, "frame")
      #expect(taken == wanted)
      let before = try Program.sccpdump(["calls", "--json", path])
      let after = try Program.sccpdump(["calls", "--json", output])
      #expect(before.outputLines.count == after.outputLines.count)
    }
  }

  @Test(.enabled(if: Program.has("tshark"), "no tshark"))
  func `media are the RTP packets that were ordered`() throws {
    let path = Folder.fixtures.appending(path: "cucm_call.pcapng").path
    let wanted = try packets(path, "tcp.port == 2000 || udp")
    let datagrams = try packets(path, "udp")
    #expect(datagrams.count > 10)
    let made = try extract("--with-media", from: path)
    try Folder.withFile(made) { output in
      let taken = try packets(output, "frame")
      #expect(taken == wanted)
    }
  }

  @Test(.enabled(if: Program.has("tshark"), "no tshark"))
  func `a whole connection has its handshake and its acknowledgments`() throws {
    let path = Folder.fixtures.appending(path: "cucm_call.pcapng").path
    let address = try Program.sccpdump(
      ["--json", "--message", "RegisterReq", path]
    ).outputLines.first.flatMap { $0.firstMatch(of: /"src":"([0-9.]+)","srcPort":(\d+)/) }
    let (host, port) = try #require(address.map { ($0.1, $0.2) })
    let wanted = try packets(path, "ip.addr == \(host) && tcp.port == \(port)")
    #expect(wanted.count > 5)
    let made = try extract(
      "--message", "RegisterReq", "--host", String(host), "--whole-connections", from: path)
    try Folder.withFile(made) { output in
      let taken = try packets(output, "frame")
      #expect(taken == wanted)
    }
  }

  @Test(.enabled(if: Program.has("tshark"), "no tshark"))
  func `a segment in fragments is taken with all of them`() throws {
    let made = try FragmentedCapture.file()
    try Folder.withFile(made) { path in
      let all = try packets(path, "frame")
      #expect(all.count > 5)
      let part = try extract("--message", "RegisterReq", from: path)
      #expect(part.count < made.count)
      let whole = try extract(from: path)
      try Folder.withFile(whole) { output in
        let taken = try packets(output, "frame")
        #expect(taken == all)
      }
    }
  }

  // MARK: - What is refused

  @Test func `no capture is written over, and none is read twice that cannot be`() throws {
    try Folder.withTemporary { folder in
      let run = try Program.shell(
        """
        cp '\(Folder.fixtures.path)/cucm_call.pcapng' c; ln c same; sha256sum c > sum
        sccpdump extract -o same c; echo $?; sccpdump extract --all -o c c; echo $?
        cat c | sccpdump extract -o out -; echo $?; ls
        cat c | sccpdump extract --all -o - - | cmp - c && sha256sum --quiet -c sum && echo kept
        """, in: folder)
      #expect(run.outputLines == ["2", "2", "2", "c", "same", "sum", "kept"], "\(run)")
      #expect(run.errors.contains("same: not written: it is one of the captures"))
      #expect(run.errors.contains("standard input: cannot be read twice"))
    }
  }

  @Test func `what is left of a damaged capture is written, with status 2`() throws {
    let whole = MadeCapture.file(MadeCapture.conversation())
    try Folder.withTemporary { folder in
      let input = folder.appending(path: "cut")
      try Data(whole.dropLast(5)).write(to: input)
      let run = try Program.shell(
        "sccpdump extract --all -o out cut; echo $?; sccpdump extract --all -o again out; echo $?",
        in: folder)
      #expect(run.outputLines == ["2", "0"])
      let written = Array(try Data(contentsOf: folder.appending(path: "out")))
      #expect(whole.starts(with: written) && written.count > whole.count / 2)
    }
  }

  @Test func `what is no capture leaves no file`() throws {
    try Folder.withTemporary { folder in
      let run = try Program.shell(
        "echo text > in; sccpdump extract --all -o out in; echo $?; ls -A", in: folder)
      #expect(run.outputLines == ["2", "in"])
    }
  }
}
