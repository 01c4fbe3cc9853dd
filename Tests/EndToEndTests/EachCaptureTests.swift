import CaptureBuilder
import Foundation
import Testing

/// `--each`: lists of captures by themselves, several at a time, printed in their order.
@Suite struct EachCaptureTests {
  private static let forms = [
    ["calls"], ["calls", "--json"], ["calls", "--csv"], ["calls", "--streams"], ["devices"],
    ["devices", "--json"], ["devices", "--csv"], ["summary"], ["summary", "--json"],
  ]

  /// A folder of captures, among them one that ends early, one without messages and one that is none.
  private func withCaptures(_ body: (URL, [String]) throws -> Void) throws {
    try Folder.withTemporary { folder in
      for (index, name) in ["cucm_call", "sccp_cme_init", "cm2_short_forms"].enumerated() {
        try FileManager.default.copyItem(
          at: Folder.fixtures.appending(path: "\(name).pcapng"),
          to: folder.appending(path: "\(index).pcapng"))
      }
      let whole = try Data(contentsOf: folder.appending(path: "0.pcapng"))
      try whole.dropLast(9).write(to: folder.appending(path: "3.pcapng"))
      try whole.prefix(whole.count / 8).write(to: folder.appending(path: "4.pcapng"))
      try Data("no capture".utf8).write(to: folder.appending(path: "5.pcapng"))
      try whole.write(to: folder.appending(path: "6.pcapng"))
      try body(folder, (0...6).map { folder.appending(path: "\($0).pcapng").path })
    }
  }

  @Test(arguments: forms)
  func `the same is printed in the same order, however many are read at a time`(
    _ form: [String]
  ) throws {
    try withCaptures { _, captures in
      let one = try Program.sccpdump(form + ["--each", "--jobs", "1"] + captures)
      #expect(one.status == 2)
      #expect(one.errors.contains("5.pcapng: "))
      for jobs in [["--jobs", "2"], ["--jobs", "1000"], []] {
        let several = try Program.sccpdump(form + ["--each"] + jobs + captures)
        #expect(several.bytes == one.bytes)
        #expect(several.errors == one.errors)
        #expect(several.status == one.status)
      }
    }
  }

  @Test(arguments: ["calls", "devices", "summary"])
  func `each capture has the rows that it has alone`(_ command: String) throws {
    try withCaptures { _, captures in
      let rows = try Program.sccpdump([command, "--json", "--each"] + captures).outputLines
      var alone: [String] = []
      for capture in captures {
        for row in try Program.sccpdump([command, "--json", capture]).outputLines {
          alone.append(
            row.replacing(/^{"type":"([a-z]+)",/, maxReplacements: 1) {
              "{\"type\":\"\($0.output.1)\",\"file\":\"\(capture)\","
            })
        }
      }
      #expect(rows == alone)
      #expect(!rows.isEmpty)
    }
  }

  @Test func `a table has the capture's name above it, and CSV has it in each line`() throws {
    try withCaptures { _, captures in
      let table = try Program.sccpdump(["calls", "--each"] + captures.prefix(2)).output
      let alone = try captures.prefix(2).map { try Program.sccpdump("calls", $0).output }
      #expect(
        table == "==> \(captures[0]) <==\n\(alone[0])\n==> \(captures[1]) <==\n\(alone[1])")
      let lines = try Program.sccpdump(["calls", "--csv", "--each"] + captures).output
        .split(separator: "\r\n")
      #expect(lines.count(where: { $0.hasPrefix("file,call,") }) == 1)
      #expect(lines.first?.hasPrefix("file,call,") == true)
      #expect(lines.dropFirst().allSatisfy { line in captures.contains { line.hasPrefix($0) } })
    }
  }

  @Test func `a directory, standard input and a selection will do`() throws {
    try withCaptures { folder, captures in
      let all = try Program.sccpdump("calls", "--json", "--each", folder.path)
      #expect(all.status == 2)
      #expect(all.errors.contains("5.pcapng"))
      let selected = try Program.sccpdump("calls", "--json", "--each", "--call", "@1", folder.path)
      #expect(selected.outputLines.allSatisfy { $0.contains("\"call\":1,") })
      #expect(!selected.outputLines.isEmpty && selected.outputLines.count < all.outputLines.count)
      let piped = try Program.sccpdump(
        ["calls", "--json", "--each", captures[0], "-"],
        input: Data(contentsOf: URL(filePath: captures[1])))
      #expect(piped.outputLines.contains { $0.contains("\"file\":\"-\"") })
    }
  }

  @Test func `a count of captures is for captures by themselves, and at least one`() throws {
    #expect(try Program.sccpdump("calls", "--each", "--jobs", "0", "x.pcapng").status == 64)
    let alone = try Program.sccpdump("calls", "--jobs", "2", "x.pcapng")
    #expect(alone.status == 64)
    #expect(alone.errors.contains("--each"))
  }
}
