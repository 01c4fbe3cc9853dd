import Foundation

/// A program that judges captures from outside.
struct Tool {
  let path: String

  static let tshark = Tool(path: "/usr/bin/tshark")
  static let capinfos = Tool(path: "/usr/bin/capinfos")

  var exists: Bool { FileManager.default.isExecutableFile(atPath: path) }

  /// What the program prints about a file of these bytes, line by line.
  func lines(reading bytes: [UInt8], _ arguments: [String]) throws -> [String] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("sccpdump-\(UUID().uuidString).capture")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let isTshark = path.hasSuffix("tshark")
    return try lines((isTshark ? ["-r", file.path] : [file.path]) + arguments)
  }

  /// What the program prints, line by line.
  func lines(_ arguments: [String]) throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var lines = String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}
