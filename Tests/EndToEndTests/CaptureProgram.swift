import Foundation

/// The built program, run on captures.
enum CaptureProgram {
  /// Beside the tests' own binary.
  static let location = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "sccpdump")

  private static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func fixture(_ name: String) -> String {
    package.appending(path: "Fixtures/\(name).pcapng").path
  }

  /// What a run printed, and how it ended.
  struct Run {
    let status: Int32
    let output: String
    /// Lines on standard error.
    let remarks: [String]

    /// The messages without what says which file and frame they were in.
    var messages: [String] {
      get throws { try PlacedLine.all(in: output).map { $0.without(PlacedLine.places) } }
    }
  }

  static func run(_ arguments: [String], input: Data = Data(), in folder: URL? = nil) throws -> Run
  {
    try run(location.path, arguments, input: input, in: folder)
  }

  /// Runs the program, or another one that runs it.
  static func run(
    _ program: String, _ arguments: [String], input: Data = Data(), in folder: URL? = nil
  ) throws -> Run {
    try withFolder { scratch in
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = arguments
      if let folder { process.currentDirectoryURL = folder }
      let files = ["input", "output", "error"].map { scratch.appending(path: $0) }
      for (file, data) in zip(files, [input, Data(), Data()]) { try data.write(to: file) }
      process.standardInput = try FileHandle(forReadingFrom: files[0])
      process.standardOutput = try FileHandle(forWritingTo: files[1])
      process.standardError = try FileHandle(forWritingTo: files[2])
      try process.run()
      process.waitUntilExit()
      let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
      return Run(
        status: process.terminationStatus, output: texts[1],
        remarks: texts[2].split(separator: "\n").map(String.init))
    }
  }

  static func has(_ tools: String...) -> Bool { tools.allSatisfy { path(of: $0) != nil } }

  /// Runs a tool from the path and returns what it printed.
  @discardableResult
  static func tool(_ name: String, _ arguments: [String], input: Data = Data()) throws -> Data {
    guard let path = path(of: name) else { throw CocoaError(.fileNoSuchFile) }
    return try withFolder { scratch in
      let process = Process()
      process.executableURL = URL(filePath: path)
      process.arguments = arguments
      let (source, result) = (scratch.appending(path: "in"), scratch.appending(path: "out"))
      try input.write(to: source)
      try Data().write(to: result)
      process.standardInput = try FileHandle(forReadingFrom: source)
      process.standardOutput = try FileHandle(forWritingTo: result)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return try Data(contentsOf: result)
    }
  }

  private static func path(of tool: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(tool)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Makes a temporary folder, and removes it afterwards.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

/// One object of the JSON Lines.
struct PlacedLine {
  let object: [String: Any]

  /// The keys that depend on how a capture is cut into files.
  static let places: Set<String> = [
    "file", "frame", "frames", "framesFiles", "answers", "answersFile",
  ]

  static func all(in text: String) throws -> [PlacedLine] {
    try text.split(separator: "\n").map {
      let object = try JSONSerialization.jsonObject(with: Data($0.utf8))
      return PlacedLine(object: object as? [String: Any] ?? [:])
    }
  }

  var frame: Int { object["frame"] as? Int ?? 0 }
  var file: String? { object["file"] as? String }

  func without(_ keys: Set<String>) -> String {
    let rest = object.filter { !keys.contains($0.key) }
    let data = try? JSONSerialization.data(withJSONObject: rest, options: [.sortedKeys])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
