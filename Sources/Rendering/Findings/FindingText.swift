import Findings
import Story
import Text
import Wire

/// A finding as people read it.
struct FindingText {
  private let options: FindingOptions
  private let palette: Palette

  /// Columns that the lines under the first one are moved to the right.
  private static let indent = 9
  /// Frames named of those that a finding rests on.
  private static let maximumFrames = 6

  init(_ options: FindingOptions) {
    self.options = options
    palette = Palette(isEnabled: options.usesColor)
  }

  func append(_ finding: Finding, to text: inout TextBuffer) {
    appendHeading(finding, to: &text)
    appendLine(finding.text, to: &text)
    for (line, style) in details(of: finding) { appendLine(line, style, to: &text) }
    text.append("\n")
  }

  /// The frames that show it, why, and what to check.
  func details(of finding: Finding) -> [(line: String, style: Palette.Style)] {
    var details: [(line: String, style: Palette.Style)] = []
    let evidence = evidence(of: finding)
    if !evidence.isEmpty { details.append((evidence, .faint)) }
    if let because = finding.because { details.append(("Because of \(because).", .plain)) }
    if finding.severity > .note, let check = FindingRule.named(finding.rule)?.checks.first {
      details.append(("Check: \(check)", .annotation))
    }
    return details
  }

  private func appendHeading(_ finding: Finding, to text: inout TextBuffer) {
    var paragraph = paragraph
    paragraph.begin(indent: 0, hanging: Self.indent, in: &text)
    let word = finding.severity.rawValue
    text.append(word)
    paragraph.arrange(finding.severity.style, in: &text)
    text.append(repeating: UInt8(ascii: " "), count: max(Self.indent - word.utf8.count, 1))
    text.append(finding.rule)
    paragraph.arrange(.heading, in: &text)
    if let device = finding.device {
      text.append("  ")
      text.append(visible: device.utf8.span)
    }
    if let call = finding.call { text.append("  call @\(call)") }
    text.append("  frame \(place(finding.first.place))")
    let time = options.context.timeOfDay(finding.first)
    if !time.isEmpty { text.append("  \(time)") }
    paragraph.arrange(in: &text)
    paragraph.end(in: &text)
  }

  private func appendLine(
    _ line: String, _ style: Palette.Style = .plain, to text: inout TextBuffer
  ) {
    var paragraph = paragraph
    paragraph.write(line: line, style, indent: Self.indent, hanging: 0, to: &text)
  }

  private var paragraph: Paragraph {
    Paragraph(width: options.width, isASCII: options.isASCII, palette: palette)
  }

  /// The frames that a finding rests on, and those that show it again.
  private func evidence(of finding: Finding) -> String {
    var parts = finding.related.prefix(Self.maximumFrames).map { evidence in
      "frame \(place(evidence.place)) \(evidence.name)"
    }
    if finding.related.count > Self.maximumFrames { parts.append("…") }
    if finding.count > 1 {
      let frames = finding.again.map { place($0) }.joined(separator: ", ")
      let more = finding.count - 1 > finding.again.count ? ", …" : ""
      var again = "\(finding.count) times, again in "
      again += finding.again.count == 1 ? "frame \(frames)" : "frames \(frames)\(more)"
      let last = finding.last.map { options.context.timeOfDay($0) } ?? ""
      if !last.isEmpty { again += ", last at \(last)" }
      parts.append(again)
    }
    return parts.joined(separator: " · ")
  }

  private func place(_ place: FramePlace) -> String {
    let names = options.context.fileNames
    return names.indices.contains(place.file)
      ? "\(place.number) of \(names[place.file])" : "\(place.number)"
  }
}

extension Finding.Severity {
  /// How it looks on a terminal.
  var style: Palette.Style {
    switch self {
    case .error: .problem
    case .warning: .warning
    case .note: .faint
    }
  }

  /// The sign that stands at a finding in a timeline.
  package var sign: String { self == .error ? "✗" : self == .warning ? "⚠" : "•" }
}
