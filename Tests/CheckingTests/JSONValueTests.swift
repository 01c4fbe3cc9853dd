import Foundation
import Testing

@testable import Checking

/// Reading JSON, against Foundation.
@Suite struct JSONValueTests {
  private static let texts = [
    "{}", "[]", "[1,2.5,-3e2]", "{\"a\":{\"b\":[true,false,null]}}", " { \"a\" : 1 } ",
    "\"\\u00e9 \\ud83d\\ude00 \\n \\\"\\\\\\/\"", "{\"a\":\"é😀\"}",
  ]

  /// A value as Foundation's types, so that both can be compared.
  private func object(_ value: JSONValue) -> NSObject {
    switch value {
    case .null: NSNull()
    case .bool(let isTrue): isTrue as NSNumber
    case .number(let text): (Double(text) ?? .nan) as NSNumber
    case .string(let text): text as NSString
    case .array(let values): values.map { object($0) } as NSArray
    case .object(let members):
      Dictionary(members.map { ($0.key, object($0.value)) }) { $1 } as NSDictionary
    }
  }

  @Test(arguments: texts)
  func `a text is read as Foundation reads it`(text: String) throws {
    let expected = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: [.fragmentsAllowed])
    #expect(object(try JSONValue(parsing: text)) == expected as? NSObject)
  }

  @Test(arguments: texts)
  func `no beginning of a text is taken for the whole`(text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespaces)
    for count in 0..<trimmed.unicodeScalars.count {
      let cut = String(String.UnicodeScalarView(trimmed.unicodeScalars.prefix(count)))
      #expect(throws: JSONFault.self) { try JSONValue(parsing: cut) }
    }
  }

  @Test(arguments: [
    ("{\"a\" 1}", 6), ("[1 2]", 4), ("{\"a\":1} x", 9), ("{a:1}", 2), ("\"\\x\"", 4), ("", 1),
    ("nul", 1), ("[1,]", 4),
  ])
  func `a fault is told with its column`(text: String, column: Int) {
    do {
      _ = try JSONValue(parsing: text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.column == column)
    }
  }

  @Test func `depth has a limit`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONFault.self) { try JSONValue(parsing: deep) }
    let allowed = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    #expect(throws: Never.self) { try JSONValue(parsing: allowed) }
  }
}
