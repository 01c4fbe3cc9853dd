import CaptureBuilder
import Foundation
import Testing

/// Whatever a capture's bytes become, what is printed stays UTF-8 without control characters, and
/// the JSON stays JSON.
@Suite struct EveryByteTests {
  /// What no capture of this size may take, however slow the machine.
  private static let patience = Duration.seconds(10)

  @Test(arguments: DamagedCapture.all, Mutation.allCases)
  func `damage to any byte leaves the output sound`(
    capture: DamagedCapture, mutation: Mutation
  ) throws {
    #expect(!capture.bytes.isEmpty)
    var known: Set<ArraySlice<UInt8>> = []
    var slowest = Duration.zero
    for place in capture.places(mutation) {
      let start = ContinuousClock.now
      let run = InMemoryRun(mutation.applied(to: capture.bytes, at: place))
      slowest = max(slowest, ContinuousClock.now - start)
      if let fault = run.fault(&known) {
        Issue.record("\(mutation) at byte \(place): \(fault)")
        return
      }
    }
    #expect(slowest < Self.patience)
  }

  /// What was printed before the cut stays; how far reading came is told in the error.
  @Test(arguments: DamagedCapture.all.filter { $0.name != "lossy_segments.pcapng" })
  func `a cut capture gives the beginning of what the whole gives`(
    capture: DamagedCapture
  ) throws {
    let whole = InMemoryRun(capture.bytes)
    #expect(whole.failure == nil)
    for place in capture.places(.cut) {
      let run = InMemoryRun(Mutation.cut.applied(to: capture.bytes, at: place))
      #expect(whole.json.starts(with: run.json), "cut at byte \(place)")
      #expect(whole.detail.starts(with: run.detail), "cut at byte \(place)")
    }
  }

  /// The binary prints what the pipeline in this process does, and ends as it should.
  @Test(arguments: DamagedCapture.all, [Mutation.cut, .complement, .thousandfoldWord])
  func `the program prints the same, and ends with a status and a line`(
    capture: DamagedCapture, mutation: Mutation
  ) throws {
    let bytes = mutation.applied(to: capture.bytes, at: capture.bytes.count * 3 / 4)
    let expected = InMemoryRun(bytes)
    try Folder.withFile(bytes) { path in
      let run = try Program.sccpdump("--json", "--detail", path)
      #expect(run.bytes == Data(expected.detail))
      #expect(run.status == (expected.failure == nil ? 0 : 2))
      #expect(run.errorLines.allSatisfy { $0.hasPrefix("sccpdump: ") })
      if let failure = expected.failure {
        #expect(run.errors.contains(failure.replacing("standard input", with: path)))
      }
    }
  }
}
