import Checking
import Foundation
import Testing

/// The part of YAML that expectation files are written in.
@Suite struct DocumentParserTests {
  static let documents = [
    "a: 1",
    "a:\n  b: c\n  d:\n    - 1\n    - 2\n",
    "a:\n- 1\n- 2\nb: 3\n",
    "- a: 1\n  b: 2\n- c\n-\n  d: e\n- - 1\n  - 2\n",
    "# a comment\n\na: b # another\n  # and one more\nc: d#e\n",
    "a: 'it''s'\nb: \"x\\ty\\u00e9\\x41\\\"\\\\\"\n'c d': e\n\"f\": g\n",
    "a: {b: 1, c: [x, y z, 'q'], d: {}, e}\nf: []\n",
    "a: [1,\n    2, # two\n  {b: c}]\nd: e\n",
    "a:\nb:\n  - c:\n  - d:\n      e: f\n",
    "---\na: b\n",
    "\u{feff}a: b\n",
    "a: b\r\nc:\r\n  - d\r\n  - e: f\r\n    g: h\r\n",
    "text: 10.10.1.21:2000\nurl: http://x/y\nminus: -5\ncolon: a:b\n",
    "- CallState: {callState: Connected}\n  within: 500ms\n- OffHook\n",
    "a:   b   \nc: 'd' \n",
    "é: ü\nж: 中文\n",
    "a: x{y}z[w]\nb: a, b\n",
    "\"a\":\n  'b': [\"c\",\"d\"]\n",
    "-   a:  1\n    b: 2\n-   c\n",
    "a: ?x\nb: -x\nc: :x\n",
    "plain text", "[a, {b: c}]",
  ]

  /// The document as JSON in which all that is no container is text.
  private static func json(_ node: DocumentNode) -> Any {
    switch node.content {
    case .empty: ""
    case .scalar(let text): text
    case .sequence(let entries): entries.map(json)
    case .mapping(let members):
      Dictionary(uniqueKeysWithValues: members.map { ($0.key, json($0.value)) })
    }
  }

  @Test(
    .enabled(if: Python.has("yaml"), "Python's YAML is not installed"), arguments: documents)
  func `what is read is what PyYAML reads`(document: String) throws {
    let script = """
      import json, sys, yaml
      text = sys.stdin.buffer.read().decode('utf-8')
      print(json.dumps(yaml.load(text, Loader=yaml.BaseLoader)))
      """
    let printed = try #require(Python.run(script, input: document))
    let expected = try JSONSerialization.jsonObject(
      with: Data(printed.utf8), options: .fragmentsAllowed)
    let found = Self.json(try DocumentParser.parse(Array(document.utf8)))
    #expect(NSArray(array: [found]) == NSArray(array: [expected]))
  }

  @Test(arguments: documents)
  func `every prefix and every changed byte is read or refused`(document: String) {
    let bytes = Array(document.utf8)
    for length in 0..<bytes.count { _ = try? DocumentParser.parse(Array(bytes[..<length])) }
    let others: [UInt8] = [
      0, 9, 10, 13, 32, 34, 35, 39, 45, 58, 63, 91, 92, 93, 123, 125, 200, 255,
    ]
    for index in bytes.indices {
      for other in others {
        var changed = bytes
        changed[index] = other
        _ = try? DocumentParser.parse(changed)
        changed.insert(bytes[index], at: index)
        _ = ExpectationRun.fault(changed)
      }
    }
  }

  @Test func `nodes know their places, counted in characters`() throws {
    let text = "é: x\nb:\n  - ж: [1, ü, z]\n"
    guard case .mapping(let members) = try DocumentParser.parse(Array(text.utf8)).content,
      case .sequence(let entries) = members[1].value.content,
      case .mapping(let inner) = entries[0].content,
      case .sequence(let values) = inner[0].value.content
    else {
      Issue.record("another structure")
      return
    }
    #expect(members[0].value.place == TextPlace(line: 1, column: 4))
    #expect(members[1].place == TextPlace(line: 2, column: 1))
    #expect(inner[0].place == TextPlace(line: 3, column: 5))
    #expect(values[2].place == TextPlace(line: 3, column: 15))
  }

  @Test(arguments: [
    ("a: b\n\tc: d", "2:1: a tab: indent with spaces"),
    ("a:\tb", "1:3: a tab: use spaces"),
    ("a: b\tc", "1:5: a tab within text"),
    ("a: &x b", "1:4: & begins an anchor"),
    ("a: *x", "1:4: * begins an alias"),
    ("a: !x", "1:4: ! begins a tag"),
    ("a: |\n  x", "1:4: text over several lines"),
    ("a: %x", "1:4: % begins a directive"),
    ("a: b: c", "1:5: a colon within text"),
    ("a: b\na: c", "2:1: the key “a” a second time; the first is in line 1"),
    ("x: {a: b, a: c}", "1:11: the key “a” a second time"),
    ("a: [b", "1:4: [ is not closed"),
    ("a: {b: [c}", "1:10: a comma or ] is expected here"),
    ("a: [b] c", "1:8: nothing more is expected"),
    ("a: 'b", "1:4: a quote that is not closed"),
    ("a: \"b\\q\"", "1:6: an unknown escape"),
    ("a: \"\\u12\"", "1:5: an escape that needs 4 hexadecimal digits"),
    ("a: \"\\ud800\"", "1:5: an escape that needs 4 hexadecimal digits"),
    ("a: b\n  c", "2:3: indented by 2 spaces, the keys above by 0"),
    ("a:\n    b: c\n  d: e", "3:3: indented by 2 spaces, the keys above by 0"),
    ("a: b\nc", "2:1: a key and a colon are expected here"),
    ("- a\nb: c", "2:1: this belongs neither"),
    ("a: b\n---\nc: d", "2:1: a second document"),
    ("a: b\n...\n", "2:1: a second document"),
    (": a", "1:1: a colon without a key"),
    ("? a\n: b", "1:1: ? begins a key over several lines"),
    ("a: \u{1}", "1:4: a control character 0x01"),
    ("a: x\ry", "1:5: a control character 0x0d"),
  ])
  func `what is not read is named with its place`(text: String, fault: String) {
    #expect(throws: ExpectationError.self) { try DocumentParser.parse(Array(text.utf8)) }
    do throws(ExpectationError) {
      _ = try DocumentParser.parse(Array(text.utf8))
    } catch {
      #expect("\(error)".hasPrefix(fault), "\(error)")
    }
  }

  @Test func `bytes that are no UTF-8 are named`() {
    let bytes = Array("a: b\nc: ".utf8) + [0xff]
    let fault = ExpectationError(TextPlace(line: 2, column: 4), "a byte 0xff that is no UTF-8")
    #expect(throws: fault) { try DocumentParser.parse(bytes) }
  }

  @Test func `limits are named`() {
    func fault(_ text: String) -> String {
      do throws(ExpectationError) {
        _ = try DocumentParser.parse(Array(text.utf8))
        return ""
      } catch {
        return "\(error)"
      }
    }
    let depth = DocumentParser.maximumDepth + 1
    #expect(fault(String(repeating: "[", count: 2000)).contains("nested deeper than 24 levels"))
    #expect(fault(String(repeating: "- ", count: 1500) + "a").contains("nested deeper"))
    let steps = (0...depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(fault(steps).contains("nested deeper than 24 levels"))
    #expect(fault("a: " + String(repeating: "x", count: 5000)).contains("4096"))
    #expect(fault(String(repeating: "#\n", count: 600_000)).contains("more than the 1048576"))
    let many = "a:\n" + String(repeating: "- b\n", count: DocumentParser.maximumNodes)
    #expect(fault(many).contains("more than 50000 values"))
    let wide = "a: [" + String(repeating: "\n b,", count: DocumentParser.maximumNodes) + "]"
    #expect(fault(wide).contains("more than 50000 values"))
  }

  @Test func `garbage is refused and never traps`() {
    var state: UInt64 = 0x9e37_79b9_7f4a_7c15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let letters = Array("ab:- \n\"'[]{},#\\\t?&x01\r".utf8)
    for _ in 0..<3000 {
      let bytes = (0..<random(60)).map { _ in
        random(10) == 0 ? UInt8(random(256)) : letters[random(letters.count)]
      }
      _ = ExpectationRun.fault(bytes)
    }
  }
}
