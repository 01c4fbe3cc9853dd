import Foundation

/// A run of sccpdump whose time and memory Python's `resource` measured.
struct MeasuredRun {
  static var isAvailable: Bool { Program.has("python3") }

  let run: Run
  let seconds: Double
  let peakMegabytes: Int

  init(_ arguments: [String]) throws {
    let values = try Folder.withTemporary { folder -> (Run, String) in
      let file = folder.appending(path: "usage")
      let run = try Program.run(
        "python3", ["-c", Self.script, file.path, Program.sccpdump.path] + arguments)
      return (run, try String(contentsOf: file, encoding: .utf8))
    }
    let usage = values.1.split(separator: " ").compactMap { Double($0) }
    run = values.0
    seconds = usage.first ?? .infinity
    peakMegabytes = Int(usage.last ?? .infinity) / 1024
  }

  /// Adds a row to the table that `SCCPDUMP_MEASUREMENTS` names, where it does.
  func note(_ name: String, captureByteCount: Int) {
    guard let path = ProcessInfo.processInfo.environment["SCCPDUMP_MEASUREMENTS"] else { return }
    let time = String(format: "%.2f", seconds)
    let row = "| \(name) | \(captureByteCount / 1000) kB | \(time) s | \(peakMegabytes) MB |\n"
    guard let file = FileHandle(forWritingAtPath: path) else { return }
    _ = try? file.seekToEnd()
    try? file.write(contentsOf: Data(row.utf8))
  }

  /// Runs a program, and ends it after two minutes, which is far more than any run may take.
  private static let script = """
    import resource, subprocess, sys, time
    start = time.monotonic()
    try:
        status = subprocess.run(sys.argv[2:], timeout=120).returncode
    except subprocess.TimeoutExpired:
        status = 99
    seconds = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with open(sys.argv[1], 'w') as file:
        file.write(f'{seconds} {peak}')
    sys.exit(status if status >= 0 else 128 - status)
    """
}
