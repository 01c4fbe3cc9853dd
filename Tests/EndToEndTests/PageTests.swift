import CaptureBuilder
import Foundation
import SCCP
import Testing

/// The page of `sccpdump report`.
@Suite struct PageTests {
  private static let script = Folder.package.appending(path: "Tests/Browser/page_test.py").path
  private static var hasBrowser: Bool { Program.has("chromium") && Program.has("python3") }
  /// Has the pages looked through by axe-core, where it is installed.
  private static let axe =
    PythonEnvironment.file("axe.min.js", of: "axe_playwright_python")
    .map { ["--axe", $0] } ?? []

  private func page(_ arguments: String...) throws -> String {
    let run = try Program.sccpdump(["report", "-o", "-"] + arguments)
    #expect(run.status == 0)
    return run.output
  }

  /// Captures of which a browser opens the page at three sizes, light and dark: no console error, no
  /// request, every filter, link and key does what it says, and fields are those of the JSON.
  @Test(.enabled(if: hasBrowser, "chromium is not installed"))
  func `a browser shows the page as it should be`() throws {
    let captures = ["cucm_call.pcapng", "comments_two_interfaces.pcapng", "cm2_short_forms.pcapng"]
    let run = try Program.run(
      "python3", [Self.script, Program.sccpdump.path] + captures + Self.axe)
    #expect(run.output == "")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(.enabled(if: hasBrowser, "chromium is not installed"))
  func `nothing of a capture is markup, and nothing breaks the layout`() throws {
    let text = """
      <img src=x onerror=alert(1)><script>alert(2)</script></script><!--"'`&amp;{{7*7}}\
      javascript:alert(3)\u{202e}gnp.exe\u{2066}\u{200b}受付
      """
    let filled = FilledMessage(
      version: 22, text: Array(String(repeating: text, count: 400).utf8), variant: 3)
    try Folder.withFile(try filled.capture(Catalogue.messages)) { path in
      let run = try Program.run(
        "python3", [Self.script, Program.sccpdump.path, "--hostile", path])
      #expect(run.output == "")
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test func `the page may run its own script and style sheet, and nothing else`() throws {
    let text = try page("sccp_cme_init.pcapng")
    let policy = try #require(text.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)?.1)
    #expect(policy.hasPrefix("default-src 'none'; script-src 'sha256-"))
    #expect(!policy.contains("unsafe") && !policy.contains("http"))
    for (name, element) in [
      ("script", /<script>(.*?)<\/script>/), ("style", /<style>(.*?)<\/style>/),
    ] {
      let content = try #require(text.firstMatch(of: element.dotMatchesNewlines())?.1)
      let hash = try Program.run(
        "sh", ["-c", "sha256sum | xxd -r -p | base64 -w 0"], input: Data(content.utf8)
      ).output
      #expect(
        policy.contains("\(name)-src 'sha256-\(hash)'"), "PagePolicy: the hash is \(hash)")
    }
    #expect(!text.contains(/\son[a-z]+\s*=\s*"/), "an inline handler")
    #expect(!text.contains(/style="/), "an inline style")
    #expect(!text.contains(/(src|href)="https?:/), "a request")
  }

  @Test func `the data are JSON in which HTML finds no markup`() throws {
    let text = try page("cucm_call.pcapng")
    let data = try #require(
      text.firstMatch(of: /<script type="application\/json" id="data">([^<]*)</)?.1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    #expect((object["messages"] as? Int) == 139)
    let rows = try #require(object["rows"] as? [String: [Any]])
    #expect(Set(rows.filter { $0.key != "topics" }.map(\.value.count)).count == 1)
  }

  @Test func `a page of one selection holds that only`() throws {
    let text = try page("--device", "SEP*", "--until", "09:00:02", "cucm_call.pcapng")
    #expect(text.contains("RegisterReq") && !text.contains("SoftKeyEvent"))
  }

  @Test func `the same capture gives the same page, whatever its folder`() throws {
    let bytes = try Data(contentsOf: Folder.fixtures.appending(path: "cme_refused.pcapng"))
    let one = try page("cme_refused.pcapng")
    try Folder.withTemporary { folder in
      let copy = folder.appending(path: "cme_refused.pcapng")
      try bytes.write(to: copy)
      #expect(try page(copy.path) == one)
    }
  }

  @Test func `media keys are not in the page`() throws {
    let talk = try MadeCapture.fromServer(MadeCapture.openReceiveChannel)
    try Folder.withFile(talk) { path in
      let text = try page(path)
      let data = try #require(text.firstMatch(of: /"bytes":"([^"]*)"/)?.1)
      let bytes = try #require(Data(base64Encoded: String(data)))
      #expect(bytes.range(of: Data(MadeCapture.key)) == nil)
      #expect(bytes.range(of: Data(MadeCapture.salt)) == nil)
    }
  }
}
