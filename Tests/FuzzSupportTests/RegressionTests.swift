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

    init(_ description: String, _ target: FuzzTarget, text: String) {
      testDescription = description
      self.target = target
      input = Array(text.utf8)
    }
  }

  /// A golden file with one message, in which `value` stands.
  private static func golden(_ value: String) -> String {
    "{\"sccpdump\":\"golden file\",\"format\":1,\"keep\":[],\"ignore\":[],\"ignoreMessage\":[]}\n"
      + "{\"connection\":1}\n{\"message\":\"A\",\"from\":\"device\",\"fields\":{\"a\":\(value)}}\n"
      + "{\"frames\":[[1]]}\n"
  }

  static let findings = [
    Finding(
      "a connection that is found by its content begins with SYN and RST", .streams,
      "43 6f 73 65 65 64 65"),
    Finding(
      "a golden file holds what is no number, which the difference would write again", .golden,
      text: golden("1") + "\0" + golden("-+e1")),
    Finding("a number begins with 0", .golden, text: golden("1") + "\0" + golden("01")),
    Finding(
      "what looks like a placeholder begins its number with 0", .golden,
      text: golden("\"<device 02>\"")),
  ]

  @Test(arguments: findings)
  func `what the fuzzer found stays mended`(finding: Finding) throws {
    #expect(!finding.input.isEmpty)
    #expect(throws: Never.self) { try finding.target.run(finding.input.span) }
  }
}
