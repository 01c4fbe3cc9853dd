import Checking
import Foundation
import Testing
import Text

/// The schema for editors and the reader are of one mind.
@Suite struct ExpectationSchemaTests {
  private var schema: String {
    var text = TextBuffer()
    ExpectationSchema.append(to: &text)
    return String(text)
  }

  @Test(.enabled(if: Python.has("jsonschema"), "Python's jsonschema is not installed"))
  func `it is a valid schema`() {
    let script = """
      import json, sys
      from jsonschema import Draft202012Validator
      Draft202012Validator.check_schema(json.load(sys.stdin))
      print('ok')
      """
    #expect(Python.run(script, input: schema) == "ok\n")
  }

  private static let good = [
    ExpectationReaderTests.everything,
    "expect:\n  - never: {CallState: }\n",
    "expect:\n  - never: {CallState: {callState: 5}}\n",
    "expect:\n  - never: [OffHook, {OnHook: {lineInstance: 1}}]\n",
    "expect:\n  - problems: none\n",
    "expect:\n  - call: {to: 2000}\n    reaches: Busy\n",
  ]
  private static let bad = [
    "device: x\n",
    "expect: []\n",
    "expect:\n  - never: OfHook\n",
    "expect:\n  - never: {CallState: {calState: Busy}}\n",
    "expect:\n  - answered: OpenReceiveChannel\n",
    "expect:\n  - answered: OpenReceiveChannel\n    within: 2 s\n",
    "expect:\n  - call: {from: 1}\n    reaches: Conected\n",
    "expect:\n  - call: {}\n    reaches: Busy\n",
    "expect:\n  - problems: all\n",
    "expect:\n  - never: OffHook\n    within: 2s\n",
    "expect:\n  - never: OffHook\n    problems: none\n",
    "expct:\n  - never: OffHook\n",
  ]

  @Test(
    .enabled(if: Python.has("jsonschema", "yaml"), "Python's jsonschema is not installed"),
    arguments: good.map { ($0, true) } + bad.map { ($0, false) })
  func `it takes what the reader takes`(file: String, isGood: Bool) throws {
    #expect((ExpectationRun.fault(file) == nil) == isGood)
    let script = """
      import json, sys, yaml
      from jsonschema import Draft202012Validator
      schema, text = json.load(sys.stdin)
      document = json.loads(json.dumps(yaml.safe_load(text)))
      print(len(list(Draft202012Validator(schema).iter_errors(document))))
      """
    let object = try JSONSerialization.jsonObject(with: Data(schema.utf8))
    let input = try JSONSerialization.data(withJSONObject: [object, file])
    // YAML reads 0x8005 as a number, whose key JSON writes in decimal digits.
    let errors = try #require(Python.run(script, input: input))
    #expect((errors == "0\n") == isGood || file.contains("0x8005"), "\(errors)")
  }
}
