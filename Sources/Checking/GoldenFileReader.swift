import Text

extension GoldenFile {
  /// Reads a golden file. It throws where a line is none that such a file has, or the file was
  /// written by a newer program.
  package init(parsing bytes: [UInt8]) throws(GoldenFileError) {
    var reader = GoldenFileReader()
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      // Git for Windows may have given the lines other ends.
      let isReturned = end > start && bytes[end - 1] == UInt8(ascii: "\r")
      let line = bytes[start..<(isReturned ? end - 1 : end)]
      start = end + 1
      guard line.span.isUTF8 else { throw reader.faultOfBytes }
      try reader.append(String(decoding: line, as: UTF8.self))
    }
    self = try reader.finish()
  }
}

extension GoldenFile {
  /// Bytes of the largest golden file that is read: twice the lines that are compared, and their
  /// frames.
  package static let maximumByteCount = 2 * NormalCapture.maximumByteCount
  /// Bytes within which the first line ends.
  private static let maximumHeaderByteCount = 1 << 16

  /// Whether bytes are the beginning of a golden file; nil while more of them are needed.
  package static func isGolden(beginning bytes: [UInt8]) -> Bool? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      return bytes.count > maximumHeaderByteCount ? false : nil
    }
    do throws(GoldenFileError) {
      _ = try GoldenFile(parsing: Array(bytes[...end]))
      return true
    } catch {
      return !error.isForeign
    }
  }
}

extension GoldenFile {
  /// How a golden file was normalised, by the bytes that it begins with; nil where its first line is
  /// not among them, or not that of a golden file that can be read.
  package static func normalization(beginning bytes: [UInt8]) -> Normalization? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = bytes[..<end]
    guard line.span.isUTF8 else { return nil }
    var reader = GoldenFileReader()
    do throws(GoldenFileError) {
      try reader.append(String(decoding: line, as: UTF8.self))
    } catch {
      return nil
    }
    return reader.normalization
  }
}

/// Takes the lines of a golden file one after the other.
private struct GoldenFileReader {
  private var lineNumber = 0
  private(set) var normalization: Normalization?
  private var capture = NormalCapture()
  private var lineCount = 0
  private var frames: [JSONValue] = []
  private var hasEnded = false

  func fault(_ fact: String) -> GoldenFileError {
    GoldenFileError(line: max(lineNumber, 1), fact: fact)
  }

  /// What there is to say of a line that is no text.
  var faultOfBytes: GoldenFileError {
    GoldenFileError(
      line: lineNumber + 1, fact: lineNumber == 0 ? GoldenFileError.foreignFact : "no UTF-8 text")
  }

  mutating func append(_ line: String) throws(GoldenFileError) {
    lineNumber += 1
    let value: JSONValue
    do throws(JSONFault) {
      value = try JSONValue(parsing: line)
    } catch {
      let isFirst = normalization == nil
      throw fault(isFirst ? GoldenFileError.foreignFact : "no JSON: \(error)")
    }
    guard let normalization else {
      normalization = try header(value)
      return
    }
    if hasEnded { throw fault("a line after the last, which holds the frames") }
    if let number = value[key: "connection"] {
      try appendConnection(number, line)
    } else if let kind = try kind(of: value, normalization.subject) {
      try append(line, kind)
    } else if let lists = value[key: "frames"]?.array {
      frames = lists
      hasEnded = true
    } else {
      throw fault(
        "neither a connection nor one of its \(normalization.subject.rawValue) nor their frames")
    }
  }

  /// What was read; with the frames, where there are as many as messages.
  consuming func finish() throws(GoldenFileError) -> GoldenFile {
    guard let normalization else { throw fault("\(GoldenFileError.foreignFact): it is empty") }
    guard hasEnded else {
      throw fault("the file ends after this line, before the one that holds the frames")
    }
    for (place, list) in zip(capture.connections.indices, frames) {
      guard let numbers = list.array, numbers.count == capture.connections[place].lines.count else {
        continue
      }
      for (index, number) in numbers.enumerated() {
        let frame = number.integer ?? 0
        capture.connections[place].lines[index].frame = frame > 0 ? frame : nil
      }
    }
    return GoldenFile(capture, normalization)
  }

  private func header(_ value: JSONValue) throws(GoldenFileError) -> Normalization {
    guard value[key: "sccpdump"]?.string == "golden file",
      let format = value[key: "format"]?.integer
    else { throw fault(GoldenFileError.foreignFact) }
    guard format == GoldenFile.format else {
      throw fault(
        "the file has format \(format), and this sccpdump reads format \(GoldenFile.format)")
    }
    var normalization = Normalization()
    if let about = value[key: "about"]?.string {
      guard let subject = Normalization.Subject(rawValue: about) else {
        throw fault("about: a golden file is about messages or calls, not about \(about)")
      }
      normalization.subject = subject
    }
    for name in try list("keep", of: value) {
      guard let category = NormalCategory(rawValue: name) else {
        throw fault("keep: there is no kind of values called \(name)")
      }
      normalization.kept.insert(category)
    }
    for name in try list("ignore", of: value) {
      if let problem = normalization.problem(withIgnored: name) {
        throw fault("ignore: \(problem)")
      }
      normalization.ignoredFields.insert(name)
    }
    normalization.ignoredMessages = Set(try list("ignoreMessage", of: value))
    return normalization
  }

  private func list(_ key: String, of value: JSONValue) throws(GoldenFileError) -> [String] {
    guard let entries = value[key: key] else { return [] }
    guard let names = entries.array?.map(\.string), !names.contains(nil) else {
      throw fault("\(key): not a list of names")
    }
    return names.compactMap(\.self)
  }

  private mutating func appendConnection(
    _ number: JSONValue, _ line: String
  ) throws(GoldenFileError) {
    let expected = capture.connections.count + 1
    let beginning = "{\"connection\":\(expected)"
    guard number.integer == expected, line.hasPrefix(beginning) else {
      throw fault("connection \(expected) is expected")
    }
    let head = String(line.dropFirst(beginning.count))
    capture.connections.append(NormalCapture.Connection(head: head))
  }

  /// The kind of a line; nil where it is about something else.
  private func kind(
    of value: JSONValue, _ subject: Normalization.Subject
  ) throws(GoldenFileError) -> String? {
    switch subject {
    case .calls: return value[key: "call"].map { _ in CallNormalizer.kind(of: value) }
    case .messages:
      guard let message = value[key: "message"]?.string else { return nil }
      guard let sender = value[key: "from"]?.string else { throw fault("a message from nobody") }
      return "\(message) from the \(sender)"
    }
  }

  private mutating func append(_ line: String, _ kind: String) throws(GoldenFileError) {
    guard !capture.connections.isEmpty else { throw fault("a line before its connection") }
    lineCount += 1
    if lineCount > NormalCapture.maximumLineCount {
      throw fault("more than \(NormalCapture.maximumLineCount) lines")
    }
    capture.connections[capture.connections.count - 1].lines.append(
      NormalLine(frame: nil, kind: kind, text: line))
  }
}
