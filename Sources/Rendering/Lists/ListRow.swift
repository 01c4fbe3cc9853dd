package import Story
package import Text
package import Wire

/// A row of a list, with the columns that all forms of the list print.
package protocol ListRow: Sendable {
  static var columns: [ListColumn<Self>] { get }
  /// Columns that CSV has after those: parts of what one column of the table shows together.
  static var csvColumns: [ListColumn<Self>] { get }
  /// What one of them is called.
  static var noun: String { get }
  /// What is told of something that rows could be about, where none is: a call by its number, a
  /// device by its name; nil for what the list is not about.
  static func name(of event: Event) -> String?
  /// The frame with which it begins, from which `--time delta` counts to the next row.
  var start: FrameStamp? { get }
  /// Appends the row as a JSON object.
  func appendJSON(_ context: ListContext, to text: inout TextBuffer)
  /// What there is to say beside the columns, line by line.
  func details(_ context: ListContext) -> [ListDetail]
}

extension ListRow {
  package static var csvColumns: [ListColumn<Self>] { [] }
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
  let cell: @Sendable (Row, ListContext) -> ListCell
  /// The value for CSV; nil where it is the text of the cell.
  let value: (@Sendable (Row, ListContext) -> String)?

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
    if let value {
      self.value = { row, _ in value(row) }
    } else {
      self.value = nil
    }
    self.cell = { row, _ in cell(row) }
  }

  /// A column of times.
  init(
    _ title: String, _ key: String, rank: Int = 0, time: @escaping @Sendable (Row) -> FrameStamp?
  ) {
    self.title = title
    self.key = key
    alignment = .left
    minimumWidth = nil
    self.rank = rank
    value = { row, context in time(row).map { context.fullTime($0) } ?? "" }
    cell = { row, context in ListCell(time(row).map { context.timeOfDay($0) }, .faint) }
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
  /// The path of the capture, where each has a list of its own.
  private(set) var capture: String?
  private let times: TimeForm
  /// When the capture begins.
  var start: Timestamp? { didSet { day = start } }
  /// A time on the day that readers take a time of day to be on.
  private var day: Timestamp?
  /// When the row before begins.
  var former: Timestamp?

  package init(fileNames: [String], times: TimeForm = .utc) {
    self.fileNames = fileNames
    self.times = times
  }

  /// What rows of one capture's own list need to know.
  func forCapture(_ path: String) -> ListContext {
    var context = ListContext(fileNames: [], times: times)
    context.capture = path
    return context
  }

  /// A frame's time to the millisecond, without its date where that is the day that readers take it
  /// to be on; empty where the capture has none.
  func timeOfDay(_ stamp: FrameStamp) -> String {
    guard let time = stamp.time else { return "" }
    var texts = timeTexts
    var text = TextBuffer()
    texts.append(time, onDayOf: day, digits: min(stamp.timeDigits, 3), to: &text)
    return String(text)
  }

  /// Goes on to the day of a frame; returns its date where that is another one.
  mutating func goOn(to stamp: FrameStamp?) -> String? {
    guard let time = stamp?.time else { return nil }
    defer { day = time }
    guard let day, !times.isSameDay(day, time) else { return nil }
    var texts = timeTexts
    var text = TextBuffer()
    texts.appendDay(of: time, to: &text)
    return String(text)
  }

  /// A frame's time with all that the capture has of it; empty where it has none.
  func fullTime(_ stamp: FrameStamp) -> String {
    stamp.time.map { fullTime($0, digits: stamp.timeDigits) } ?? ""
  }

  /// A time with so many decimals of a second.
  func fullTime(_ time: Timestamp, digits: Int) -> String {
    var texts = timeTexts
    var text = TextBuffer()
    texts.append(time, digits: digits, to: &text)
    return String(text)
  }

  private var timeTexts: TimeTexts {
    var texts = TimeTexts(times)
    if let start { texts.begin(at: start) }
    if let former { texts.count(from: former) }
    return texts
  }

  /// The name of a frame's file, where there are several.
  func name(ofFile stamp: FrameStamp) -> String? {
    fileNames.indices.contains(stamp.file) ? fileNames[stamp.file] : nil
  }
}
