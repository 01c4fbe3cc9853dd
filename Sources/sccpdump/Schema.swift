import ArgumentParser
import Checking
import Engine
import Rendering
import Text

/// `sccpdump schema`: the JSON Schema of what the program prints.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of the JSON Lines.",
    discussion: """
      The schema (draft 2020-12) describes each line of --json: its keys, what every message says, \
      and the codes of problems. Its $id ends in its version, which is raised when a key goes away \
      or changes its type; keys may be added without that.

      With --expectations it describes the files of `check --expect`, for editors that complete and \
      check YAML.
      """)

  @Flag(name: .long, help: "Describe the lines of --json --detail.")
  var detail = false

  @Flag(name: .long, help: "Allow no keys but those that this release prints.")
  var strict = false

  @Flag(name: .long, help: "Describe files of expectations, for check --expect.")
  var expectations = false

  @Flag(
    name: .long,
    help: "Describe the lines of --json --story, and of devices, calls and summary --json.")
  var story = false

  func validate() throws {
    if expectations, detail || strict || story {
      throw ValidationError("--expectations goes without --detail, --strict and --story")
    }
    if story, detail { throw ValidationError("--story goes without --detail") }
  }

  func run() throws {
    if expectations {
      var text = TextBuffer()
      ExpectationSchema.append(to: &text)
      StandardStreams.writeResult(text)
      return
    }
    if story {
      var text = TextBuffer()
      StorySchema(isStrict: strict).append(to: &text)
      StandardStreams.writeResult(text)
      return
    }
    var options = JSONSchema.Options()
    options.isDetailed = detail
    options.isStrict = strict
    var text = TextBuffer()
    JSONSchema(options).append(to: &text)
    StandardStreams.writeResult(text)
  }
}
