import Foundation
import Testing

/// A line of the program's JSON: as text, and as Foundation reads it.
struct JSONLine {
  let text: String
  let object: [String: Any]

  enum Failure: Error {
    case notAnObject(String)
    case wrongType(key: String, line: String)
  }

  init(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let object = value as? [String: Any] else { throw Failure.notAnObject(text) }
    self.text = text
    self.object = object
  }

  /// What sccpdump prints with these arguments.
  static func all(of arguments: String...) throws -> [JSONLine] {
    let run = try Program.sccpdump(arguments)
    #expect(run.status == 0)
    return try run.jsonLines
  }

  /// The keys that depend on how a capture is cut into files.
  static let places: Set<String> = [
    "file", "frame", "frames", "framesFiles", "answers", "answersFile",
  ]

  /// The line as text with sorted keys, without some of them.
  func without(_ keys: Set<String>) -> String {
    let rest = object.filter { !keys.contains($0.key) }
    let data = try? JSONSerialization.data(withJSONObject: rest, options: [.sortedKeys])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  func string(_ key: String) throws -> String {
    guard let value = object[key] as? String else {
      throw Failure.wrongType(key: key, line: text)
    }
    return value
  }

  func integer(_ key: String) throws -> Int {
    guard let value = optionalInteger(key) else {
      throw Failure.wrongType(key: key, line: text)
    }
    return value
  }

  func optionalInteger(_ key: String) -> Int? {
    object[key] as? Int
  }

  /// The keys of the object in the order of the text.
  var keys: [String] {
    var keys: [String] = []
    var depth = 0
    var isEscaped = false
    var string: String?
    for character in text {
      if let open = string {
        if isEscaped || character != "\"" {
          isEscaped = !isEscaped && character == "\\"
          string = open + String(character)
        } else {
          string = nil
          if depth == 1 { keys.append(open) }
        }
        continue
      }
      switch character {
      case "\"": string = ""
      case "{", "[": depth += 1
      case "}", "]": depth -= 1
      // What stands after a colon is a value, and no key.
      case ":" where depth == 1: keys.append(":")
      default: break
      }
    }
    return zip(keys, keys.dropFirst()).filter { $0.1 == ":" }.map(\.0)
  }
}

extension Run {
  /// The lines of standard output, which are JSON Lines.
  var jsonLines: [JSONLine] {
    get throws { try outputLines.map { try JSONLine($0) } }
  }

  /// The messages, wherever in which file they stood.
  var messages: [String] {
    get throws { try jsonLines.map { $0.without(JSONLine.places) } }
  }
}
