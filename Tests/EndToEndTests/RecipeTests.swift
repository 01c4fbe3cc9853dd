import Foundation
import Testing

/// What the manual says of DuckDB and ClickHouse is what these say; the lines of jq are tested with all
/// commands.
@Suite struct RecipeTests {
  private static let python = PythonEnvironment.python(with: "duckdb")
  private static let clickHousePython = PythonEnvironment.python(with: "chdb")

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

  /// The same for ClickHouse.
  private static let clickHouseScript = """
    import chdb, re, sys
    text = open(sys.argv[1], encoding='utf-8').read()
    pairs = re.findall(r'```clickhouse\\n(.*?);\\n```\\n\\n```text\\n(.*?)```', text, re.S)
    for statement, expected in pairs:
        shown = str(chdb.query(statement, 'TSV'))
        if shown != expected:
            print(statement, 'gives', shown, 'not', expected)
    print(len(pairs))
    """

  /// A page with statements, and the files that it has its readers write.
  struct Page: Sendable, CustomTestStringConvertible {
    let name: String
    let statementCount: Int
    let captures: [String]
    let tables: [(name: String, arguments: [String])]

    var testDescription: String { name }

    /// Runs a script about the page in a folder with its files.
    func run(_ python: String, _ script: String) throws -> Run {
      try Folder.withTemporary { folder in
        for (name, arguments) in tables {
          let run = try Program.sccpdump(arguments + captures)
          #expect(run.status == 0, "\(arguments)")
          try run.bytes.write(to: folder.appending(path: "\(name).jsonl"))
        }
        let path = Folder.package.appending(path: "Sources/sccpdump/Manual.docc/\(name)").path
        return try Program.run(python, ["-c", script, path], in: folder)
      }
    }
  }

  private static let pages = [
    Page(
      name: "Recipes.md", statementCount: 5, captures: ["cucm_call.pcapng"],
      tables: [("messages", ["--json"])]),
    Page(
      name: "Cluster.md", statementCount: 1, captures: ["cucm_call.pcapng"],
      tables: (1...3).map { ("part\($0)", ["calls", "--json", "--shard", "\($0)/3"]) }),
    fleet,
  ]

  private static let fleet = Page(
    name: "Fleet.md", statementCount: 14,
    captures: Folder.captures.filter { $0.hasSuffix(".pcapng") },
    tables: [
      ("messages", ["--json"]), ("devices", ["devices", "--json"]), ("calls", ["calls", "--json"]),
      ("streams", ["calls", "--streams", "--json"]),
    ])

  @Test(.enabled(if: python != nil, "DuckDB is not installed"), arguments: pages)
  func `DuckDB says what stands under each statement`(page: Page) throws {
    let run = try page.run(try #require(Self.python), Self.script)
    #expect(run.errors == "")
    #expect(run.outputLines == ["\(page.statementCount)"])
  }

  @Test(.enabled(if: clickHousePython != nil, "chdb is not installed"))
  func `ClickHouse says what stands under each statement`() throws {
    let run = try Self.fleet.run(try #require(Self.clickHousePython), Self.clickHouseScript)
    #expect(run.outputLines == ["2"])
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
