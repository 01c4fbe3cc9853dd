import Foundation

/// Where the tests find what they read.
enum Folder {
  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let fixtures = package.appending(path: "Fixtures")
  /// Captures and tools that are no part of the package; absent on a user's machine.
  static let shared = package.deletingLastPathComponent().appending(path: "shared")
  static let realCapture = shared.appending(path: "captures/skinny.pcap")

  /// The captures of `Fixtures`, by file name.
  static let captures: [String] = ((try? files(in: fixtures)) ?? [])
    .filter { $0.hasSuffix(".pcapng") || $0.hasSuffix(".pcap") }

  static func files(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Calls `body` with a new folder, and removes it afterwards.
  static func withTemporary<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "EndToEndTests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// Calls `body` with the path of a new file, and removes the file afterwards.
  static func withFile<Result>(
    _ bytes: [UInt8], name: String = "made.pcapng", _ body: (String) throws -> Result
  ) throws -> Result {
    try withTemporary { folder in
      let file = folder.appending(path: name)
      try Data(bytes).write(to: file)
      return try body(file.path)
    }
  }
}
