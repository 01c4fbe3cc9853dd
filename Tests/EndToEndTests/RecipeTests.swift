import Foundation
import Testing

/// What the manual says of DuckDB is what DuckDB says; the lines of jq are tested with all commands.
@Suite struct RecipeTests {
  private static let python = PythonEnvironment.python(with: "duckdb")

  /// Runs the page's statements one after the other, and compares rows with the text under each.
  private static let script = """
    import duckdb, re, sys
    text = open(sys.argv[1], encoding='utf-8').read()
    pairs = re.findall(r'```sql\\n(.*?)```\\n\\n```text\\n(.*?)```', text, re.S)
    connection = duckdb.connect()
    for statement, expected in pairs:
        rows = connection.execute(statement).fetchall()
        shown = ''.join('\\t'.join('' if v is None else str(v) for v in row) + '\\n' for row in rows)
        if shown != expected:
            print(statement, 'gives', shown, 'not', expected)
    print(len(pairs))
    """

  /// Pages with statements, and how many.
  private static let pages: [(name: String, statementCount: Int)] = [
    ("Recipes.md", 5), ("Cluster.md", 1),
  ]

  @Test(.enabled(if: python != nil, "DuckDB is not installed"), arguments: pages)
  func `DuckDB says what stands under each statement`(
    page: String, statementCount: Int
  ) throws {
    try Folder.withTemporary { folder in
      try writeTables(to: folder)
      let path = Folder.package.appending(path: "Sources/sccpdump/Manual.docc/\(page)").path
      let run = try Program.run(
        try #require(Self.python), ["-c", Self.script, path], in: folder)
      #expect(run.errors == "")
      #expect(run.outputLines == ["\(statementCount)"])
    }
  }

  /// The files that the pages have their readers write.
  private func writeTables(to folder: URL) throws {
    let capture = "cucm_call.pcapng"
    var tables = [("messages", ["--json"])]
    for part in 1...3 {
      tables.append(("part\(part)", ["calls", "--json", "--shard", "\(part)/3"]))
    }
    for (name, arguments) in tables {
      let run = try Program.sccpdump(arguments + [capture])
      #expect(run.status == 0, "\(arguments)")
      try run.bytes.write(to: folder.appending(path: "\(name).jsonl"))
    }
  }

  @Test func `every line has the ends of its connection and its time as a number`() throws {
    for line in try JSONLine.all(of: "--json", "cucm_call.pcapng") {
      let isFromDevice = try line.string("direction") == "deviceToServer"
      #expect(try line.string("deviceAddress") == line.string(isFromDevice ? "src" : "dst"))
      let server = try line.string(isFromDevice ? "dst" : "src")
      let port = try line.integer(isFromDevice ? "dstPort" : "srcPort")
      #expect(try line.string("server") == "\(server):\(port)")
    }
  }

  @Test(.enabled(if: Program.has("jq") && Program.has("date"), "jq or date is not installed"))
  func `epoch is time, in seconds since 1970`() throws {
    let run = try Program.shell(
      """
      sccpdump --json cme_refused.pcapng | jq -r '"\\(.epoch | floor) \\(.time)"' |
      while read epoch time; do [ $(date -ud "$time" +%s) = $epoch ] && echo same || echo other; done
      """)
    #expect(Set(run.outputLines) == ["same"])
  }
}
