import Checking
import Testing

@Suite struct VerdictTests {
  @Test func `a verdict begins with nothing but its subject`() {
    let verdict = Verdict(capture: "call.pcapng", name: "golden file", outcome: .held)
    #expect(verdict.frame == nil && verdict.place == nil && verdict.summary.isEmpty)
  }
}
