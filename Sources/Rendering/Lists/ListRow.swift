package import Wire

/// A row of a list, with the columns that all forms of the list print.
package protocol ListRow: Sendable {
  static var columns: [ListColumn<Self>] { get }
  /// Appends the row as a JSON object.
  func appendJSON(_ context: ListContext, to text: inout TextBuffer)
  /// What there is to say beside the columns, line by line.
  func details(_ context: ListContext) -> [ListDetail]
}

/// A line under a row.
package struct ListDetail: Sendable {
  /// Columns that it is moved to the right.
  let indent: Int
  let style: Palette.Style
  let text: String

  init(_ text: String, indent: Int = 4, _ style: Palette.Style = .plain) {
    self.text = text
    self.indent = indent
    self.style = style
  }
}

/// A column of a list.
package struct ListColumn<Row>: Sendable {
  let title: String
  /// The name in the first line of a CSV text.
  let key: String
  let alignment: Alignment
  /// Columns of text that it may be narrowed to; nil for one that stays as wide as its texts.
  let minimumWidth: Int?
  /// What is left out first where there is no room: the highest rank. 0 stays.
  let rank: Int
  let cell: @Sendable (Row) -> ListCell
  /// The value for CSV; nil where it is the text of the cell.
  let value: (@Sendable (Row) -> String)?

  package enum Alignment: Sendable {
    case left, right
  }

  init(
    _ title: String, _ key: String, _ alignment: Alignment = .left, minimumWidth: Int? = nil,
    rank: Int = 0, value: (@Sendable (Row) -> String)? = nil,
    _ cell: @escaping @Sendable (Row) -> ListCell
  ) {
    self.title = title
    self.key = key
    self.alignment = alignment
    self.minimumWidth = minimumWidth
    self.rank = rank
    self.value = value
    self.cell = cell
  }
}

/// The text of a row in one column.
package struct ListCell: Sendable, ExpressibleByStringLiteral {
  let text: String
  let style: Palette.Style

  init(_ text: String?, _ style: Palette.Style = .plain) {
    self.text = text ?? ""
    self.style = style
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }
}

/// What rows need to know of the run.
package struct ListContext: Sendable {
  /// The files' names, where more than one was given.
  package let fileNames: [String]

  package init(fileNames: [String]) {
    self.fileNames = fileNames
  }

  /// The name of a frame's file, where there are several.
  func name(ofFile stamp: FrameStamp) -> String? {
    fileNames.indices.contains(stamp.file) ? fileNames[stamp.file] : nil
  }
}
