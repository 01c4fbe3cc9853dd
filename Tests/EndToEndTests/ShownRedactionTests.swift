import Foundation
import Testing

/// `--redact`: an output of a capture is that of the redacted capture.
@Suite struct ShownRedactionTests {
  private static let captures =
    (Folder.captures.map { Folder.fixtures.appending(path: $0) }
    + ["skinny.pcap", "sccp_hw_conf_register.pcapng"]
    .map { Folder.shared.appending(path: "captures/\($0)") }.filter { Folder.exists($0.path) })
    .map(\.path)

  private static let outputs = [
    ["timeline", "--verbose", "--hex"], ["timeline", "--json", "--detail"],
    ["timeline", "--json", "--story"], ["timeline", "--oneline"], ["devices", "--verbose"],
    ["devices", "--csv"], ["calls", "--json"], ["calls", "--verbose"], ["calls", "--streams"],
    ["summary"], ["ladder"], ["ladder", "--format", "svg"], ["diagnose", "--fail-on", "never"],
    ["diagnose", "--fail-on", "never", "--json"], ["report", "-o", "-"],
  ]

  @Test(arguments: captures.map { ($0, "share") } + captures.prefix(2).map { ($0, "strict") })
  func `an output is that of the redacted capture`(path: String, profile: String) throws {
    try Folder.withTemporary { folder in
      let name = URL(filePath: path).lastPathComponent
      let (before, after) = (folder.appending(path: "before"), folder.appending(path: "after"))
      for place in [before, after] {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      try FileManager.default.copyItem(
        at: URL(filePath: path), to: before.appending(path: name))
      let secret = folder.appending(path: "secret").path
      try Data("a secret of some length".utf8).write(to: URL(filePath: secret))
      let made = try Program.sccpdump([
        "redact", "--keep-others", "--profile", profile, "--secret", secret,
        "-o", after.appending(path: name).path, path,
      ])
      #expect(made.status == 0, "\(made.errors)")
      for output in Self.outputs {
        let shown = try Program.sccpdump(
          output + ["--redact", profile, "--secret", secret, name], in: before)
        let wanted = try Program.sccpdump(output + [name], in: after)
        #expect(shown.status == wanted.status, "\(output): \(shown.errors)")
        #expect(shown.outputLines == wanted.outputLines, "\(output)")
      }
    }
  }

  @Test func `standard input cannot be read twice`() throws {
    let data = try Data(contentsOf: Folder.fixtures.appending(path: "cucm_call.pcapng"))
    let run = try Program.sccpdump(["--redact", "share", "-"], input: data)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors.contains("standard input can be read only once"), "\(run.errors)")
  }

  @Test func `a secret alone is refused`() throws {
    let run = try Program.sccpdump(["devices", "--secret", "x", "cucm_call.pcapng"])
    #expect(run.status == 64 && run.errors.contains("--secret needs --redact"), "\(run.errors)")
  }
}
