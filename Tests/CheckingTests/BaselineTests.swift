import Checking
import Findings
import Story
import Testing
import Text
import Wire

/// Files of findings that are passed over.
@Suite struct BaselineTests {
  private func finding(_ fingerprint: String) -> Finding {
    var finding = Finding(
      rule: "reg-rejected", severity: .error, first: FrameStamp(number: 1, time: nil), text: "x")
    finding.fingerprint = fingerprint
    return finding
  }

  private func baseline(_ text: String) throws -> Baseline {
    try Baseline(parsing: Array(text.utf8))
  }

  private func text(_ baseline: Baseline) -> String {
    var text = TextBuffer()
    baseline.append(to: &text)
    return String(text)
  }

  @Test(arguments: [
    ("a/b/1", ""), ("a/b/1 # lab", "lab"), ("\ta/b/1#  the lab's #1  \r\n", "the lab's #1"),
    ("# none\n\na/b/1 #", ""), ("a/b/1 # ünï", "ünï"),
  ])
  func `a line is a fingerprint and a reason`(text: String, reason: String) throws {
    let baseline = try baseline(text)
    #expect(baseline.count == 1)
    #expect(baseline.reason(for: finding("a/b/1")) == reason)
    #expect(baseline.reason(for: finding("a/b/2")) == nil)
  }

  @Test(arguments: ["reg-rejected", "a/b c", "x\u{0}/y", "\n\n{\"a\": 1}"])
  func `what is no fingerprint is refused with its line`(text: String) {
    #expect(throws: BaselineError.self) { try baseline(text) }
    #expect(throws: BaselineError.self) { try baseline("a/b/1\n" + text) }
  }

  @Test func `an update keeps reasons, and others where it is asked`() throws {
    let former = try baseline("a/b/1 # lab\nc/d/1 # gone\n")
    var (all, some) = (former, former)
    all.update(with: [finding("a/b/1"), finding("e/f/1")], keepsOthers: false)
    some.update(with: [finding("e/f/1")], keepsOthers: true)
    #expect(text(all).hasSuffix("\na/b/1  # lab\ne/f/1\n"))
    #expect(text(some).hasSuffix("\na/b/1  # lab\nc/d/1  # gone\ne/f/1\n"))
    #expect(text(try baseline(text(all))) == text(all))
    #expect(former.missing(from: [finding("a/b/1")]) == ["c/d/1"])
  }
}
