import Rendering
package import Text

/// What a capture should say: its normalised lines, and how they were normalised, as JSON Lines.
///
/// The first line says what the file is and how it was written; then come, for each connection, a
/// line about its ends and one for each message, or for each call whose first leg it has; the last
/// holds the frames that these were in. That one is not compared: it changes whenever the scenario is captured anew, and no other
/// line does.
package struct GoldenFile: Sendable {
  /// Raised when lines are written otherwise, so that an older file can be told from a difference.
  package static let format = 1

  package var normalization: Normalization
  package var capture: NormalCapture

  package init(_ capture: NormalCapture, _ normalization: Normalization) {
    self.capture = capture
    self.normalization = normalization
  }

  /// The golden file that lies beside a capture: its name with `.sccp.jsonl`, or for calls
  /// `.sccp.calls.jsonl`, in the place of what says that it is a capture, compressed or not.
  package static func path(
    beside capture: String, about subject: Normalization.Subject = .messages
  ) -> String {
    var name = capture[...]
    for endings in [[".gz", ".zst"], [".pcapng", ".pcap", ".cap", ".ntar"]] {
      if let ending = endings.first(where: { name.hasSuffix($0) }) {
        name = name.dropLast(ending.count)
      }
    }
    // A file that is called nothing else keeps its name.
    let isWhole = name.isEmpty || name.hasSuffix("/")
    return (isWhole ? capture : String(name))
      + (subject == .calls ? ".sccp.calls.jsonl" : ".sccp.jsonl")
  }

  /// Appends the whole file.
  package func append(to text: inout TextBuffer) {
    text.append("{\"sccpdump\":\"golden file\",\"format\":")
    text.append(decimal: Self.format)
    if normalization.subject != .messages {
      text.append(",\"about\":\"\(normalization.subject.rawValue)\"")
    }
    append(list: normalization.kept.map(\.rawValue), "keep", to: &text)
    append(list: Array(normalization.ignoredFields), "ignore", to: &text)
    append(list: Array(normalization.ignoredMessages), "ignoreMessage", to: &text)
    text.append("}\n")
    for (index, connection) in capture.connections.enumerated() {
      text.append("{\"connection\":")
      text.append(decimal: index + 1)
      text.append(connection.head)
      text.append("\n")
      for line in connection.lines {
        text.append(line.text)
        text.append("\n")
      }
    }
    appendFrames(to: &text)
  }

  private func append(list: [String], _ key: String, to text: inout TextBuffer) {
    text.append(",\"\(key)\":[")
    for (index, name) in list.sorted().enumerated() {
      if index > 0 { text.append(",") }
      text.append(jsonString: name)
    }
    text.append("]")
  }

  private func appendFrames(to text: inout TextBuffer) {
    text.append("{\"frames\":[")
    for (index, connection) in capture.connections.enumerated() {
      text.append(index > 0 ? ",[" : "[")
      for (place, line) in connection.lines.enumerated() {
        if place > 0 { text.append(",") }
        text.append(decimal: line.frame ?? 0)
      }
      text.append("]")
    }
    text.append("]}\n")
  }
}

/// Why a golden file cannot be read.
package struct GoldenFileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  package let line: Int
  package let fact: String

  /// Whether the file is something else, and no golden file that was damaged.
  package var isForeign: Bool { fact.hasPrefix(Self.foreignFact) }
  static let foreignFact = "not a golden file of sccpdump"

  package var description: String { "line \(line): \(fact)" }
}
