import Foundation

/// The captures and programs that tests compare with, where they are present.
enum Tools {
  static let packageFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let captures = packageFolder.deletingLastPathComponent()
    .appending(path: "shared/captures")

  static var hasCaptures: Bool {
    FileManager.default.fileExists(atPath: captures.appending(path: "pcapng-suite").path)
  }

  /// The pcapng files of the test suite, without their extension.
  static let suite: [String] = names(in: captures.appending(path: "pcapng-suite"))
    .filter { $0.hasSuffix(".pcapng") }
    .map { "pcapng-suite/" + $0.dropLast(".pcapng".count) }

  /// All captures, relative to ``captures``.
  static let allCaptures: [String] =
    suite.map { $0 + ".pcapng" } + ["sccp_hw_conf_register.pcapng", "skinny.pcap"]

  private static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  static func path(of capture: String) -> String {
    captures.appending(path: capture).path
  }

  static func has(_ tool: String) -> Bool { location(of: tool) != nil }

  private static func location(of tool: String) -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return folders.split(separator: ":").lazy
      .map { URL(filePath: String($0)).appending(path: tool) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs a program and returns what it printed on standard output.
  static func run(_ tool: String, _ arguments: [String], input: Data? = nil) throws -> Data {
    let process = Process()
    process.executableURL = location(of: tool)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard let input else {
      process.standardInput = FileHandle.nullDevice
      return try finish(process, output)
    }
    return try withFile(Array(input), name: "input") { path in
      process.standardInput = try FileHandle(forReadingFrom: URL(filePath: path))
      return try finish(process, output)
    }
  }

  private static func finish(_ process: Process, _ output: Pipe) throws -> Data {
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }

  /// Writes a file into a new temporary folder, and removes both afterwards.
  static func withFile<Result>(
    _ bytes: [UInt8] = [], name: String = "capture", _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(bytes).write(to: file)
    return try body(file.path)
  }
}
