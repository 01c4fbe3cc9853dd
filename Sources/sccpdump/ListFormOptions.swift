import ArgumentParser
import Engine
import Rendering
import Text

/// How a list is printed.
struct ListFormOptions: ParsableArguments {
  @Flag(name: .long, help: "Print JSON Lines: one object for each row.")
  var json = false

  @Flag(name: .long, help: "Print comma-separated values, with all columns.")
  var csv = false

  @Flag(name: [.short, .long], help: "Print more about each row under it.")
  var verbose = false

  @OptionGroup var times: TimeOptions

  @OptionGroup var color: ColorOptions

  @OptionGroup var characters: CharacterOptions

  @OptionGroup var pager: PagerOptions

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv are two forms: choose one") }
    if verbose, json || csv { throw ValidationError("--verbose is for the table") }
  }

  /// The options, for captures of these names.
  func options(for captures: CaptureSet) -> ListOptions {
    var options = Self.options(
      json ? .json : csv ? .csv : .table, isColored: color.isColored,
      isASCII: characters.isASCII)
    options.isVerbose = verbose
    options.context = Self.context(of: captures, times.time)
    return options
  }

  /// A list in a form, where nothing else is asked for.
  static func options(
    _ form: ListOptions.Form, isColored: Bool, isASCII: Bool
  ) -> ListOptions {
    var options = ListOptions()
    options.form = form
    options.width = StandardStreams.outputTerminal?.columnCount
    options.usesColor = isColored
    options.isASCII = isASCII
    return options
  }

  /// What rows are told of their captures.
  static func context(of captures: CaptureSet, _ times: TimeForm = .utc) -> ListContext {
    ListContext(fileNames: captures.paths.count > 1 ? captures.paths : [], times: times)
  }
}
