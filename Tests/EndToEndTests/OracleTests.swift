import Foundation
import Testing

/// What others say about captures that none of us made.
@Suite(.enabled(if: Oracle.hasCaptures, "there are no captures beside the package"))
struct OracleTests {
  @Test(arguments: [("skinny.pcap", 62), ("sccp_hw_conf_register.pcapng", 8)])
  func `a real capture holds so many messages`(capture: String, count: Int) throws {
    let run = try Program.sccpdump("--json", Oracle.path(of: capture))
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.outputLines.count == count)
  }

  @Test(arguments: ["skinny.pcap", "sccp_hw_conf_register.pcapng"])
  func `the timeline has a line for each message, keepalives shown`(capture: String) throws {
    let path = Oracle.path(of: capture)
    let messages = try Program.sccpdump("--keepalives", path).outputLines.filter {
      $0.hasPrefix("  ▶ ") || $0.hasPrefix("  ◀ ")
    }
    #expect(messages.count == (try Program.sccpdump("--json", path)).outputLines.count)
  }

  @Test(
    .enabled(if: Oracle.hasComparer, "tshark, or the tool that compares with it, is not here"),
    arguments: ["skinny.pcap", "sccp_hw_conf_register.pcapng"])
  func `tshark reads the same from a real capture`(capture: String) throws {
    try Oracle.compare(Oracle.path(of: capture))
  }
}

/// Captures of one call each within the tags, tunnels and links of networks.
@Suite(
  .enabled(if: !Oracle.encapsulations.isEmpty, "there are no such captures beside the package"),
  .enabled(if: Program.has("tshark"), "tshark is not installed"))
struct EncapsulationTests {
  @Test(arguments: Oracle.encapsulations)
  func `no encapsulation hides what tshark finds, or hides in silence`(capture: String) throws {
    let path = Oracle.path(of: capture)
    let run = try Program.sccpdump("--json", path)
    let theirs = try Program.run("tshark", ["-n", "-r", path, "-Y", "skinny"]).outputLines
    #expect(run.status == 0)
    #expect(run.outputLines.count >= theirs.count)
    if run.outputLines.isEmpty { #expect(run.errors.contains("is not understood: 15 packets")) }
  }
}

/// tshark's view of our own captures.
@Suite(.enabled(if: Oracle.hasComparer, "tshark, or the tool that compares with it, is not here"))
struct FixtureOracleTests {
  @Test(arguments: Folder.captures.filter { $0 != "lossy_segments.pcapng" })
  func `tshark reads the same from a fixture`(capture: String) throws {
    try Oracle.compare(Folder.fixtures.appending(path: capture).path)
  }
}

/// Captures and tools beside the package.
enum Oracle {
  private static let comparer = Folder.shared.appending(path: "tools/compare_tshark.py").path

  static let hasCaptures = Folder.exists(path(of: "skinny.pcap"))
  static let hasComparer =
    Folder.exists(comparer) && Program.has("tshark") && Program.has("python3")

  /// Files whose names say that they are about what lies below TCP.
  static let encapsulations: [String] = {
    let folder = Folder.shared.appending(path: "captures/cases")
    let kinds = ["l2-", "link-", "tpid-", "vntag", "erspan"]
    return ((try? Folder.files(in: folder)) ?? [])
      .filter { name in kinds.contains { name.hasPrefix($0) } }
      .map { "cases/\($0)" }
  }()

  static func path(of capture: String) -> String {
    Folder.shared.appending(path: "captures/\(capture)").path
  }

  /// Expects the comparison with tshark to find nothing that is not excused.
  static func compare(_ path: String) throws {
    let command = "\(Program.sccpdump.path) --json --detail --show-secrets {}"
    let run = try Program.run(
      "python3",
      [
        comparer, "--catalogue", Folder.shared.appending(path: "protocol/catalogue.json").path,
        "--allow", Folder.shared.appending(path: "tools/allow.json").path, "--run", command, path,
      ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }
}
