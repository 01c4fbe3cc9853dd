/// Reads lists and mappings in brackets, which may go on over several lines.
struct FlowReader: Sendable {
  private let text: DocumentText
  private let scalars: ScalarReader
  private var nodeCount = 0

  init(text: DocumentText) {
    self.text = text
    scalars = ScalarReader(text: text)
  }

  private var bytes: [UInt8] { text.bytes }

  private func error(_ offset: Int, _ fact: String) -> ExpectationError {
    ExpectationError(text.place(of: offset), fact)
  }

  /// Counts a value of the file; throws where there are too many.
  mutating func count(at place: TextPlace) throws(ExpectationError) {
    nodeCount += 1
    guard nodeCount <= DocumentParser.maximumNodes else {
      throw ExpectationError(place, "more than \(DocumentParser.maximumNodes) values in one file")
    }
  }

  /// A value and where it ends.
  mutating func value(
    at offset: Int, depth: Int
  ) throws(ExpectationError) -> (node: DocumentNode, end: Int) {
    guard depth < DocumentParser.maximumDepth else {
      throw error(offset, "nested deeper than \(DocumentParser.maximumDepth) levels")
    }
    let place = text.place(of: offset)
    try count(at: place)
    switch bytes[offset] {
    case Ascii.openBracket:
      let (entries, end) = try entries(openedAt: offset, depth: depth)
      return (DocumentNode(place: place, content: .sequence(entries)), end)
    case Ascii.openBrace:
      let (members, end) = try members(openedAt: offset, depth: depth)
      return (DocumentNode(place: place, content: .mapping(members)), end)
    default:
      let (scalar, end) = try self.scalar(at: offset)
      return (DocumentNode(place: place, content: .scalar(scalar)), end)
    }
  }

  private mutating func entries(
    openedAt start: Int, depth: Int
  ) throws(ExpectationError) -> (entries: [DocumentNode], end: Int) {
    var entries: [DocumentNode] = []
    var offset = try skipBlank(from: start + 1, openedAt: start)
    while bytes[offset] != Ascii.closeBracket {
      let (entry, end) = try value(at: offset, depth: depth + 1)
      entries.append(entry)
      offset = try separator(at: end, closedBy: Ascii.closeBracket, openedAt: start)
    }
    return (entries, offset + 1)
  }

  private mutating func members(
    openedAt start: Int, depth: Int
  ) throws(ExpectationError) -> (members: [DocumentNode.Member], end: Int) {
    var members = MemberList()
    var offset = try skipBlank(from: start + 1, openedAt: start)
    while bytes[offset] != Ascii.closeBrace {
      let place = text.place(of: offset)
      let (key, keyEnd) = try scalar(at: offset)
      try members.refuse(key, at: place)
      offset = try skipBlank(from: keyEnd, openedAt: start)
      if bytes[offset] == Ascii.colon {
        let colon = offset
        offset = try skipBlank(from: colon + 1, openedAt: start)
        if bytes[offset] == Ascii.comma || bytes[offset] == Ascii.closeBrace {
          members.append(key, at: place, try empty(at: colon))
        } else {
          let (node, end) = try value(at: offset, depth: depth + 1)
          members.append(key, at: place, node)
          offset = end
        }
      } else {
        members.append(key, at: place, try empty(at: offset))
      }
      offset = try separator(at: offset, closedBy: Ascii.closeBrace, openedAt: start)
    }
    return (members.members, offset + 1)
  }

  private mutating func empty(at offset: Int) throws(ExpectationError) -> DocumentNode {
    let place = text.place(of: offset)
    try count(at: place)
    return DocumentNode(place: place, content: .empty)
  }

  /// The next value after a comma, or the closing bracket.
  private func separator(
    at end: Int, closedBy bracket: UInt8, openedAt start: Int
  ) throws(ExpectationError) -> Int {
    let offset = try skipBlank(from: end, openedAt: start)
    if bytes[offset] == bracket { return offset }
    guard bytes[offset] == Ascii.comma else {
      let closing = Character(Unicode.Scalar(bracket))
      throw error(offset, "a comma or \(closing) is expected here")
    }
    return try skipBlank(from: offset + 1, openedAt: start)
  }

  /// The next character that is no space, line end or comment.
  private func skipBlank(from start: Int, openedAt bracket: Int) throws(ExpectationError) -> Int {
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case Ascii.space, Ascii.lineFeed, Ascii.carriageReturn: offset += 1
      case Ascii.tab: throw error(offset, "a tab: use spaces")
      case Ascii.hash where scalars.isOver(at: offset, bytes.count):
        while offset < bytes.count, bytes[offset] != Ascii.lineFeed { offset += 1 }
      default: return offset
      }
    }
    let opening = Character(Unicode.Scalar(bytes[bracket]))
    throw error(bracket, "\(opening) is not closed")
  }

  /// Text that ends at a comma, a bracket, a colon or a comment.
  private func scalar(at start: Int) throws(ExpectationError) -> (text: String, end: Int) {
    var lineEnd = start
    while lineEnd < bytes.count, bytes[lineEnd] != Ascii.lineFeed { lineEnd += 1 }
    if lineEnd > start, bytes[lineEnd - 1] == Ascii.carriageReturn { lineEnd -= 1 }
    if bytes[start] == Ascii.quote || bytes[start] == Ascii.apostrophe {
      return try scalars.quoted(from: start, to: lineEnd)
    }
    try scalars.refuseIndicator(at: start, to: lineEnd)
    var stop = start
    while stop < lineEnd, !endsPlainText(at: stop, start, lineEnd) { stop += 1 }
    guard stop > start else { throw error(start, "text is expected here") }
    return (try scalars.plain(from: start, to: stop), stop)
  }

  private func endsPlainText(at offset: Int, _ start: Int, _ lineEnd: Int) -> Bool {
    switch bytes[offset] {
    case Ascii.comma, Ascii.openBracket, Ascii.closeBracket, Ascii.openBrace, Ascii.closeBrace:
      return true
    case Ascii.colon:
      guard offset + 1 < lineEnd else { return true }
      let enders: [UInt8] = [
        Ascii.space, Ascii.comma, Ascii.openBracket, Ascii.closeBracket, Ascii.openBrace,
        Ascii.closeBrace,
      ]
      return enders.contains(bytes[offset + 1])
    case Ascii.hash: return offset > start && scalars.isOver(at: offset, lineEnd)
    default: return false
    }
  }
}
