import CallAnalysis
import SCCP
package import Text

/// The JSON Schema (draft 2020-12) of the JSON Lines: what a line may hold, message by message.
///
/// Fields, labels, messages and problem codes are those of the definitions that lines are written
/// from. A message may end early, so none of its fields has to be there.
package struct JSONSchema: Sendable {
  /// Raised when something that a program may rely on goes away or changes its type; keys, labels,
  /// messages and problem codes that are added do not raise it.
  package static let version = 2

  /// Which lines to describe.
  package struct Options: Sendable {
    /// The lines of `--json --detail`, rather than those of `--json`.
    package var isDetailed = false
    /// Whether lines may have no other keys than those that are named.
    package var isStrict = false

    package init() {}
  }

  private let options: Options

  package init(_ options: Options = Options()) {
    self.options = options
  }

  /// Appends the whole schema, indented.
  package func append(to text: inout TextBuffer) {
    text.append(document, as: .fitting)
    text.append("\n")
  }

  private var document: JSONDocument {
    let (message, definitions) = message
    let name = options.isDetailed ? "json-detail" : "json"
    let command = options.isDetailed ? "--json --detail" : "--json"
    let heading: JSONDocument = [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string("urn:sccpdump:\(name):\(Self.version)"),
      "title": .string("A line of sccpdump \(command), version \(Self.version)"),
      "description": """
      An SCCP message, in the order in which messages were completed on the wire. A key whose value \
      is not known is left out. Later releases may add keys, labels, messages and problem codes.
      """,
    ]
    return heading.joined(with: message).with(["$defs": .object(definitions)])
  }

  /// The schema of a message, and the definitions that it refers to.
  var message: (schema: JSONDocument, definitions: [(key: String, value: JSONDocument)]) {
    let types = JSONSchemaTypes(options)
    var fields = JSONSchemaFields(types)
    let rules = Catalogue.messages.map { message -> JSONDocument in
      fields.define(message)
      return [
        "if": ["properties": ["message": ["const": .string(message.name)]]],
        "then": [
          "properties": [
            "id": ["const": .integer(Int(message.identifier))],
            "fields": JSONSchemaTypes.reference("fields.\(message.name)"),
          ]
        ],
      ]
    }
    let schema = types.object(
      properties: JSONSchemaLine.properties(options, types),
      required: JSONSchemaLine.required(options)
    ).with([
      "dependentRequired": [
        "framesFiles": ["file", "frames"], "answersFile": ["file", "answers"],
        "responseTime": ["answers"],
      ],
      "allOf": .array(rules),
    ])
    return (schema, types.definitions + fields.definitions)
  }
}
