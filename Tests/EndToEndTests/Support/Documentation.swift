import Foundation

/// The commands of the README and the manual, and what these say that they print.
struct Documentation {
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
  /// The blocks under “Test” in the README; CI runs the first line of the first.
  private(set) var testBlocks: [[String]] = []

  /// The README and all pages of the manual.
  static let all = Documentation(pages)

  /// The texts of the README and of the pages, in the order of their names.
  private static var pages: [String] {
    let manual = "Sources/sccpdump/Manual.docc"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path(manual))) ?? []
    let files =
      ["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "\(manual)/\($0)" }
    return files.map { (try? String(contentsOfFile: path($0), encoding: .utf8)) ?? "" }
  }

  private static func path(_ name: String) -> String {
    Folder.package.appending(path: name).path
  }

  /// A page of the manual.
  static func page(_ name: String) throws -> String {
    try String(contentsOfFile: path("Sources/sccpdump/Manual.docc/\(name).md"), encoding: .utf8)
  }

  init(_ pages: [String]) {
    for page in pages { take(page) }
  }

  private mutating func take(_ text: String) {
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
