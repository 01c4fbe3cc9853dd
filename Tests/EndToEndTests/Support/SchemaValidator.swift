import Foundation
import Testing

/// The schema that the program prints, as the validator of Python's `jsonschema` understands it.
struct SchemaValidator {
  /// Documents by their line, from 1, and what is wrong with them.
  typealias Faults = [Int: String]

  /// A Python that has the package: the one of the path, or the system's.
  private static let python = ["python3", "/usr/bin/python3"].first { name in
    Program.has(name)
      && (try? Program.run(name, ["-c", "from jsonschema import Draft202012Validator"]))?.status
        == 0
  }

  static let isAvailable = python != nil

  private let options: [String]

  /// The schema that these options print.
  init(_ options: [String]) {
    self.options = options
  }

  init(_ options: String...) {
    self.init(options)
  }

  /// What is wrong with each of the lines; an invalid schema is an issue.
  func faults(in lines: [String]) throws -> Faults {
    let schema = try Program.sccpdump(["schema"] + options)
    #expect(schema.status == 0)
    return try Folder.withTemporary { folder in
      let files = ["schema", "lines"].map { folder.appending(path: $0) }
      try Data(schema.output.utf8).write(to: files[0])
      try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: files[1])
      let run = try Program.run(
        try #require(Self.python), ["-c", Self.script] + files.map(\.path))
      #expect(run.status == 0, "\(run.errors)")
      return Dictionary(
        run.outputLines.map { line in
          let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
          return (Int(parts[0]) ?? 0, parts.last ?? "")
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Prints the number of each line that is not valid, and why.
  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator, FormatChecker
    with open(sys.argv[1], encoding='utf-8') as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    with open(sys.argv[2], encoding='utf-8', newline='\\n') as file:
        for number, line in enumerate(file, 1):
            for error in validator.iter_errors(json.loads(line)):
                place = '.'.join(map(str, error.absolute_path))
                print(f'{number}\\t{place}: {error.message}'[:400].replace('\\n', ' '))
    """
}
