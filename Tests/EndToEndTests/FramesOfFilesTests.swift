import Foundation
import Testing

/// A frame's number says which frame it is only with its file: where there are several, that is
/// said.
@Suite(.enabled(if: Program.has("editcap"), "Wireshark is not installed"))
struct FramesOfFilesTests {
  /// Cuts a fixture into files of `count` packets, oldest first.
  private func withRing(
    of capture: String, _ count: Int, _ body: (URL, [String]) throws -> Void
  ) throws {
    try Folder.withTemporary { folder in
      let made = try Program.run(
        "editcap", ["-c", String(count), capture, folder.appending(path: "r.pcapng").path])
      #expect(made.status == 0)
      try body(folder, Folder.files(in: folder))
    }
  }

  @Test(arguments: ["cucm_call.pcapng", "lossy_segments.pcapng"], [1, 3, 20])
  func `requests and carriers are named with their files`(capture: String, count: Int) throws {
    let whole = try JSONLine.all(of: "--json", capture)
    try withRing(of: capture, count) { folder, names in
      let run = try Program.run(
        Program.sccpdump.path, ["--json"] + names, in: folder)
      let lines = try run.outputLines.map { try JSONLine($0) }
      #expect(lines.count == whole.count)
      /// The frame of the whole capture.
      func frame(_ number: Int, _ file: String) throws -> Int {
        try #require(names.firstIndex(of: file)) * count + number
      }
      for (line, expected) in zip(lines, whole) {
        let file = try line.string("file")
        #expect(try frame(line.integer("frame"), file) == expected.integer("frame"))
        if let answers = line.optionalInteger("answers") {
          let asked = line.object["answersFile"] as? String
          #expect(asked != file)
          #expect(try frame(answers, asked ?? file) == expected.integer("answers"))
        } else {
          #expect(line.object["answersFile"] == nil)
        }
        let frames = line.object["frames"] as? [Int] ?? []
        let files = line.object["framesFiles"] as? [String]
        #expect(files == nil || files?.count == frames.count)
        #expect(files.map { Set($0) != [file] } ?? true)
        #expect(
          try zip(frames, files ?? frames.map { _ in file }).map(frame)
            == expected.object["frames"] as? [Int] ?? [])
      }
      if count == 1 {
        #expect(lines.contains { $0.object["answersFile"] != nil })
        #expect(
          lines.filter { $0.object["framesFiles"] != nil }.count
            == whole.filter { $0.object["frames"] != nil }.count)
      }
    }
  }

  @Test func `the timeline names the file of every heading and of a request in another`() throws {
    try withRing(of: "cucm_call.pcapng", 1) { folder, names in
      let run = try Program.run(Program.sccpdump.path, names, in: folder)
      let headings = run.outputLines.filter { $0.hasPrefix("Frame") }
      #expect(headings.allSatisfy { $0.contains(" | r_") })
      // A run of keepalives is told when it ends.
      let folded = try #require(
        headings.first { $0.hasPrefix("Frames 1–1 | 2024-03-05T09:00:00.4") })
      #expect(folded.contains("T09:00:00.412118Z – 2024-03-05T09:00:00.413227Z | "))
      #expect(folded.hasSuffix(" | \(names[0])–\(names[1])"))
      #expect(run.output.contains("(answers frame 1 of \(names[7]), 14 ms)"))
    }
  }
}
