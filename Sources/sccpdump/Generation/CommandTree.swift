import ArgumentParser
import Checking

/// The commands of the program with their arguments, as the argument library describes them.
///
/// Completions and the manual page are made from it, so that they name every option there is.
struct CommandTree {
  let name: String
  let abstract: String
  let discussion: String
  let arguments: [Argument]
  let subcommands: [CommandTree]

  /// An option, a flag or a positional argument.
  struct Argument {
    enum Kind: String {
      case positional, option, flag
    }

    /// How its value is completed.
    enum Completion {
      case none
      case file
      case list([String])
    }

    let kind: Kind
    /// With their hyphens, the short ones first; empty for a positional argument.
    let names: [String]
    /// What the value is called in help; empty for a flag.
    let valueName: String
    let abstract: String
    let isRepeating: Bool
    let isOptional: Bool
    let completion: Completion

    /// Whether several values may stand in one, separated by commas.
    var isList: Bool { valueName.hasSuffix(",…") }
  }

  /// The tree of the program; nil where the library describes it in another form than today's.
  static func load() -> CommandTree? {
    guard let dump = try? JSONValue(parsing: SCCPDump._dumpHelp()), let root = dump[key: "command"]
    else { return nil }
    return CommandTree(root, depth: 0)
  }

  /// Commands inside each other that are looked at.
  private static let maximumDepth = 4

  private init?(_ value: JSONValue, depth: Int) {
    guard depth < Self.maximumDepth, let name = value[key: "commandName"]?.string,
      value[key: "shouldDisplay"] != .bool(false)
    else { return nil }
    self.name = name
    abstract = value[key: "abstract"]?.string ?? ""
    discussion = value[key: "discussion"]?.string ?? ""
    arguments = (value[key: "arguments"]?.array ?? []).compactMap(Argument.init)
    subcommands = (value[key: "subcommands"]?.array ?? []).compactMap {
      CommandTree($0, depth: depth + 1)
    }
  }
}

extension CommandTree.Argument {
  fileprivate init?(_ value: JSONValue) {
    guard let kind = value[key: "kind"]?.string.flatMap(Kind.init),
      value[key: "shouldDisplay"] != .bool(false)
    else { return nil }
    self.kind = kind
    names = (value[key: "names"]?.array ?? []).compactMap { entry in
      entry[key: "name"]?.string.map { name in
        entry[key: "kind"]?.string == "long" ? "--\(name)" : "-\(name)"
      }
    }
    valueName = value[key: "valueName"]?.string ?? ""
    abstract = value[key: "abstract"]?.string ?? ""
    isRepeating = value[key: "isRepeating"] == .bool(true)
    isOptional = value[key: "isOptional"] == .bool(true)
    let completion = value[key: "completionKind"]
    if completion?[key: "file"] != nil {
      self.completion = .file
    } else if let values = completion?[key: "list"]?[key: "values"]?.array {
      self.completion = .list(values.compactMap(\.string))
    } else {
      self.completion = .none
    }
  }
}
