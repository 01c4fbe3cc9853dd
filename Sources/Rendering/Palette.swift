package import Text

/// The colours of a terminal, or none.
package struct Palette: Sendable {
  package let isEnabled: Bool

  package init(isEnabled: Bool) {
    self.isEnabled = isEnabled
  }

  /// What a piece of text is, which decides how it looks.
  package enum Style: Sendable {
    case plain, heading, fromDevice, fromServer, annotation, faint, warning, problem
  }

  /// Appends the sequence that begins a style (ECMA-48 §8.3.117).
  ///
  /// Colours of the first eight only, and bold for red alone: terminals show these so that they can
  /// be read on their background, be it dark or light. What is quiet has the colour of the text.
  package func begin(_ style: Style, in text: inout TextBuffer) {
    guard isEnabled else { return }
    switch style {
    case .plain: break
    case .heading: text.append("\u{1b}[1m")
    case .fromDevice: text.append("\u{1b}[32m")
    case .fromServer: text.append("\u{1b}[36m")
    case .annotation, .faint: text.append("\u{1b}[2m")
    case .warning: text.append("\u{1b}[33m")
    case .problem: text.append("\u{1b}[1;31m")
    }
  }

  /// Appends the sequence that ends it.
  package func end(_ style: Style, in text: inout TextBuffer) {
    guard isEnabled, style != .plain else { return }
    text.append("\u{1b}[0m")
  }
}
