package import SCCP
package import Text

/// Prints the protocol reference: the catalogue's definitions, as documentation.
package struct ReferenceRenderer: ~Copyable {
  package private(set) var text = TextBuffer()
  private var paragraph: Paragraph
  private let width: Int?

  /// From this width on, fields stand in columns.
  private static let columnsWidth = 64
  /// Bytes of the body begin this far into the message's data length, after the identifier.
  private static let identifierByteCount = 4

  /// Lines are as long as they like where `width` is nil.
  package init(width: Int?, usesColor: Bool, isASCII: Bool) {
    self.width = width
    paragraph = Paragraph(
      width: width, isASCII: isASCII, palette: Palette(isEnabled: usesColor))
  }

  private var hasColumns: Bool { width.map { $0 >= Self.columnsWidth } ?? true }

  // MARK: - The list

  /// Prints a line for each message.
  package mutating func render(listOf messages: [MessageDefinition]) {
    let nameWidth = messages.map(\.name.count).max() ?? 0
    if hasColumns {
      line([
        ("id".padded(to: 8), .faint), ("  message".padded(to: nameWidth + 4), .faint),
        ("kind".padded(to: 10), .faint), ("group", .faint),
      ])
    }
    for message in messages {
      let isDevice = message.direction == .deviceToServer
      line(
        [
          (message.identifierWords.padded(to: hasColumns ? 8 : 7), .plain),
          (isDevice ? "▶ " : "◀ ", isDevice ? .fromDevice : .fromServer),
          (message.name.padded(to: hasColumns ? nameWidth + 2 : message.name.count + 2), .heading),
          (message.kindWord.padded(to: hasColumns ? 10 : message.kindWord.count + 2), .plain),
          (message.group.rawValue, .faint),
        ], hanging: 9)
    }
  }

  /// Prints what the marks of the list stand for.
  package mutating func renderLegend() {
    line([("▶ from device to server, ◀ from server to device", .faint)])
  }

  // MARK: - One message

  /// Prints all that is known of a message; with a header version, only its layouts.
  package mutating func render(_ message: MessageDefinition, headerVersion: Int? = nil) {
    line([
      (message.name, .heading), ("  \(message.identifierWords) (\(message.identifier))", .plain),
    ])
    line([(message.meaning, .plain)], indent: 2, hanging: 0)
    line([])
    let layouts =
      headerVersion.map { ReferenceLayout.all(of: message, version: $0) }
      ?? ReferenceLayout.all(of: message)
    var facts = message.facts
    if layouts.contains(where: { $0.flattenedFields.contains(where: \.isText) }) {
      facts.append(("texts", message.packsText ? "packed" : "in slots of a fixed size"))
    }
    for (label, words) in facts {
      line([(label.padded(to: 13), .faint), (words, .plain)], indent: 2, hanging: 13)
    }
    render(notesOn: layouts)
    for layout in layouts { render(layout) }
    let names = ReferenceNames(message.items)
    for enumeration in names.enumerations { render(enumeration) }
    for (flags, byteCount) in zip(names.flags, names.flagByteCounts) {
      render(flags, byteCount: byteCount)
    }
  }

  /// Prints an empty line, between two messages.
  package mutating func renderSeparator() {
    line([])
  }

  private mutating func render(notesOn layouts: [ReferenceLayout]) {
    let fields = layouts.flatMap(\.flattenedFields)
    guard !fields.isEmpty else { return }
    var notes = ["Offsets count from the start of the body, which follows 12 bytes of header."]
    if fields.contains(where: { $0.slots != nil }) {
      notes.append("All slots of an array are on the wire; offsets are those of its first.")
    }
    if fields.contains(where: \.isPackedText) {
      notes.append(
        "Packed texts end at their NUL, and the next field begins right after it; zeros pad the "
          + "message to a multiple of 4 bytes.")
    }
    line([])
    line([(notes.joined(separator: " "), .faint)], indent: 2, hanging: 0)
  }

  private mutating func render(_ layout: ReferenceLayout) {
    line([])
    let condition = layout.condition.words
    line(
      [
        ("Body in \(layout.versionWords)", .heading),
        (condition.isEmpty ? "" : ", \(condition)", .heading),
        (": \(sizeWords(of: layout))", .plain),
      ], indent: 2, hanging: 2)
    guard !layout.fields.isEmpty else { return }
    let rows = Row.rows(of: layout.fields)
    if hasColumns {
      renderColumns(rows)
    } else {
      for row in rows { renderNarrow(row) }
    }
  }

  private func sizeWords(of layout: ReferenceLayout) -> String {
    guard !layout.fields.isEmpty else {
      return "empty, data length \(Self.identifierByteCount)"
    }
    guard let byteCount = layout.byteCount else { return "of varying size" }
    let canBeShorter = layout.flattenedFields.contains { $0.minimumLength != nil }
    let words = "\(canBeShorter ? "up to " : "")\(byteCount) bytes"
    // A data length in the condition says more than one computed from the bytes.
    return layout.condition == .none
      ? "\(words), data length \(byteCount + Self.identifierByteCount)" : words
  }

  private mutating func renderColumns(_ rows: [Row]) {
    let placeWidth = 16
    let room = width.map { max($0 - placeWidth - 30, 20) } ?? Int.max
    let nameWidth = 2 + min(rows.map(\.nameWidth).max() ?? 0, room)
    line(
      [("offset   bytes  ", .faint), ("field".padded(to: nameWidth), .faint), ("type", .faint)],
      indent: 2)
    for row in rows {
      let blanks = String(repeating: " ", count: 2 * row.depth)
      switch row.content {
      case .field(let field):
        line(
          [
            (field.offset.numberWords.padded(from: 6), .plain),
            (field.size.numberWords.padded(from: 8), .plain),
            ("  " + blanks, .plain),
            (field.name.padded(to: nameWidth - 2 - blanks.count), .heading),
            ("  \(field.words)", .plain),
          ], indent: 2, hanging: placeWidth + nameWidth)
      case .choice(let words):
        line([("\(words):", .faint)], indent: 2 + placeWidth + blanks.count)
      }
    }
  }

  private mutating func renderNarrow(_ row: Row) {
    let indent = 2 + 2 * row.depth
    switch row.content {
    case .field(let field):
      let bytes = field.size.map { $0.counted("byte") } ?? "size varies"
      line(
        [
          (field.offset.numberWords, .faint), ("  \(field.name)", .heading),
          ("  \(bytes), ", .plain), (field.words, .plain),
        ], indent: indent, hanging: 4)
    case .choice(let words):
      line([("\(words):", .faint)], indent: indent)
    }
  }

  // MARK: - Values

  private mutating func render(_ enumeration: ValueNames) {
    line([])
    line([("Enumeration \(enumeration.name)", .heading)], indent: 2)
    let values = enumeration.entries.map { "\($0.value)" }
    let valueWidth = max(values.map(\.count).max() ?? 0, 5)
    let labelWidth = labelWidth(of: enumeration.entries.map(\.label))
    if hasColumns {
      line(
        [
          ("value".padded(from: valueWidth), .faint),
          ("  label".padded(to: labelWidth + 4), .faint), ("in the timeline", .faint),
        ], indent: 2)
    }
    for (entry, value) in zip(enumeration.entries, values) {
      let spoken = entry.spoken == entry.label ? "" : entry.spoken
      line(
        [
          (value.padded(from: valueWidth), .plain), ("  ", .plain),
          (entry.label.padded(to: labelWidth), .plain), ("  \(spoken)", .annotation),
        ], indent: 2, hanging: valueWidth + 4)
    }
  }

  private mutating func render(_ flags: FlagNames, byteCount: Int) {
    line([])
    line([("Flags \(flags.name)", .heading)], indent: 2)
    for entry in flags.entries {
      var mask = TextBuffer()
      mask.append("0x")
      mask.append(hexadecimal: UInt64(entry.mask), digits: 2 * byteCount)
      line([(String(mask), .plain), ("  \(entry.label)", .plain)], indent: 2)
    }
  }

  private func labelWidth(of labels: [String]) -> Int {
    hasColumns ? min(max(labels.map(\.count).max() ?? 0, 5), 40) : 0
  }

  // MARK: - Lines

  private mutating func line(
    _ pieces: [(String, Palette.Style)], indent: Int = 0, hanging: Int = 4
  ) {
    guard !pieces.isEmpty else {
      text.append("\n")
      return
    }
    paragraph.begin(indent: indent, hanging: hanging, in: &text)
    for (words, style) in pieces { paragraph.write(words, style, to: &text) }
    paragraph.end(in: &text)
  }
}

/// A line of a layout's table.
private struct Row {
  enum Content {
    case field(ReferenceField)
    /// What a union's case is chosen by.
    case choice(String)
  }

  let content: Content
  let depth: Int

  /// Columns that its name takes, indentation included.
  var nameWidth: Int {
    if case .field(let field) = content { 2 * depth + field.name.count } else { 0 }
  }

  static func rows(of fields: [ReferenceField], depth: Int = 0) -> [Row] {
    var rows: [Row] = []
    var choice: Int?
    for field in fields {
      if let next = field.choice, next.index != choice {
        rows.append(Row(content: .choice(next.words), depth: depth))
        choice = next.index
      }
      let depth = field.choice == nil ? depth : depth + 1
      rows.append(Row(content: .field(field), depth: depth))
      rows += Self.rows(of: field.children, depth: depth + 1)
    }
    return rows
  }
}

extension MessageDefinition {
  /// What is said of it in a line each: a label, and words.
  fileprivate var facts: [(String, String)] {
    let sender = direction == .deviceToServer ? "device to server" : "server to device"
    var facts = [("direction", sender), ("kind", kindWord), ("group", group.rawValue)]
    switch kind {
    case .event: facts[1].1 += ", nothing answers it"
    case .request:
      facts.append(
        (
          "answered by",
          responses.isEmpty
            ? "no known message" : responses.map(\.reference).joined(separator: ", ")
        ))
    case .response:
      facts.append(("answers", request?.reference ?? "no known message"))
    }
    return facts
  }

  private var reference: String { "\(name) (\(identifierWords))" }
}

extension Int? {
  /// The number, or that there is none for all messages.
  fileprivate var numberWords: String {
    map { "\($0)" } ?? "varies"
  }
}

extension String {
  /// The text with blanks after it up to a width.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(width - count, 0))
  }

  /// The text with blanks before it up to a width.
  fileprivate func padded(from width: Int) -> String {
    String(repeating: " ", count: Swift.max(width - count, 0)) + self
  }
}
