import Foundation
import Testing

/// Several files, directories and patterns as one capture.
@Suite(.enabled(if: ["editcap", "gzip", "zstd"].allSatisfy(Program.has)))
struct CaptureSetTests {
  private static let capture = Folder.fixtures.appending(path: "cucm_call.pcapng").path

  /// Cuts the capture into a ring of files, oldest first.
  private func withRing(
    _ options: [String] = ["-c", "20"], _ body: (URL, [String]) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      _ = try Program.run(
        "editcap", options + [Self.capture, folder.appending(path: "ring.pcapng").path])
      try body(folder, try Folder.files(in: folder))
    }
  }

  private func whole() throws -> [String] {
    try Program.sccpdump(["--json", Self.capture]).messages
  }

  @Test func `compressed captures print what the capture prints`() throws {
    let plain = try Program.sccpdump([Self.capture])
    let bytes = try Data(contentsOf: URL(filePath: Self.capture))
    for tool in ["gzip", "zstd"] {
      let packed = try Program.run(tool, ["-c"], input: bytes).bytes
      #expect(packed.count < bytes.count)
      let run = try Program.sccpdump(["-"], input: packed)
      #expect(run.status == 0)
      #expect(run.errorLines == plain.errorLines)
      #expect(
        run.output.split(separator: "\n").dropFirst()
          == plain.output.split(separator: "\n").dropFirst())
    }
  }

  @Test func `connections go on from one file of a ring into the next`() throws {
    try withRing { folder, names in
      #expect(names.count == 8)
      for arguments in [
        names, names.reversed(), ["."], ["ring_*"], [names[3], "ring_*[0-24-9]_*"],
      ] {
        let run = try Program.sccpdump(["--json"] + arguments, in: folder)
        #expect(run.status == 0)
        #expect(run.errorLines == [])
        let messages = try run.messages
        #expect(try messages == whole())
      }
    }
  }

  @Test func `each message says its file as it was named, and its frame there`() throws {
    try withRing { folder, names in
      let run = try Program.sccpdump(["--json", "."], in: folder)
      let whole = try Program.sccpdump(["--json", Self.capture])
      let places = try run.jsonLines.map { line -> Int in
        let file = try line.string("file")
        let index = try #require(names.map { "./\($0)" }.firstIndex(of: file))
        return try index * 20 + line.integer("frame")
      }
      #expect(try places == whole.jsonLines.map { try $0.integer("frame") })
      #expect(try whole.jsonLines.allSatisfy { $0.object["file"] == nil })
    }
  }

  @Test func `captures of two ports are merged, and what both saw is told once`() throws {
    try Folder.withTemporary { folder in
      let (odd, even) = (folder.appending(path: "odd").path, folder.appending(path: "even").path)
      let frames = (1...141).map(String.init)
      _ = try Program.run(
        "editcap", [Self.capture, odd] + frames.filter { (Int($0) ?? 0) % 2 == 0 })
      _ = try Program.run(
        "editcap", [Self.capture, even] + frames.filter { (Int($0) ?? 0) % 2 == 1 })
      for arguments in [[odd, even], [even, odd], [even, Self.capture], [Self.capture, odd]] {
        let messages = try Program.sccpdump(["--json"] + arguments).messages
        #expect(try messages == whole())
      }
    }
  }

  @Test func `standard input can be one of several`() throws {
    try withRing { folder, names in
      let input = try Data(contentsOf: folder.appending(path: names[2]))
      let others = names[..<2] + names[3...]
      let messages = try Program.sccpdump(
        ["--json", "-"] + others, input: input, in: folder
      ).messages
      #expect(try messages == whole())
    }
    let twice = try Program.sccpdump(["-", "-"])
    #expect(twice.status == 64)
    #expect(
      twice.errorLines.first
        == "sccpdump: - is named more than once, but there is one standard input")
  }

  @Test func `many files are read with few open`() throws {
    try withRing(["-c", "1"]) { folder, names in
      #expect(names.count > 130)
      let run = try Program.run(
        "/bin/sh",
        ["-c", "ulimit -n 16; exec \"$0\" --json .", Program.sccpdump.path], in: folder)
      #expect(run.errorLines == [])
      let messages = try run.messages
      #expect(try messages == whole())
    }
  }

  @Test func `what is no capture is passed over in a directory and an error by name`() throws {
    try withRing { folder, _ in
      try Data("notes\n".utf8).write(to: folder.appending(path: "README"))
      var run = try Program.sccpdump(["--json", "."], in: folder)
      #expect(run.status == 0)
      #expect(run.errorLines == ["sccpdump: passed over ./README, which is no capture"])
      #expect(try run.messages == whole())
      try Data().write(to: folder.appending(path: "empty"))
      run = try Program.sccpdump(["--json", "."], in: folder)
      #expect(
        run.errorLines
          == ["sccpdump: passed over ./README, and 1 other file, which are no captures"])
      run = try Program.sccpdump(["--json", "README", "ring_*"], in: folder)
      #expect(run.status == 2)
      #expect(
        run.errorLines == ["sccpdump: README: neither pcapng nor pcap: it begins with 6e 6f 74 65"])
      #expect(try run.messages == whole())
    }
  }

  @Test func `what is not there is said, and the rest is read`() throws {
    try withRing { folder, names in
      let nothing = folder.appending(path: "nothing")
      try FileManager.default.createDirectory(at: nothing, withIntermediateDirectories: true)
      let run = try Program.sccpdump(
        ["--json", "missing.pcapng", "nothing", "x*"] + names, in: folder)
      #expect(run.status == 2)
      #expect(
        Set(run.errorLines) == [
          "sccpdump: missing.pcapng: no such file or directory",
          "sccpdump: nothing: no capture in this directory",
          "sccpdump: x*: no file has such a name",
        ])
      #expect(try run.messages == whole())
    }
  }

  @Test func `a file that breaks off is named with byte and frame, the others go on`() throws {
    try withRing { folder, names in
      let file = folder.appending(path: names[2])
      let bytes = try Data(contentsOf: file)
      try bytes.dropLast(30).write(to: file)
      let whole = try whole()
      var run = try Program.sccpdump(["--json", "."], in: folder)
      #expect(run.status == 2)
      #expect(run.errorLines.count == 1)
      let last = try #require(run.errorLines.first)
      #expect(last.hasPrefix("sccpdump: ./\(names[2]): Enhanced Packet Block at byte "))
      #expect(last.hasSuffix(", after frame 19"))
      let messages = try run.messages
      #expect(messages.count >= whole.count - 2)
      #expect(messages.count < whole.count || messages != whole)
      // The same in a compressed file, which names its own byte.
      let packed = try Program.run("gzip", ["-c"], input: bytes).bytes.dropLast(9)
      try packed.write(to: file)
      run = try Program.sccpdump(["--json", "."], in: folder)
      #expect(run.status == 2)
      #expect(
        run.errorLines.first?.hasPrefix(
          "sccpdump: ./\(names[2]): gzip data at byte \(packed.count): file ends inside it") == true
      )
    }
  }
}
