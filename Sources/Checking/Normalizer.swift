package import CallAnalysis
import Rendering
import SCCP
import Wire

/// Makes lines of messages that another run of the same scenario has too.
package struct Normalizer {
  /// The lines so far.
  package private(set) var capture = NormalCapture()

  private let normalization: Normalization
  private var fields: NormalFields
  /// The connections by their numbers.
  private var places: [Int: Int] = [:]
  private var devices: [Int: (name: String?, ends: Ends)] = [:]
  private var start: Timestamp?
  private var byteCount = 0
  private var lineCount = 0

  private struct Ends {
    let device: Endpoint
    let server: Endpoint
  }

  package init(_ normalization: Normalization) {
    self.normalization = normalization
    fields = NormalFields(normalization)
  }

  /// Takes a message.
  package mutating func append(_ record: borrowing Record) {
    if start == nil { start = record.stamp.time }
    let message = record.message
    let name = Normalization.messageName(message.header.identifier)
    if normalization.ignoredMessages.contains(name) || capture.isFull { return }
    let place = place(of: record)
    let line = line(for: record)
    lineCount += 1
    byteCount += line.text.utf8.count
    if lineCount > NormalCapture.maximumLineCount || byteCount > NormalCapture.maximumByteCount {
      capture.isFull = true
      return
    }
    capture.connections[place].lines.append(line)
  }

  /// All that was taken, numbered in the order of the lines.
  package consuming func finish() -> NormalCapture {
    for (stream, place) in places.sorted(by: { $0.key < $1.key }) {
      guard let (name, ends) = devices[stream] else { continue }
      capture.connections[place].head = head(name, ends)
      var title = TextBuffer()
      title.append(visible: (name ?? "\(ends.device)").utf8.span)
      capture.connections[place].title = String(title)
    }
    return capture.renumbered(order: Array(capture.connections.indices))
  }

  // MARK: - Connections

  private mutating func place(of record: borrowing Record) -> Int {
    let ends = Ends(device: record.device, server: record.server)
    if devices[record.stream]?.name == nil || record.deviceName != nil {
      devices[record.stream] = (record.deviceName, ends)
    }
    if let place = places[record.stream] { return place }
    let place = capture.connections.count
    places[record.stream] = place
    capture.connections.append(NormalCapture.Connection(head: ""))
    return place
  }

  /// Who is at the ends of a connection, after the number of its line.
  private mutating func head(_ name: String?, _ ends: Ends) -> String {
    var text = TextBuffer()
    if let name {
      text.append(",\"device\":")
      text.append(jsonString: fields.normalized(Array(name.utf8)))
    }
    text.append(",\"address\":")
    text.append(jsonString: fields.normalized(ends.device.address))
    if normalization.kept.contains(.ports) { append(port: ends.device, "port", to: &text) }
    text.append(",\"server\":")
    text.append(jsonString: fields.normalized(ends.server.address))
    if normalization.kept.contains(.ports) { append(port: ends.server, "serverPort", to: &text) }
    text.append("}")
    return String(text)
  }

  private func append(port endpoint: Endpoint, _ key: String, to text: inout TextBuffer) {
    text.append(",\"\(key)\":")
    text.append(decimal: endpoint.port)
  }

  // MARK: - Lines

  private mutating func line(for record: borrowing Record) -> NormalLine {
    let message = record.message
    let sender = record.isFromDevice ? "device" : "server"
    var text = TextBuffer()
    text.append("{\"message\":\"")
    text.append(message.name)
    text.append("\",\"from\":\"")
    text.append(sender)
    text.append("\"")
    if message.layout == nil {
      text.append(",\"id\":")
      text.append(decimal: message.header.identifier)
    }
    appendTime(of: record, to: &text)
    if !normalization.ignoredFields.contains("version") {
      text.append(",\"version\":")
      text.append(decimal: message.header.version)
    }
    text.append(",\"fields\":")
    fields.append(fieldsOf: message, from: record.device.address, to: &text)
    appendRemains(of: record, to: &text)
    text.append("}")
    return NormalLine(
      frame: record.stamp.number, kind: "\(message.title) \(sender)", text: String(text))
  }

  /// When it was sent, in seconds since the first message.
  private func appendTime(of record: borrowing Record, to text: inout TextBuffer) {
    guard normalization.kept.contains(.times), let start,
      let passed = record.stamp.time?.nanoseconds(since: start)
    else { return }
    text.append(",\"time\":\"")
    text.append(seconds: passed, digits: record.stamp.timeDigits)
    text.append("\"")
  }

  private func appendRemains(of record: borrowing Record, to text: inout TextBuffer) {
    let message = record.message
    let ignored = normalization.ignoredFields
    if !message.undecoded.isEmpty, !ignored.contains("undecoded") {
      text.append(",\"undecoded\":\"")
      text.append(hexadecimal: message.bytes.span.extracting(message.undecoded))
      text.append("\"")
    }
    if let missing = message.missing, !ignored.contains("missing") {
      text.append(",\"missing\":")
      text.append(jsonString: missing)
    }
    if !record.problems.isEmpty, !ignored.contains("problems") {
      let codes = record.problems.map { "\"\($0.code.rawValue)\"" }
      text.append(",\"problems\":[\(codes.joined(separator: ","))]")
    }
  }
}
