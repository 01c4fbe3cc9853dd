/// Reads the part of YAML that expectation files are written in.
///
/// Mappings and lists by indentation or in brackets; plain and quoted text on one line; comments.
/// Not: anchors, tags, text over several lines, several documents.
package struct DocumentParser {
  /// Mappings and lists within each other; the vocabulary needs six.
  package static let maximumDepth = 24
  /// Values of a file: far more than anybody writes.
  package static let maximumNodes = 50_000

  private var text: DocumentText
  private var lines: [DocumentText.Line]
  /// The line that is read next.
  private var next = 0
  private var scalars: ScalarReader
  private var flow: FlowReader

  /// The value that a file holds; throws where it is not of the part of YAML that is read.
  package static func parse(_ bytes: [UInt8]) throws(ExpectationError) -> DocumentNode {
    var parser = DocumentParser(try DocumentText(bytes))
    return try parser.document()
  }

  private init(_ text: DocumentText) {
    self.text = text
    lines = text.lines
    scalars = ScalarReader(text: text)
    flow = FlowReader(text: text)
  }

  private mutating func document() throws(ExpectationError) -> DocumentNode {
    if let first = lines.first, isMarker(first, "---"), first.end - first.start == 3 { next = 1 }
    for line in lines[next...] where isMarker(line, "---") || isMarker(line, "...") {
      throw error(line.start, "a second document: a file holds one")
    }
    guard next < lines.count else {
      return DocumentNode(place: TextPlace(line: 1, column: 1), content: .empty)
    }
    let node = try block(depth: 0)
    if next < lines.count {
      throw error(
        lines[next].start, "this belongs neither to the mapping nor to the list above it")
    }
    return node
  }

  private func isMarker(_ line: DocumentText.Line, _ marker: String) -> Bool {
    line.indent == 0 && text.bytes[line.start..<line.end].starts(with: marker.utf8)
      && (line.end - line.start == 3 || text.bytes[line.start + 3] == Ascii.space)
  }

  private func error(_ offset: Int, _ fact: String) -> ExpectationError {
    ExpectationError(text.place(of: offset), fact)
  }

  // MARK: - Blocks

  /// The mapping, list or text that begins on the next line.
  private mutating func block(depth: Int) throws(ExpectationError) -> DocumentNode {
    let line = lines[next]
    guard depth < Self.maximumDepth else {
      throw error(line.start, "nested deeper than \(Self.maximumDepth) levels")
    }
    if isEntry(line) { return try sequence(indent: line.indent, depth: depth) }
    if try scalars.keyEnd(in: line) != nil {
      return try mapping(indent: line.indent, depth: depth)
    }
    return try value(at: line.start, depth: depth)
  }

  private func isEntry(_ line: DocumentText.Line) -> Bool {
    text.bytes[line.start] == Ascii.dash
      && (line.start + 1 == line.end || text.bytes[line.start + 1] == Ascii.space)
  }

  private mutating func sequence(
    indent: Int, depth: Int
  ) throws(ExpectationError) -> DocumentNode {
    let place = text.place(of: lines[next].start)
    var entries: [DocumentNode] = []
    while next < lines.count, lines[next].indent == indent, isEntry(lines[next]) {
      let line = lines[next]
      let content = scalars.skipSpaces(from: line.start + 1, to: line.end)
      try refuseTab(at: content, before: line.end)
      if scalars.isOver(at: content, line.end) {
        next += 1
        entries.append(try nested(under: indent, behind: line.start, depth: depth))
      } else {
        lines[next].indent += content - line.start
        lines[next].start = content
        entries.append(try block(depth: depth + 1))
      }
    }
    try refuseDeeper(than: indent, "the dashes above")
    return try node(place, .sequence(entries))
  }

  private mutating func mapping(indent: Int, depth: Int) throws(ExpectationError) -> DocumentNode {
    let place = text.place(of: lines[next].start)
    var members = MemberList()
    while next < lines.count, lines[next].indent == indent, !isEntry(lines[next]) {
      let line = lines[next]
      guard let keyEnd = try scalars.keyEnd(in: line) else {
        throw error(line.start, "a key and a colon are expected here")
      }
      let key = try scalars.key(from: line.start, to: keyEnd)
      let keyPlace = text.place(of: line.start)
      try members.refuse(key, at: keyPlace)
      let content = scalars.skipSpaces(from: keyEnd + 1, to: line.end)
      try refuseTab(at: content, before: line.end)
      let value: DocumentNode
      if scalars.isOver(at: content, line.end) {
        next += 1
        value = try nested(
          under: indent, behind: keyEnd, depth: depth, allowsEntriesAtIndent: true)
      } else {
        value = try self.value(at: content, depth: depth + 1)
      }
      members.append(key, at: keyPlace, value)
    }
    try refuseDeeper(than: indent, "the keys above")
    return try node(place, .mapping(members.members))
  }

  /// What stands on the lines under a key or a dash; a list may be indented like the key.
  private mutating func nested(
    under indent: Int, behind offset: Int, depth: Int, allowsEntriesAtIndent: Bool = false
  ) throws(ExpectationError) -> DocumentNode {
    if next < lines.count {
      let line = lines[next]
      if line.indent > indent || allowsEntriesAtIndent && line.indent == indent && isEntry(line) {
        return try block(depth: depth + 1)
      }
    }
    return try node(text.place(of: offset), .empty)
  }

  /// A value that begins on the next line: text, or something in brackets, which may go on over
  /// several lines.
  private mutating func value(
    at offset: Int, depth: Int
  ) throws(ExpectationError) -> DocumentNode {
    let line = lines[next]
    let node: DocumentNode
    var end: Int
    switch text.bytes[offset] {
    case Ascii.openBracket, Ascii.openBrace:
      (node, end) = try flow.value(at: offset, depth: depth)
      while next < lines.count, lines[next].start < end { next += 1 }
    default:
      let scalar: String
      (scalar, end) = try scalars.scalar(from: offset, to: line.end)
      node = try self.node(text.place(of: offset), .scalar(scalar))
      next += 1
    }
    let lineEnd = lines[next - 1].end
    end = scalars.skipSpaces(from: end, to: lineEnd)
    try refuseTab(at: end, before: lineEnd)
    guard scalars.isOver(at: end, lineEnd) else {
      throw error(end, "nothing more is expected on this line")
    }
    return node
  }

  // MARK: - Refusals

  private func refuseTab(at offset: Int, before end: Int) throws(ExpectationError) {
    if offset < end, text.bytes[offset] == Ascii.tab { throw error(offset, "a tab: use spaces") }
  }

  private func refuseDeeper(than indent: Int, _ others: String) throws(ExpectationError) {
    guard next < lines.count, lines[next].indent > indent else { return }
    throw error(
      lines[next].start,
      "indented by \(lines[next].indent) spaces, \(others) by \(indent); "
        + "text over several lines is not read")
  }

  private mutating func node(
    _ place: TextPlace, _ content: DocumentNode.Content
  ) throws(ExpectationError) -> DocumentNode {
    try flow.count(at: place)
    return DocumentNode(place: place, content: content)
  }
}

/// The members of a mapping, no key twice.
struct MemberList {
  private(set) var members: [DocumentNode.Member] = []
  private var places: [String: TextPlace] = [:]

  /// Throws where a key is there already.
  func refuse(_ key: String, at place: TextPlace) throws(ExpectationError) {
    guard let former = places[key] else { return }
    throw ExpectationError(
      place, "the key \(key.quoted) a second time; the first is in line \(former.line)")
  }

  mutating func append(_ key: String, at place: TextPlace, _ value: DocumentNode) {
    places[key] = place
    members.append(DocumentNode.Member(key: key, place: place, value: value))
  }
}
