import CaptureBuilder
import Foundation
import Testing

/// Thousands of captures in one run: nothing grows by the file, and a signal ends the run wherever it
/// is.
@Suite(.enabled(if: Program.has("python3"), "python3 is not installed"))
struct ManyCapturesTests {
  private static let capture = Folder.fixtures.appending(path: "cme_refused.pcapng").path
  private static let golden = Folder.fixtures.appending(path: "cme_refused.sccp.jsonl").path

  /// A folder of captures that have golden files, all of them links.
  private func withCaptures(_ count: Int, _ body: (URL) throws -> Void) throws {
    try Folder.withTemporary { folder in
      for index in 0..<count {
        for (ending, path) in [("pcapng", Self.capture), ("sccp.jsonl", Self.golden)] {
          try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "c\(index).\(ending)"),
            withDestinationURL: URL(filePath: path))
        }
      }
      try body(folder)
    }
  }

  /// Runs a program as a user who may have so many threads; sends a signal after half a second, if
  /// any; and ends it after a minute.
  private static let limited = """
    import os, resource, signal, subprocess, sys
    threads, files, number = map(int, sys.argv[1:4])
    def limit():
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_DFL)
        if os.getuid() == 0:
            resource.setrlimit(resource.RLIMIT_NPROC, (threads, threads))
            # Nobody else's threads count: each run has a user of its own.
            os.setgid(54321)
            os.setuid(100000 + os.getpid())
    program = subprocess.Popen(sys.argv[4:], preexec_fn=limit)
    try:
        try:
            status = program.wait(timeout=0.5 if number else 60)
        except subprocess.TimeoutExpired:
            program.send_signal(number)
            status = program.wait(timeout=60)
    except subprocess.TimeoutExpired:
        program.kill()
        status = 99
    sys.exit(status if status >= 0 else 128 - status)
    """

  private func run(
    threads: Int, files: Int = 256, signal: Int32 = 0, _ arguments: [String], in folder: URL
  ) throws -> Run {
    let limits = [String(threads), String(files), String(signal)]
    return try Program.run(
      "python3", ["-c", Self.limited] + limits + [Program.sccpdump.path] + arguments, in: folder)
  }

  @Test(arguments: [3, 20])
  func `a thousand captures are checked with few threads`(threads: Int) throws {
    try withCaptures(1000) { folder in
      let checked = try run(threads: threads, files: 32, ["check", "."], in: folder)
      #expect(checked.status == 0)
      #expect(checked.errors == "sccpdump: 1000 captures: 1000 as expected\n")
    }
  }

  @Test func `a thousand captures are merged with few threads and files`() throws {
    try withCaptures(1000) { folder in
      let merged = try run(threads: 20, files: 32, ["--json", "."], in: folder)
      // All begin at one time, and all but one wait for the others.
      #expect(merged.status == 2)
      #expect(merged.errors.contains("too many open files"))
      #expect(merged.errorLines.allSatisfy { $0.hasPrefix("sccpdump: ") })
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP], [0, 1, 40])
  func `a signal is heard in every capture of a check`(number: Int32, before: Int) throws {
    try withCaptures(41) { folder in
      try #require(unsafe mkfifo(folder.appending(path: "pipe").path, 0o666) == 0)
      let names = (0..<41).map { "c\($0).pcapng" }
      let arguments = ["check"] + names[..<before] + ["pipe"] + names[before...]
      let checked = try run(threads: 20, signal: number, arguments, in: folder)
      #expect(checked.status == 128 + number)
      #expect(checked.errorLines.last?.hasPrefix("sccpdump: interrupted after ") == true)
    }
  }

  @Test(arguments: [["c0.pcapng", "pipe"], ["pipe", "c0.pcapng"]])
  func `a signal is heard in both captures of a comparison`(captures: [String]) throws {
    try withCaptures(1) { folder in
      try #require(unsafe mkfifo(folder.appending(path: "pipe").path, 0o666) == 0)
      let compared = try run(threads: 20, signal: SIGTERM, ["diff"] + captures, in: folder)
      #expect(compared.status == 143)
      #expect(compared.errors == "sccpdump: interrupted after 0 messages\n")
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can lower the limit for another user"))
  func `where there can be no thread, the program says so`() throws {
    try withCaptures(1) { folder in
      let alone = try run(threads: 1, ["--json", "c0.pcapng"], in: folder)
      #expect(alone.status == 2)
      #expect(alone.errors.hasPrefix("sccpdump: a thread is needed: "))
    }
  }
}
