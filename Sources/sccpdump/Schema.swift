import ArgumentParser
import Rendering
import Wire

/// `sccpdump schema`: the JSON Schema of what the program prints.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of the JSON Lines.",
    discussion: """
      The schema (draft 2020-12) describes each line of --json: its keys, what every message says, \
      and the codes of problems. Its $id ends in its version, which is raised when a key goes away \
      or changes its type; keys may be added without that.
      """)

  @Flag(name: .long, help: "Describe the lines of --json --detail.")
  var detail = false

  @Flag(name: .long, help: "Allow no keys but those that this release prints.")
  var strict = false

  func run() throws {
    var options = JSONSchema.Options()
    options.isDetailed = detail
    options.isStrict = strict
    var text = TextBuffer()
    JSONSchema(options).append(to: &text)
    try write(text)
  }
}
