import Story
import Text
import Wire

/// What is wrong, at the frames that show it first.
extension TimelineRenderer {
  /// Writes the findings of a frame, which has its heading.
  mutating func writeFindings(at place: FramePlace) {
    while let finding = nextFinding, finding.first.place == place { write(finding) }
  }

  /// Writes the findings of frames before one that is shown, or all others, under headings of their
  /// own: nothing else of these frames is shown.
  mutating func writeFindings(before place: FramePlace?) {
    while let finding = nextFinding {
      if let place, finding.first.place >= place { return }
      if headed != finding.first.place { writeFrame(finding.first) }
      write(finding)
    }
  }

  private var nextFinding: Finding? {
    writtenFindings < options.findings.count ? options.findings[writtenFindings] : nil
  }

  private mutating func write(_ finding: Finding) {
    writtenFindings += 1
    paragraph.begin(indent: 2, hanging: 4, in: &text)
    text.append(finding.severity.sign)
    paragraph.arrange(finding.severity.style, in: &text)
    text.append(" ")
    paragraph.write(finding.rule, finding.severity.style, to: &text)
    if let device = finding.device, !options.isOneDevice {
      text.append("  ")
      write(visible: device)
    }
    text.append("  ")
    write(visible: finding.text)
    if finding.count > 1 { paragraph.write("  (\(finding.count) times)", .faint, to: &text) }
    paragraph.end(in: &text)
  }
}
