/// What the schema of SARIF 2.1.0 says of the objects that we write: names, kinds of values and what
/// has to be there.
enum SARIFSchema {
  static let essential = """
    {"$defs": {
      "message": {"type": "object", "additionalProperties": false, "required": ["text"],
        "properties": {"text": {"type": "string"}, "markdown": {"type": "string"}}},
      "level": {"enum": ["none", "note", "warning", "error"]},
      "place": {"type": "object", "additionalProperties": false, "properties": {
        "physicalLocation": {"type": "object", "additionalProperties": false,
          "required": ["artifactLocation"], "properties": {
          "artifactLocation": {"type": "object", "additionalProperties": false,
            "properties": {"uri": {"type": "string", "format": "uri-reference"}}},
          "region": {"type": "object", "additionalProperties": false, "properties": {
            "startLine": {"type": "integer", "minimum": 1},
            "startColumn": {"type": "integer", "minimum": 1}}}}}}},
      "rule": {"type": "object", "additionalProperties": false, "required": ["id"], "properties": {
        "id": {"type": "string"},
        "shortDescription": {"$ref": "#/$defs/message"},
        "fullDescription": {"$ref": "#/$defs/message"},
        "help": {"$ref": "#/$defs/message"},
        "defaultConfiguration": {"type": "object", "additionalProperties": false,
          "properties": {"level": {"$ref": "#/$defs/level"}}}}},
      "result": {"type": "object", "additionalProperties": false, "required": ["message"],
        "properties": {
        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
        "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        "level": {"$ref": "#/$defs/level"}, "message": {"$ref": "#/$defs/message"},
        "locations": {"type": "array", "items": {"$ref": "#/$defs/place"}},
        "relatedLocations": {"type": "array", "items": {"$ref": "#/$defs/place"},
          "uniqueItems": true},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "suppressions": {"type": "array", "items": {"type": "object",
          "additionalProperties": false, "required": ["kind"], "properties": {
          "kind": {"enum": ["inSource", "external"]}, "justification": {"type": "string"}}}},
        "properties": {"type": "object"}},
        "if": {"properties": {"kind": {"const": "fail"}}}, "else": {
          "properties": {"level": {"const": "none"}}}}},
    "type": "object", "additionalProperties": false, "required": ["version", "runs"],
    "properties": {"$schema": {"type": "string"}, "version": {"const": "2.1.0"},
      "runs": {"type": "array", "minItems": 1, "items": {"type": "object",
        "additionalProperties": false, "required": ["tool"], "properties": {
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "tool": {"type": "object", "additionalProperties": false, "required": ["driver"],
          "properties": {"driver": {"type": "object", "additionalProperties": false,
            "required": ["name"], "properties": {"name": {"type": "string"},
            "version": {"type": "string"},
            "rules": {"type": "array", "uniqueItems": true,
              "items": {"$ref": "#/$defs/rule"}}}}}},
        "invocations": {"type": "array", "items": {"type": "object",
          "required": ["executionSuccessful"]}},
        "results": {"type": "array", "items": {"$ref": "#/$defs/result"}}}}}}}
    """
}
