import Foundation

/// How a program ended, and what it had printed by then.
struct Run {
  /// What it wrote to standard output.
  let bytes: Data
  let errors: String
  /// The exit status; 128 and the signal's number where a signal ended it.
  let status: Int32

  /// Standard output as text.
  let output: String

  init(bytes: Data, errors: String, status: Int32) {
    self.bytes = bytes
    self.errors = errors
    self.status = status
    output = String(decoding: bytes, as: UTF8.self)
  }

  var outputLines: [String] { output.lines }
  var errorLines: [String] { errors.lines }
}

extension String {
  /// The lines of text that ends with a line feed.
  var lines: [String] {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// Running programs: ours, and those that judge it.
enum Program {
  /// The program under test: the one that `SCCPDUMP_UNDER_TEST` names, as in CI the one that ships,
  /// or else the one that lies beside the test binary.
  static let sccpdump =
    ProcessInfo.processInfo.environment["SCCPDUMP_UNDER_TEST"].map { URL(filePath: $0) }
    ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "sccpdump")

  /// Whether a program is installed.
  static func has(_ name: String) -> Bool { location(of: name) != nil }

  private static func location(of name: String) -> URL? {
    if name.hasPrefix("/") { return URL(filePath: name) }
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return folders.split(separator: ":").lazy
      .map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs sccpdump in the folder of the fixtures.
  static func sccpdump(_ arguments: String..., input: URL? = nil) throws -> Run {
    try sccpdump(arguments, input: input)
  }

  static func sccpdump(
    _ arguments: [String], input: URL? = nil, in folder: URL = Folder.fixtures
  ) throws -> Run {
    try run(sccpdump.path, arguments, input: input, in: folder)
  }

  /// Runs sccpdump with these bytes as its standard input, a file.
  static func sccpdump(
    _ arguments: [String], input: Data, in folder: URL = Folder.fixtures
  ) throws -> Run {
    try run(sccpdump.path, arguments, input: input, in: folder)
  }

  /// Runs a line of bash, for which sccpdump is a command like any other.
  static func shell(_ line: String, in folder: URL = Folder.fixtures) throws -> Run {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let own = sccpdump.deletingLastPathComponent().path
    return try run("bash", ["-c", line], in: folder, environment: ["PATH": "\(own):\(path)"])
  }

  /// Runs a program to its end.
  static func run(
    _ name: String, _ arguments: [String], input: URL? = nil, in folder: URL = Folder.fixtures,
    environment: [String: String] = [:]
  ) throws -> Run {
    try Folder.withTemporary { temporary in
      let output = temporary.appending(path: "output")
      let errors = temporary.appending(path: "errors")
      let process = try process(
        name, arguments, output: output, errors: errors, in: folder, environment: environment)
      process.standardInput =
        try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
      try process.run()
      waitForEnd(of: process)
      return Run(
        bytes: try Data(contentsOf: output),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self),
        status: status(of: process))
    }
  }

  /// Seconds after which a program is ended: it waits for something that does not come.
  private static let maximumSeconds = 300.0

  private static func waitForEnd(of process: Process) {
    let identifier = process.processIdentifier
    let end = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + maximumSeconds, execute: end)
    process.waitUntilExit()
    end.cancel()
  }

  /// Runs a program to its end, with these bytes as its standard input.
  static func run(
    _ name: String, _ arguments: [String], input: Data, in folder: URL = Folder.fixtures
  ) throws -> Run {
    try Folder.withFile(Array(input), name: "input") { path in
      try run(name, arguments, input: URL(filePath: path), in: folder)
    }
  }

  /// A program that is ready to run and writes into files; its standard input is still to be set.
  static func process(
    _ name: String, _ arguments: [String], output: URL, errors: URL, in folder: URL,
    environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = location(of: name)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LC_ALL", "LC_CTYPE", "LANG"] {
      variables[name] = nil
    }
    variables["PAGER"] = "cat"
    process.environment = variables.merging(environment) { $1 }
    process.standardOutput = try emptyFile(output)
    process.standardError = try emptyFile(errors)
    return process
  }

  static func status(of process: Process) -> Int32 {
    process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
  }

  private static func emptyFile(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}
