import Foundation

/// The commands of the README, and what it says that they print.
struct Readme {
  /// A command of a `console` block, and the lines under it.
  struct Example: CustomStringConvertible, Sendable {
    let command: String
    let output: [String]

    var description: String { command }
  }

  /// Commands with outputs.
  private(set) var examples: [Example] = []
  /// Commands of ours in `sh` blocks, which show no outputs.
  private(set) var commands: [String] = []
  /// The blocks under “Test”; CI runs the first line of the first.
  private(set) var testBlocks: [[String]] = []

  static let file = Readme(
    (try? String(contentsOf: Folder.package.appending(path: "README.md"), encoding: .utf8)) ?? "")

  init(_ text: String) {
    var section = ""
    var language: String?
    var block: [String] = []
    for line in text.lines {
      if line.hasPrefix("```") {
        if let closed = language {
          take(block, closed, in: section)
          language = nil
        } else {
          language = String(line.dropFirst(3))
          block = []
        }
      } else if language != nil {
        block.append(line)
      } else if line.hasPrefix("## ") {
        section = String(line.dropFirst(3))
      }
    }
  }

  private mutating func take(_ block: [String], _ language: String, in section: String) {
    switch language {
    case "sh":
      if section == "Test" { testBlocks.append(block) }
      commands += block.filter { $0.hasPrefix("sccpdump ") }
    case "console":
      let starts = block.indices.filter { block[$0].hasPrefix("$ ") }
      for (start, end) in zip(starts, starts.dropFirst() + [block.count]) {
        examples.append(
          Example(
            command: String(block[start].dropFirst(2)), output: Array(block[(start + 1)..<end])))
      }
    default: break
    }
  }
}
