import CallAnalysis
import Findings
import Rendering
import SCCP
import Story
package import Text

/// The JSON Schema (draft 2020-12) of an expectation file, so that editors complete and check it.
///
/// Made from the definitions that the reader walks. YAML's numbers are texts to the program.
package enum ExpectationSchema {
  package static func append(to text: inout TextBuffer) {
    text.append(document, as: .nested)
    text.append("\n")
  }

  private typealias Members = [(key: String, value: JSONDocument)]

  private static var document: JSONDocument {
    .object([
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("What sccpdump check expects of a capture")),
      ("type", .string("object")),
      ("properties", .object(ExpectationFileKey.allCases.map { ($0.rawValue, schema(of: $0)) })),
      ("required", .strings([ExpectationFileKey.expect.rawValue])),
      ("additionalProperties", .boolean(false)),
      ("$defs", .object(definitions)),
    ])
  }

  private static func schema(of key: ExpectationFileKey) -> JSONDocument {
    switch key {
    case .device: described(key.meaning, reference("text"))
    case .expect:
      described(
        key.meaning,
        [
          ("type", .string("array")), ("minItems", .integer(1)),
          ("maxItems", .integer(ExpectationFile.maximumExpectations)),
          ("items", .object([("oneOf", .array(ExpectationKind.allCases.map(schema(of:))))])),
        ])
    }
  }

  // MARK: - Expectations

  private static func schema(of kind: ExpectationKind) -> JSONDocument {
    let own: Members = [(kind.rawValue, value(of: kind))]
    let options: Members = kind.options.map { ($0.rawValue, schema(of: $0, beside: kind)) }
    return described(
      kind.meaning,
      [
        ("type", .string("object")), ("properties", .object(own + options)),
        ("required", .strings([kind.rawValue] + kind.required.map(\.rawValue))),
        ("additionalProperties", .boolean(false)),
      ])
  }

  private static func value(of kind: ExpectationKind) -> JSONDocument {
    switch kind {
    case .registers: described(kind.meaning, reference("text"))
    case .answered: described(kind.meaning, reference("message"))
    case .never:
      described(
        kind.meaning,
        [("anyOf", .array([.object(reference("unwanted")), list(of: reference("unwanted"))]))])
    case .sequence:
      described(
        kind.meaning,
        [
          ("type", .string("array")), ("minItems", .integer(1)),
          ("maxItems", .integer(Expectation.Step.maximumSteps)),
          ("items", .object(reference("step"))),
        ])
    case .call:
      described(
        kind.meaning,
        [
          ("type", .string("object")),
          (
            "properties",
            .object(
              CallKey.allCases.map { ($0.rawValue, described($0.meaning, reference("text"))) })
          ),
          ("minProperties", .integer(1)), ("additionalProperties", .boolean(false)),
        ])
    case .problems, .findings:
      described(kind.meaning, [("const", .string(DemandReader.noProblems))])
    }
  }

  private static func schema(
    of option: ExpectationOption, beside kind: ExpectationKind
  ) -> JSONDocument {
    switch option {
    case .name, .device: described(option.meaning, reference("text"))
    case .within: described(option.meaning, reference("time"))
    case .reaches:
      described(option.meaning, oneOrSeveral(ValueNames.callState.entries.map(\.label)))
    case .severity:
      described(
        option.meaning, [("enum", .strings(Finding.Severity.allCases.map(\.rawValue)))])
    case .except:
      described(
        option.meaning,
        oneOrSeveral(
          kind == .findings
            ? FindingRule.all.map(\.id) : Problem.Code.allCases.map(\.rawValue)))
    }
  }

  private static func oneOrSeveral(_ words: [String]) -> Members {
    let one: Members = [("enum", .strings(words))]
    return [("anyOf", .array([.object(one), list(of: one)]))]
  }

  // MARK: - Messages

  private static var definitions: Members {
    let names = Layout.all.map(\.definition.name)
    let messages: Members = Layout.all.map { layout in
      (
        layout.definition.name,
        described(layout.definition.meaning, reference("fields.\(layout.definition.name)"))
      )
    }
    let steps: Members = StepOption.allCases.map { option in
      (
        option.rawValue,
        described(option.meaning, reference(option == .within ? "time" : "text"))
      )
    }
    let scalars = JSONDocument.strings(["string", "number", "boolean"])
    let identifiers = JSONDocument.object([
      ("type", .strings(["string", "integer"])), ("pattern", .string("^0x[0-9A-Fa-f]{1,8}$")),
    ])
    func message(_ object: Members) -> JSONDocument {
      .object([
        (
          "anyOf",
          .array([.object([("enum", .strings(names))]), identifiers, .object(object)])
        )
      ])
    }
    let shared: Members = [
      ("text", .object([("type", scalars)])),
      ("time", .object([("type", .string("string")), ("pattern", .string(TimeLimit.expression))])),
      (
        "value",
        .object([("anyOf", .array([.object(reference("text")), list(of: reference("text"))]))])
      ),
      ("message", message(object(of: messages) + [("maxProperties", .integer(1))])),
      (
        "unwanted",
        .object([
          ("anyOf", .array([.object(reference("message")), .object(reference("finding"))]))
        ])
      ),
      ("finding", findingOfRule),
      ("step", message(object(of: messages + steps))),
    ]
    return shared + Layout.all.map { ("fields.\($0.definition.name)", fields(of: $0)) }
      + labelLists
  }

  /// `{finding: RULE}`; the names come first, for completion.
  private static var findingOfRule: JSONDocument {
    let rules: Members = [("enum", .strings(FindingRule.all.map(\.id)))]
    let rule: Members = [
      ("anyOf", .array([.object(rules), .object([("type", .string("string"))])]))
    ]
    let keys: Members = NeverKey.allCases.map { ($0.rawValue, described($0.meaning, rule)) }
    return .object([
      ("type", .string("object")), ("properties", .object(keys)),
      ("required", .strings(NeverKey.allCases.map(\.rawValue))),
      ("additionalProperties", .boolean(false)),
    ])
  }

  private static func object(of members: Members) -> Members {
    [
      ("type", .string("object")), ("properties", .object(members)),
      (
        "patternProperties",
        .object([("^0x[0-9A-Fa-f]{1,8}$", .object([("type", .strings(["null", "object"]))]))])
      ),
      ("minProperties", .integer(1)), ("additionalProperties", .boolean(false)),
    ]
  }

  private static func fields(of layout: Layout) -> JSONDocument {
    let members: Members = FieldChoice.names(of: layout).map { name in
      (name, .object(value(of: name, in: layout)))
    }
    return .object([
      ("type", .strings(["object", "null"])), ("properties", .object(members)),
      // The end of a path with dots, such as precedence.precedenceLevel.
      ("patternProperties", .object([("[.]", .object(reference("value")))])),
      ("additionalProperties", .boolean(false)),
    ])
  }

  /// Labels come first, for completion; any text may be a pattern.
  private static func value(of name: String, in layout: Layout) -> Members {
    let tables = FieldChoice.tables(of: name, in: layout)
    if tables.isEmpty { return reference("value") }
    let labels = tables.map { JSONDocument.object(reference("labels.\($0)")) }
    return [("anyOf", .array(labels + [.object(reference("value"))]))]
  }

  private static var labelLists: Members {
    let enumerations: Members = Catalogue.enumerations.map { names in
      ("labels.\(names.name)", .object([("enum", .strings(names.entries.map(\.label)))]))
    }
    let flags: Members = Catalogue.flagSets.map { names in
      ("labels.\(names.name)", .object([("enum", .strings(names.entries.map(\.label)))]))
    }
    return enumerations + flags
  }

  // MARK: - Pieces

  private static func described(_ words: String, _ members: Members) -> JSONDocument {
    .object([("description", .string(words))] + members)
  }

  private static func reference(_ name: String) -> Members {
    [("$ref", .string("#/$defs/\(name)"))]
  }

  private static func list(of items: Members) -> JSONDocument {
    .object([
      ("type", .string("array")), ("minItems", .integer(1)), ("items", .object(items)),
    ])
  }
}

extension FieldChoice {
  /// The names of the enumerations and flags that a field of this name can have.
  static func tables(of name: String, in layout: Layout) -> [String] {
    var tables: [String] = []
    for (step, path) in zip(layout.steps, layout.paths)
    where path == name || path.hasSuffix("." + name) {
      let table: String? =
        switch step.operation {
        case .enumeration: layout.valueNames[step.table].name
        case .flags: layout.flagNames[step.table].name
        default: nil
        }
      if let table, !tables.contains(table) { tables.append(table) }
    }
    return tables
  }
}
