import Foundation

/// Runs Python, the judge of what is written here.
enum Python {
  static let isAvailable = run("") == ""

  /// Whether modules are installed.
  static func has(_ modules: String...) -> Bool {
    run("import " + modules.joined(separator: ", ")) == ""
  }

  /// What a script prints; `input` is its standard input. Nil where it fails.
  static func run(_ script: String, input: String = "") -> String? {
    run(script, input: Data(input.utf8))
  }

  static func run(_ script: String, input: Data) -> String? {
    run("python3", ["-c", script], input: input)?.output
  }

  /// A program's output and status; nil where it cannot be run.
  static func run(
    _ name: String, _ arguments: [String], input: Data
  ) -> (output: String, status: Int32)? {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appending(path: "CheckingTests-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let output = Pipe()
    do {
      try input.write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let data = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      let text = String(decoding: data, as: UTF8.self)
      if name == "python3", process.terminationStatus != 0 { return nil }
      return (text, process.terminationStatus)
    } catch {
      return nil
    }
  }
}
