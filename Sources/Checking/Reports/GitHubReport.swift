package import Text

/// Verdicts as commands of GitHub Actions, which become annotations of a run.
///
/// A command is a line that begins with `::`; what a verdict says can neither begin a line nor end
/// a property.
package enum GitHubReport {
  package static func append(_ verdicts: [Verdict], to text: inout TextBuffer) {
    for verdict in verdicts {
      switch verdict.outcome {
      case .held, .known: break
      case .broken, .unknown, .noted:
        append(verdict.level.command, verdict, [verdict.fact] + verdict.lines, to: &text)
      }
      if !verdict.remarks.isEmpty {
        append("notice", verdict, verdict.remarks, to: &text)
      }
    }
  }

  private static func append(
    _ command: String, _ verdict: Verdict, _ lines: [String], to text: inout TextBuffer
  ) {
    text.append("::\(command) file=")
    text.append(property: verdict.place?.file ?? verdict.capture)
    if let line = verdict.place?.line {
      text.append(",line=\(line)")
      if let column = verdict.place?.column { text.append(",col=\(column)") }
    }
    text.append(",title=")
    text.append(property: verdict.title)
    text.append("::")
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append("%0A") }
      text.append(message: line)
    }
    text.append("\n")
  }

  /// Appends text for people in which no line is taken for a command, whatever it says.
  ///
  /// The word that ends such a passage must not stand in it, so one is chosen that does not.
  package static func append(passage: Span<UInt8>, to text: inout TextBuffer) {
    let content = String(copying: passage)
    var number = 1
    while content.contains("::sccpdump-text-\(number)::") { number += 1 }
    text.append("::stop-commands::sccpdump-text-\(number)\n")
    text.append(passage)
    if !content.isEmpty, !content.utf8.elementsEqual([Ascii.lineFeed]),
      content.utf8.last != Ascii.lineFeed
    {
      text.append("\n")
    }
    text.append("::sccpdump-text-\(number)::\n")
  }
}

extension Verdict.Level {
  /// What the runner calls it.
  fileprivate var command: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }
}

extension TextBuffer {
  /// Appends a property of a command, in which `:` and `,` mean something.
  fileprivate mutating func append(property string: String) {
    for byte in string.visible.utf8 {
      switch byte {
      case UInt8(ascii: ":"): append("%3A")
      case UInt8(ascii: ","): append("%2C")
      default: append(data: byte)
      }
    }
  }

  fileprivate mutating func append(message string: String) {
    for byte in string.visible.utf8 { append(data: byte) }
  }

  /// Line breaks are made visible before; they are escaped here too, so that nothing rests on that.
  private mutating func append(data byte: UInt8) {
    switch byte {
    case UInt8(ascii: "%"): append("%25")
    case Ascii.lineFeed: append("%0A")
    case Ascii.carriageReturn: append("%0D")
    default: append(byte: byte)
    }
  }
}
