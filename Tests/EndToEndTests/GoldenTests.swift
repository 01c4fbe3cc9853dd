import Testing

/// What the program prints for each fixture stands in a file beside it.
@Suite struct GoldenTests {
  @Test(arguments: Golden.all)
  func `the output is what stands beside the capture`(golden: Golden) throws {
    let printed = try golden.printed()
    if Golden.isRecording {
      try golden.record(printed)
      Issue.record("\(golden) was written anew: read what changed, then run without UPDATE_GOLDEN")
      return
    }
    guard let expected = golden.text else {
      Issue.record("Fixtures/\(golden) is missing: \(Golden.recordingCommand)")
      return
    }
    if let difference = firstDifference(expected.lines, printed.lines) {
      Issue.record("Fixtures/\(golden) \(difference); if it should: \(Golden.recordingCommand)")
    }
  }

  @Test func `every golden file belongs to a capture`() throws {
    let known = Set(Golden.all.map(\.name))
    let files = try Folder.files(in: Folder.fixtures)
    let golden = files.filter { name in
      name.hasSuffix(".timeline.txt") || name.hasSuffix(".jsonl") || name.contains(".ladder.")
        || name.hasSuffix(".report.html")
    }
    // Those of `sccpdump check` are held by CheckTests.
    let others = golden.filter { !known.contains($0) && !$0.contains(".sccp.") }
    #expect(others == [])
  }

  @Test func `there are captures to compare`() {
    #expect(Folder.captures.contains("sccp_cme_init.pcapng"))
  }

  private func firstDifference(_ expected: [String], _ printed: [String]) -> String? {
    for (index, pair) in zip(expected, printed).enumerated() where pair.0 != pair.1 {
      return "differs in line \(index + 1):\n  was \(pair.0)\n  is  \(pair.1)"
    }
    guard expected.count != printed.count else { return nil }
    return "had \(expected.count) lines and now has \(printed.count)"
  }
}
