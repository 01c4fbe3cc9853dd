import Foundation

/// Programs and files outside the package that judge it, where they are installed.
enum Tool {
  /// The folder `shared` beside the package.
  static let shared = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
  static let generator = shared.appending(path: "tools/sccpgen.py").path
  static let reference = shared.appending(path: "tools/refdecode.py").path
  static let catalogue = shared.appending(path: "protocol/catalogue.json").path

  /// A capture of a call on a real network, in the classic format.
  static let realCapture = shared.appending(path: "captures/skinny.pcap").path

  static var hasRealCapture: Bool { FileManager.default.fileExists(atPath: realCapture) }
  static var hasTshark: Bool { isInstalled("tshark") }
  static var hasGenerator: Bool {
    isInstalled("python3") && FileManager.default.fileExists(atPath: generator)
      && FileManager.default.fileExists(atPath: catalogue)
  }

  /// Runs a program to its end and returns what it printed.
  static func run(_ name: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  /// Calls `body` with the path of a file that does not exist yet, and deletes it afterwards.
  static func withTemporaryFile<R>(_ body: (String) throws -> R) throws -> R {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "NetworkLayersTests-\(UUID().uuidString).pcap")
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }

  private static func isInstalled(_ name: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }
}
