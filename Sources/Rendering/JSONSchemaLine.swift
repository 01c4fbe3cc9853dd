import CallAnalysis
import SCCP

/// The keys of a line, in their order, but for what a message says.
enum JSONSchemaLine {
  /// Keys that every line has.
  static func required(_ options: JSONSchema.Options) -> [String] {
    let keys = [
      "frame", "stream", "src", "srcPort", "dst", "dstPort", "direction", "version", "id",
      "message", "length", "fields",
    ]
    return options.isDetailed ? keys + ["raw"] : keys
  }

  static func properties(
    _ options: JSONSchema.Options, _ types: JSONSchemaTypes
  ) -> [(key: String, value: JSONDocument)] {
    let keys = place + parties + message + remains(types)
    return options.isDetailed ? keys + [("raw", raw)] : keys
  }

  private static let place: [(key: String, value: JSONDocument)] = [
    ("file", text("The capture's name as it was given, where more than one was.")),
    ("frame", frame("The frame that completed the message, counted from 1 in each file.")),
    (
      "frames",
      [
        "description": "All frames that carried a part of the message, where more than one did.",
        "type": "array",
        "items": ["type": "integer", "minimum": 1],
        "minItems": 2,
      ]
    ),
    (
      "framesFiles",
      [
        "description": "The file of each of these frames, where not all are the message's own.",
        "type": "array",
        "items": ["type": "string"],
        "minItems": 2,
      ]
    ),
    (
      "time",
      [
        "description":
          "The frame's time, UTC, with the capture's decimals; left out where there is none.",
        "type": "string",
        "pattern": "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$",
      ]
    ),
    (
      "epoch",
      [
        "description":
          "The same time in seconds since 1970-01-01T00:00:00Z, with six decimals at most.",
        "type": "number",
      ]
    ),
  ]

  private static let parties: [(key: String, value: JSONDocument)] = [
    (
      "stream",
      [
        "description": "The TCP connection, counted from 0 in the order of their first messages.",
        "type": "integer", "minimum": 0,
      ]
    ),
    (
      "connection",
      [
        "description": """
        The TCP connection's name in every run that sees its begin: a hash of its ends and of the \
        time of its first segment.
        """,
        "type": "string", "pattern": "^[0-9a-f]{16}$",
      ]
    ),
    ("src", address("The sender's address.")),
    ("srcPort", port("The sender's TCP port.")),
    ("dst", address("The receiver's address.")),
    ("dstPort", port("The receiver's TCP port.")),
    (
      "direction",
      [
        "description": "Who sent it, as the ends of the connection tell.",
        "enum": .strings(
          [MessageDefinition.Direction.deviceToServer, .serverToDevice].map(\.rawValue)),
      ]
    ),
    ("device", text("The name that the device of this connection registered with.")),
    ("deviceAddress", address("The address of the connection's device; every line has it.")),
    (
      "server",
      [
        "description":
          "The address and port of the connection's server, IPv6 in brackets; every line has it.",
        "type": "string", "minLength": 1,
      ]
    ),
  ]

  private static let message: [(key: String, value: JSONDocument)] = [
    ("version", word("The version word of the header.", from: 0)),
    ("id", word("The message identifier.", from: 0)),
    (
      "message",
      [
        "description": "The message's name; Unknown for an unknown identifier.",
        "enum": .strings(Catalogue.messages.map(\.name) + ["Unknown"]),
      ]
    ),
    ("length", word("The data length of the header.", from: 4)),
    ("call", word("The call reference that the message is about.", from: 1)),
    (
      "callNumber",
      word("The number of its call in the list of calls, where calls are followed.", from: 1)
    ),
    ("line", word("The line instance that the message is about.", from: 1)),
    ("answers", frame("The frame of the request that this message answers.")),
    ("answersFile", text("The file of that frame, where it is not the message's own.")),
    (
      "responseTime",
      ["description": "The seconds since that request.", "type": "number"]
    ),
    (
      "digit",
      [
        "description": "The character of a KeypadButton.", "type": "string",
        "pattern": "^[0-9A-D*#+]$",
      ]
    ),
    (
      "quality",
      [
        "description": """
        Figures in the text of a ConnectionStatisticsRes: mos from 1 to 5, concealedSeconds, \
        severelyConcealedSeconds and concealmentRatio from 0 to 1.
        """,
        "type": "object",
        "additionalProperties": ["type": "number"],
      ]
    ),
    ("fields", ["description": "What the message says, in wire order.", "type": "object"]),
  ]

  private static func remains(
    _ types: JSONSchemaTypes
  ) -> [(key: String, value: JSONDocument)] {
    let codes = Problem.Code.allCases.map { code -> JSONDocument in
      ["const": .string(code.rawValue), "description": .string(code.meaning)]
    }
    let problem = types.object(
      properties: [
        ("code", ["description": "The kind of problem.", "oneOf": .array(codes)]),
        ("detail", text("What was found, with its numbers.")),
      ], required: ["code", "detail"])
    return [
      (
        "undecoded",
        [
          "description": "The bytes after the last field that is known, in hexadecimal digits.",
          "type": "string", "pattern": "^([0-9a-f]{2})+$",
        ]
      ),
      (
        "missing",
        text("The first field of the layout that the message ended before; dots lead into it.")
      ),
      (
        "problems",
        [
          "description": "What was wrong on the wire.",
          "type": "array", "items": problem, "minItems": 1,
        ]
      ),
      ("annotation", text("What happens and why, in a sentence.")),
    ]
  }

  private static let raw: JSONDocument = [
    "description": """
    The whole message with its header, in hexadecimal digits; keys and salts are zeros unless \
    --show-secrets was given.
    """,
    "type": "string", "pattern": "^([0-9a-f]{2}){12,}$",
  ]

  // MARK: - Values

  private static func text(_ description: String) -> JSONDocument {
    ["description": .string(description), "type": "string", "minLength": 1]
  }

  private static func frame(_ description: String) -> JSONDocument {
    ["description": .string(description), "type": "integer", "minimum": 1]
  }

  private static func word(_ description: String, from minimum: Int) -> JSONDocument {
    [
      "description": .string(description), "type": "integer", "minimum": .integer(minimum),
      "maximum": .integer(Int(UInt32.max)),
    ]
  }

  private static func port(_ description: String) -> JSONDocument {
    [
      "description": .string(description), "type": "integer", "minimum": 0,
      "maximum": .integer(Int(UInt16.max)),
    ]
  }

  private static func address(_ description: String) -> JSONDocument {
    JSONSchemaTypes.address(description)
  }
}
