import CallAnalysis
import SCCP
import Story
package import Text

/// The JSON Schema (draft 2020-12) of the lines of `devices --json`, `calls --json`,
/// `summary --json` and `--json --story`.
package struct StorySchema: Sendable {
  /// Raised when something that a program may rely on goes away or changes its type; keys and
  /// labels that are added do not raise it.
  package static let version = 1

  private let types: JSONSchemaTypes
  private let options: JSONSchema.Options

  /// A schema; a strict one allows no keys but those that are named.
  package init(isStrict: Bool) {
    var options = JSONSchema.Options()
    options.isStrict = isStrict
    self.options = options
    types = JSONSchemaTypes(options)
  }

  /// Appends the whole schema, indented.
  package func append(to text: inout TextBuffer) {
    text.append(document, as: .fitting)
    text.append("\n")
  }

  private var document: JSONDocument {
    let (message, definitions) = JSONSchema(options).message
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": .string("urn:sccpdump:story:\(Self.version)"),
      "title": .string(
        "A line of sccpdump --json --story, or of devices, calls or summary --json, "
          + "version \(Self.version)"),
      "description": """
      A device, a call, a media stream or a summary, which have a type, or a message, which has \
      none. A key whose value is not known is left out. Times are UTC, durations are \
      seconds, and frames are counted from 1 in each file. Where several captures were given, each \
      frame has the name of its file beside it. Later releases may add keys and labels.
      """,
      "oneOf": [
        reference("message"), reference("device"), reference("call"), reference("streamLine"),
        reference("finding"), reference("summary"),
      ],
      "$defs": .object(
        [("message", message)] + definitions + deviceDefinitions + callDefinitions
          + mediaDefinitions + summaryDefinitions + [
            ("time", ["type": "string", "pattern": .string(Self.timePattern)]),
            ("frame", ["type": "integer", "minimum": 1]),
            ("connection", ["type": "string", "pattern": "^[0-9a-f]{16}$"]),
            ("count", ["type": "integer", "minimum": 0]),
            ("seconds", ["type": "number", "minimum": 0]),
            ("end", ["type": "string", "pattern": "^.+:[0-9]{1,5}$"]),
          ]),
    ]
  }

  private static let timePattern =
    "^-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$"

  private func reference(_ name: String) -> JSONDocument { JSONSchemaTypes.reference(name) }

  private func list(_ name: String) -> JSONDocument {
    ["type": "array", "items": reference(name), "minItems": 1]
  }

  /// An object of these members.
  private func object(
    _ members: KeyValuePairs<String, JSONDocument>, required: [String] = []
  ) -> JSONDocument {
    types.object(properties: members.map { ($0.key, $0.value) }, required: required)
  }

  /// One of the values of an enumeration.
  private func oneOf<Values: CaseIterable & RawRepresentable<String>>(
    _ values: Values.Type
  ) -> JSONDocument {
    ["enum": .strings(values.allCases.map(\.rawValue))]
  }

  /// The label of a value, or its number where it has none.
  private var label: JSONDocument { ["type": ["string", "integer"]] }
}

extension StorySchema {
  private var deviceDefinitions: [(key: String, value: JSONDocument)] {
    [
      (
        "device",
        object(
          [
            "type": ["const": "device"],
            "file": reference("text"),
            "device": reference("text"),
            "address": reference("text"),
            "seenAddress": reference("text"),
            "deviceType": label,
            "servers": list("end"),
            "protocol": reference("count"),
            "firmware": reference("text"),
            "user": reference("text"),
            "lines": list("line"),
            "registrations": list("registration"),
            "state": oneOf(Device.State.self),
            "keepAlives": object([
              "interval": reference("count"), "sent": reference("count"),
              "answered": reference("count"), "slowest": reference("seconds"),
              "longestSilence": reference("seconds"),
            ]),
            "alarm": object(["code": ["type": "integer"], "reason": reference("text")]),
            "messages": reference("count"),
            "firstFrame": reference("frame"),
            "firstFrameFile": reference("text"),
            "lastFrame": reference("frame"),
            "lastFrameFile": reference("text"),
            "calls": reference("count"),
            "findings": ["type": "array", "items": reference("text"), "minItems": 1],
          ],
          required: ["type", "device", "state", "messages", "firstFrame", "lastFrame", "calls"])
      ),
      (
        "line",
        object(
          [
            "line": reference("count"), "number": reference("text"), "label": reference("text"),
            "forwardsTo": reference("text"),
          ], required: ["line"])
      ),
      (
        "registration",
        object(
          [
            "stream": reference("count"),
            "connection": reference("connection"),
            "server": reference("end"),
            "request": reference("frame"),
            "requestFile": reference("text"),
            "requestTime": reference("time"),
            "outcome": oneOf(Registration.Outcome.self),
            "answer": reference("frame"),
            "answerFile": reference("text"),
            "responseTime": ["type": "number"],
            "complete": ["type": "number"],
            "reason": reference("text"),
            "end": oneOf(Registration.End.self),
          ], required: ["stream", "server", "outcome", "end"])
      ),
    ]
  }

  private var callDefinitions: [(key: String, value: JSONDocument)] {
    [
      (
        "call",
        object(
          [
            "type": ["const": "call"],
            "file": reference("text"),
            "call": ["type": "integer", "minimum": 1],
            "start": reference("time"),
            "answered": reference("time"),
            "end": reference("time"),
            "ring": reference("seconds"),
            "talk": reference("seconds"),
            "from": reference("party"),
            "to": reference("party"),
            "dialed": reference("text"),
            "result": oneOf(Call.Result.self),
            "endedBy": oneOf(Call.EndedBy.self),
            "holds": list("hold"),
            "audio": oneOf(AudioVerdict.self),
            "features": [
              "type": "array", "minItems": 1,
              "items": oneOf(Call.Feature.self),
            ],
            "transferredTo": ["type": "integer", "minimum": 1],
            "transferredFrom": ["type": "integer", "minimum": 1],
            "legs": list("leg"),
            "streams": list("stream"),
            "findings": ["type": "array", "items": reference("text"), "minItems": 1],
            "frames": [
              "type": "array", "items": reference("frame"), "minItems": 2, "maxItems": 2,
            ],
            "framesFiles": [
              "type": "array", "items": reference("text"), "minItems": 2, "maxItems": 2,
            ],
          ], required: ["type", "call", "result", "legs", "frames"])
      ),
      (
        "party",
        object([
          "number": reference("text"), "name": reference("text"), "device": reference("text"),
        ])
      ),
      (
        "hold",
        object(["start": reference("time"), "end": reference("time"), "by": reference("text")])
      ),
      (
        "leg",
        object(
          [
            "stream": reference("count"), "connection": reference("connection"),
            "device": reference("text"), "server": reference("end"),
            "line": reference("count"), "reference": reference("count"),
            "direction": oneOf(Leg.Direction.self), "states": list("state"),
          ], required: ["stream", "device", "server"])
      ),
      (
        "state",
        object(
          [
            "state": label, "frame": reference("frame"), "file": reference("text"),
            "time": reference("time"),
          ], required: ["state", "frame"])
      ),
    ]
  }

  private var streamMembers: [(key: String, value: JSONDocument)] {
    [
      ("device", reference("text")), ("connection", reference("connection")),
      ("way", oneOf(MediaStream.Way.self)),
      ("local", reference("end")), ("remote", reference("end")), ("codec", label),
      ("packetTime", reference("count")),
      ("ordered", reference("frame")), ("orderedFile", reference("text")),
      ("acknowledged", reference("frame")), ("acknowledgedFile", reference("text")),
      ("closed", reference("frame")), ("closedFile", reference("text")),
      ("fork", ["const": true]), ("encrypted", ["const": true]),
      ("rtp", reference("rtp")), ("reported", reference("reported")),
    ]
  }

  private var mediaDefinitions: [(key: String, value: JSONDocument)] {
    let number: JSONDocument = ["type": "number", "minimum": 0]
    return [
      (
        "stream",
        types.object(properties: streamMembers, required: ["device", "way", "ordered"])
      ),
      (
        "streamLine",
        types.object(
          properties: [
            ("type", ["const": "stream"]), ("file", reference("text")),
            ("call", ["type": "integer", "minimum": 1]),
          ] + streamMembers, required: ["type", "device", "way", "ordered"])
      ),
      (
        "rtp",
        object(
          [
            "ssrc": reference("count"), "payloadTypes": list("count"),
            "packets": reference("count"), "expected": reference("count"),
            "lost": reference("count"), "lossPercent": number, "jitter": number,
            "maxJitter": number, "maxGap": number, "reordered": reference("count"),
            "duplicated": reference("count"),
            "first": reference("frame"), "firstFile": reference("text"),
            "last": reference("frame"), "lastFile": reference("text"), "mos": number,
          ], required: ["ssrc", "payloadTypes", "packets", "expected", "lost", "jitter"])
      ),
      (
        "reported",
        object([
          "numberPacketsSent": reference("count"), "numberOctetsSent": reference("count"),
          "numberPacketsReceived": reference("count"), "numberOctetsReceived": reference("count"),
          "numberPacketsLost": reference("count"), "jitter": reference("count"),
          "latency": reference("count"), "mos": number, "concealedSeconds": number,
          "severelyConcealedSeconds": number, "concealmentRatio": number,
        ])
      ),
    ]
  }
}

extension StorySchema {
  private var summaryDefinitions: [(key: String, value: JSONDocument)] {
    let number: JSONDocument = ["type": "number", "minimum": 0]
    return [
      (
        "finding",
        object(
          [
            "type": ["const": "finding"],
            "rule": reference("text"),
            "severity": oneOf(Finding.Severity.self),
            "device": reference("text"),
            "call": ["type": "integer", "minimum": 1],
            "reference": reference("count"),
            "stream": reference("count"),
            "frame": reference("frame"),
            "file": reference("text"),
            "frames": list("frame"),
            "time": reference("time"),
            "text": reference("text"),
            "evidence": ["type": "object"],
            "because": reference("text"),
            "fingerprint": reference("text"),
            "count": reference("count"),
            "last": reference("time"),
          ], required: ["type", "rule", "severity", "frame", "text", "fingerprint"])
      ),
      (
        "summary",
        object(
          [
            "type": ["const": "summary"], "file": reference("text"),
            "start": reference("time"), "end": reference("time"), "duration": reference("seconds"),
            "packets": reference("count"), "messages": reference("count"),
            "connections": reference("count"),
            "problems": counts(Problem.Code.self),
            "devices": reference("count"),
            "deviceStates": counts(Device.State.self),
            "deviceTypes": ["type": "object", "additionalProperties": reference("count")],
            "registrations": counts(Registration.Outcome.self),
            "calls": reference("count"),
            "callResults": counts(Call.Result.self),
            "callFeatures": counts(Call.Feature.self),
            "talk": reference("seconds"), "longestTalk": reference("seconds"),
            "audio": counts(AudioVerdict.self),
            "rtp": object(
              [
                "packets": reference("count"), "lost": reference("count"),
                "worstLossPercent": number, "worstCall": ["type": "integer", "minimum": 1],
              ], required: ["packets", "lost"]),
            "findings": [
              "type": "array", "minItems": 1,
              "items": object(
                [
                  "rule": reference("text"),
                  "severity": oneOf(Finding.Severity.self),
                  "count": reference("count"),
                ], required: ["rule", "severity", "count"]),
            ],
          ], required: ["type", "packets", "messages", "connections", "devices", "calls"])
      ),
    ]
  }

  /// An object of counts by the values of an enumeration; each may be left out.
  private func counts<Values: CaseIterable & RawRepresentable<String>>(
    _ values: Values.Type
  ) -> JSONDocument {
    types.object(properties: values.allCases.map { ($0.rawValue, reference("count")) })
  }
}
