/// The characters that a ladder is drawn with, each one column wide but for the marks of words.
struct LadderMarks {
  let lifeline: String
  let brokenLifeline: String
  let line: String
  let dotted: String
  let thick: String
  let left: String
  let right: String
  let annotation: String
  let warning: String
  let finding: String
  let keepAlives: String
  let comment: String
  let pause: String
  let cut: String

  static let boxes = LadderMarks(
    lifeline: "│", brokenLifeline: "┊", line: "─", dotted: "┄", thick: "━", left: "◀", right: "▶",
    annotation: "💡", warning: "⚠", finding: "✗", keepAlives: "↻", comment: "✎",
    pause: "⋯", cut: "…")

  static let ascii = LadderMarks(
    lifeline: "|", brokenLifeline: ":", line: "-", dotted: ".", thick: "=", left: "<", right: ">",
    annotation: "i", warning: "!", finding: "x", keepAlives: "=", comment: "#",
    pause: "...",
    cut: "...")
}
