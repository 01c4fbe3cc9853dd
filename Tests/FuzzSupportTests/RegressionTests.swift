import FuzzSupport
import Testing

/// Inputs that the fuzzer found, each of which broke a promise once.
@Suite struct RegressionTests {
  struct Finding: CustomTestStringConvertible {
    let testDescription: String
    let target: FuzzTarget
    let input: [UInt8]

    /// `digits` are the input's bytes in hexadecimal digits.
    init(_ description: String, _ target: FuzzTarget, _ digits: String) {
      testDescription = description
      self.target = target
      let characters = Array(digits.filter { !$0.isWhitespace })
      input = stride(from: 0, to: characters.count, by: 2).map {
        UInt8(String(characters[$0..<$0 + 2]), radix: 16) ?? 0
      }
    }
  }

  static let findings = [
    Finding(
      "a connection that is found by its content begins with SYN and RST", .streams,
      "43 6f 73 65 65 64 65")
  ]

  @Test(arguments: findings)
  func `what the fuzzer found stays mended`(finding: Finding) throws {
    #expect(!finding.input.isEmpty)
    #expect(throws: Never.self) { try finding.target.run(finding.input.span) }
  }
}
