import CaptureBuilder
import Foundation
import SCCP
import Testing

/// What claims to be enormous costs no more than what is there; each run says what it took.
@Suite(.enabled(if: MeasuredRun.isAvailable, "python3 is not installed"))
struct BoundsTests {
  /// Peak memory of a run that keeps nothing, generously, and more than the program alone takes.
  private static let modest = 120

  /// Runs the program on a capture, and expects an end and a memory that are bounded.
  @discardableResult
  private func measure(
    _ name: String, _ capture: [UInt8], status: Int32 = 0, megabytes: Int = modest,
    _ options: [String] = ["--json"]
  ) throws -> Run {
    try Folder.withFile(capture) { path in
      let measured = try MeasuredRun(options + [path])
      measured.note(name, captureByteCount: capture.count)
      #expect(measured.run.status == status, "\(measured.run.errors.prefix(400))")
      #expect(measured.peakMegabytes < megabytes, "\(name)")
      return measured.run
    }
  }

  // MARK: - Blocks

  @Test(
    arguments: [6, 3, 1, 5, 0x0a0d_0d0a, 0x0bad_beef] as [UInt32],
    [0, 8, .max, .max - 3] as [UInt32])
  func `a block that claims no bytes, or four gigabytes, ends the reading`(
    type: UInt32, length: UInt32
  ) throws {
    var capture = HandBuilt.pcapng
    capture.append(word: type)
    capture.append(word: length)
    capture.append(word: 0x1a2b_3c4d)
    capture += Array(repeating: 0, count: 4000)
    let name = "block of type \(type) with length \(length)"
    let run = try measure(name, capture, status: 2, megabytes: 60)
    #expect(run.errorLines.first?.contains("at byte \(HandBuilt.pcapng.count)") == true)
    #expect(run.errorLines.dropFirst() == ["sccpdump: no SCCP message in 0 packets"])
  }

  @Test(arguments: [0, 1, 2, 0xbeef] as [UInt16])
  func `a block may have 65,535 options`(code: UInt16) throws {
    // An option without a value; a comment or one that nobody knows needs some.
    let value: [UInt8] = code == 0 ? [] : [0x61, 0x62, 0x63, 0x64]
    let one = [UInt8(truncatingIfNeeded: code), UInt8(code >> 8), UInt8(value.count), 0] + value
    let options = Array(repeatElement(one, count: 65_535).joined())
    for type in [1, 6] as [UInt32] {
      var capture = HandBuilt.pcapng
      let body = type == 1 ? [1, 0, 0, 0, 0, 0, 4, 0] : HandBuilt.packetBody(HandBuilt.frame)
      capture.append(block: type, body + options)
      capture.append(block: 6, HandBuilt.packetBody(HandBuilt.frame))
      let name = "65,535 options \(code) of a block of type \(type)"
      try measure(name, capture, ["--annotations", "none"])
    }
  }

  @Test func `a capture may have a million interfaces`() throws {
    var capture = HandBuilt.section
    var one: [UInt8] = []
    one.append(block: 1, [1, 0, 0, 0, 0, 0, 4, 0])
    for _ in 0..<1_000_000 { capture += one }
    capture.append(block: 6, HandBuilt.packetBody(HandBuilt.frame, interface: 1023))
    let run = try measure("a million interfaces", capture, ["--json"])
    #expect(run.errors == "sccpdump: no SCCP message in 1 packet\n")
    capture.append(block: 6, HandBuilt.packetBody(HandBuilt.frame, interface: 999_999))
    let beyond = try measure("the last of a million interfaces", capture, status: 2)
    #expect(beyond.errors.contains("interface 999999 is beyond the first "))
  }

  @Test func `a capture may have a hundred thousand sections`() throws {
    let capture = (0..<100_000).flatMap { _ in HandBuilt.section }
    try measure("100,000 sections", capture)
  }

  // MARK: - Layers in layers

  @Test(arguments: Nesting.all)
  func `layers may stand in layers a thousand times`(nesting: Nesting) throws {
    var capture = HandBuilt.pcapng
    for depth in [1, 2, 8, 100, 1000, nesting.deepest] {
      let frame = nesting.frame(depth: depth)
      for _ in 0..<20 { capture.append(block: 6, HandBuilt.packetBody(frame)) }
    }
    let run = try measure("\(nesting.name), \(nesting.deepest) deep", capture)
    #expect(!run.output.contains("\"frame\""))
  }

  // MARK: - Messages

  @Test(arguments: [0, 3, 4, 65_536, 65_537, 0x7fff_ffff, 0xffff_fffc, .max] as [UInt32])
  func `a message that claims more or less than it can have is no message`(length: UInt32) throws {
    var talk = MadeCapture.conversation()
    try talk.server(at: 1000, .activateCallPlane(line: 1))
    var bytes: [UInt8] = []
    for word in [length, 20, 0x0116] { bytes.append(word: word) }
    talk.transmit(.server, talk.queue(.server, bytes: bytes + [1, 0, 0, 0]), at: 2000)
    for index in 3..<2000 { try talk.server(at: 1000 * index, .activateCallPlane(line: 2)) }
    let run = try measure("message of length \(length)", MadeCapture.file(talk))
    let lines = try run.jsonLines
    #expect(lines.count >= (length == 65_536 ? 1 : 1990), "\(lines.count)")
  }

  @Test(arguments: [0, 11, 17, 22] as [UInt32])
  func `counts of 4,294,967,295 entries show those that there is room for`(version: UInt32) throws {
    var filled = FilledMessage(version: version)
    filled.count = .max
    let capture = try filled.capture()
    let run = try measure("counts of 4,294,967,295, version \(version)", capture)
    let lines = try run.jsonLines
    #expect(lines.count == Catalogue.messages.count)
    let counted = lines.filter { $0.text.contains(#""code":"countAboveSlots""#) }
    #expect(counted.count >= 10)
    #expect(lines.allSatisfy { $0.text.utf8.count < 200_000 })
  }

  @Test func `the entities of XML are not expanded`() throws {
    let entities = (1...20).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);&a\($0 - 1);\">" }
    let bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">\(entities.joined())]><x>&a20;</x>"
    let nested = String(repeating: "<a>", count: 400) + String(repeating: "</a>", count: 400)
    for (name, text) in [("an XML bomb", bomb), ("XML 400 deep", nested)] {
      let capture = try FilledMessage(text: Array(text.utf8)).capture()
      for options in [["--json"], ["--verbose"]] {
        let run = try measure(name, capture, options)
        #expect(run.output.contains(name.hasSuffix("bomb") ? "<!ENTITY a1 " : "<a><a><a>"))
        #expect(run.output.utf8.count < 2_000_000)
      }
    }
  }

  // MARK: - Many captures at one time

  /// Captures that overlap, each with a block between its two packets.
  private func measure(
    _ count: Int, _ tool: String, blockByteCount: Int, _ check: (MeasuredRun) -> Void
  ) throws {
    try Folder.withTemporary { folder in
      for index in 0..<count {
        var capture = HandBuilt.pcapng
        for time in [UInt32(index), 0x1000_0000] {
          var body = HandBuilt.packetBody(HandBuilt.frame)
          var low: [UInt8] = []
          low.append(word: time)
          body.replaceSubrange(8..<12, with: low)
          capture.append(block: 6, body)
          capture.append(block: 0xdead_beef, Array(repeating: 0, count: blockByteCount))
        }
        try Data(capture).write(to: folder.appending(path: "\(index).raw"))
      }
      let packed = try Program.shell(
        "for file in *.raw; do \(tool) < $file > $file.pcapng; rm $file; done", in: folder)
      try #require(packed.status == 0)
      let measured = try MeasuredRun(["--json", folder.path])
      measured.note("\(count) captures of \(tool) at one time", captureByteCount: 0)
      check(measured)
    }
  }

  @Test(.enabled(if: Program.has("zstd"), "zstd is not installed"))
  func `captures that are open at one time share one budget for the windows of zstd`() throws {
    try measure(8, "zstd -q --long=27", blockByteCount: 1 << 16) { measured in
      #expect(measured.run.status == 2)
      #expect(measured.peakMegabytes < 160, "\(measured.peakMegabytes)")
      let refused = measured.run.errorLines.filter { $0.contains(": zstd data at byte ") }
      #expect(refused.count == 5, "\(measured.run.errors)")
    }
    // As many as there may be, packed as usual, are read.
    try measure(64, "zstd -q", blockByteCount: 1 << 16) { measured in
      #expect(measured.run.status == 0, "\(measured.run.errors.prefix(400))")
    }
  }

  // MARK: - Expectations

  @Test func `expectations alone keep no messages`() throws {
    var talk = MadeCapture.conversation()
    let text = String(repeating: "x", count: 900)
    for index in 1...20_000 {
      try talk.server(
        at: 1000 * index, .prompt(.text("\(index) \(text)"), CallLeg(line: 1, reference: 7)))
    }
    let capture = MadeCapture.file(talk)
    try Folder.withFile(Array("expect: [{never: Reset}]".utf8), name: "e.yaml") { expectations in
      _ = try measure(
        "20,000 messages held against an expectation", capture, megabytes: 60,
        ["check", "--expect", expectations])
    }
  }

  // MARK: - Compression

  @Test(.enabled(if: Program.has("gzip") && Program.has("zstd"), "gzip or zstd is not installed"))
  func `what unpacks to a thousand times its size takes no more memory`() throws {
    for tool in ["gzip", "zstd"] {
      // A block of a type that nobody knows, and zeros: both are passed over.
      for (name, bomb, status) in [("zeros", "", 2), ("a block of zeros", "efbeadde00000010", 2)] {
        let head = bomb.isEmpty ? [] : HandBuilt.pcapng
        let line = """
          { cat head; echo -n \(bomb) | xxd -r -p; head -c 268435000 /dev/zero; } | \(tool) > bomb
          """
        try Folder.withTemporary { folder in
          try Data(head).write(to: folder.appending(path: "head"))
          let made = try Program.shell(line, in: folder)
          #expect(made.status == 0)
          let packed = Array(try Data(contentsOf: folder.appending(path: "bomb")))
          #expect(packed.count < 1_000_000)
          try measure("256 MB of \(name) by \(tool)", packed, status: Int32(status))
        }
      }
    }
  }
}
