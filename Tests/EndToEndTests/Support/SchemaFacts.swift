import Foundation

/// What a schema says, taken apart: two schemas can then be compared whatever they call things.
struct SchemaFacts {
  /// Something that holds of the values at a place.
  struct Fact: Hashable, Sendable, CustomStringConvertible {
    let place: String
    let keyword: String
    let value: String

    var description: String { "\(place) \(keyword) \(value)" }
  }

  let version: String
  private(set) var facts: Set<Fact> = []
  private let definitions: [String: Any]

  init(_ text: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let schema = object as? [String: Any] ?? [:]
    version = schema["$id"] as? String ?? ""
    definitions = schema["$defs"] as? [String: Any] ?? [:]
    collect(schema, at: "line")
  }

  /// What programs that were written for the older schema may trip over in the newer one.
  ///
  /// Keys, labels, messages and codes may be added; nothing may go away, have another type, or be
  /// asked for that was not.
  static func breaks(from old: Set<Fact>, to new: Set<Fact>) -> [String] {
    let places = Set(old.map(\.place))
    let listed = Set(old.filter { $0.keyword == "allows" }.map(\.place))
    let gone = old.subtracting(new).filter { $0.keyword != "maxItems" }
    let tightened = new.subtracting(old).filter { fact in
      guard places.contains(fact.place), fact.keyword != "maxItems" else { return false }
      return fact.keyword == "allows" ? !listed.contains(fact.place) : fact.keyword != "has"
    }
    return (gone.map { "\($0) is gone" } + tightened.map { "\($0) is new" }).sorted()
  }

  private mutating func note(_ place: String, _ keyword: String, _ value: Any) {
    facts.insert(Fact(place: place, keyword: keyword, value: "\(value)"))
  }

  private mutating func collect(_ schema: [String: Any], at place: String) {
    for (keyword, value) in schema {
      switch (keyword, value) {
      case ("title", _), ("description", _), ("$schema", _), ("$id", _), ("$defs", _): break
      case ("$ref", let path as String):
        let name = path.replacing("#/$defs/", with: "")
        if let inner = definitions[name] as? [String: Any] { collect(inner, at: place) }
      case ("properties", let members as [String: Any]):
        for (key, value) in members {
          note(place, "has", key)
          collect(value as? [String: Any] ?? [:], at: "\(place).\(key)")
        }
      case ("items", let inner as [String: Any]): collect(inner, at: place + "[]")
      case ("required", let keys as [Any]):
        for key in keys { note(place, "requires", key) }
      case ("enum", let values as [Any]):
        for value in values { note(place, "allows", value) }
      case ("const", _): note(place, "allows", value)
      case ("anyOf", let choices as [[String: Any]]), ("oneOf", let choices as [[String: Any]]):
        for choice in choices { collect(choice, at: place) }
      case ("allOf", let rules as [[String: Any]]):
        for rule in rules { collect(rule: rule, at: place) }
      case ("dependentRequired", let needs as [String: [Any]]):
        for (key, others) in needs {
          for other in others { note("\(place) with \(key)", "requires", other) }
        }
      default: note(place, keyword, value)
      }
    }
  }

  /// What holds of one kind of message.
  private mutating func collect(rule: [String: Any], at place: String) {
    let condition = rule["if"] as? [String: Any]
    let properties = condition?["properties"] as? [String: Any]
    let message = properties?["message"] as? [String: Any]
    let name = message?["const"] as? String ?? "?"
    collect(rule["then"] as? [String: Any] ?? [:], at: "\(place)(\(name))")
  }
}
