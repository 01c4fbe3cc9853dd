import Foundation
import Testing

/// `--time`: what it changes, beside what other programs say of the same packets and zones.
@Suite struct TimeFormTests {
  private static let capture = "cucm_call.pcapng"

  /// The frames of the timeline with their times.
  private static func frames(
    _ form: String, zone: String = "UTC", _ options: [String] = []
  ) throws -> [(frame: Int, time: String)] {
    let run = try Program.run(
      Program.sccpdump.path, ["--time", form, "--keepalives"] + options + [capture],
      environment: ["TZ": zone])
    #expect(run.status == 0)
    return run.outputLines.compactMap { line in
      guard let match = line.wholeMatch(of: /Frame (\d+) \| (\S+)( s)?/) else { return nil }
      return Int(match.1).map { ($0, String(match.2)) }
    }
  }

  @Test(
    .enabled(if: Program.has("tshark"), "tshark is not installed"),
    arguments: ["relative", "epoch"])
  func `relative and epoch times are those of tshark`(form: String) throws {
    let field = form == "epoch" ? "frame.time_epoch" : "frame.time_relative"
    let run = try Program.run(
      "tshark", ["-r", Self.capture, "-T", "fields", "-e", "frame.number", "-e", field])
    var expected: [Int: String] = [:]
    for line in run.outputLines {
      let parts = line.split(separator: "\t")
      if parts.count == 2, let frame = Int(parts[0]) { expected[frame] = String(parts[1]) }
    }
    let frames = try Self.frames(form)
    #expect(frames.count > 50)
    for (frame, time) in frames {
      #expect(expected[frame]?.hasPrefix(time) == true, "frame \(frame): \(time)")
    }
  }

  @Test(
    .enabled(if: Program.has("date"), "there is no date"),
    arguments: ["Europe/Berlin", "Asia/Kolkata", "America/New_York", "UTC"])
  func `local times are those of date, with their offset`(zone: String) throws {
    let times = try zip(Self.frames("utc"), Self.frames("local", zone: zone))
    for (utc, local) in times.map({ ($0.0, $0.1.time) }).prefix(3) {
      let date = try Program.run(
        "date", ["-d", utc.time, "+%Y-%m-%dT%H:%M:%S.%6N%:z"], environment: ["TZ": zone])
      #expect(date.outputLines == [local])
    }
  }

  @Test func `the distances of delta add up to the last time`() throws {
    let deltas = try Self.frames("delta").compactMap { Double($0.time) }
    let ends = try Self.frames("relative").compactMap { Double($0.time) }
    #expect(abs(deltas.reduce(0, +) + (ends.first ?? 0) - (ends.last ?? 0)) < 0.000_1)
  }

  @Test func `lists have the same form, as a table and as CSV`() throws {
    func start(_ options: String...) throws -> Substring? {
      let run = try Program.run(
        Program.sccpdump.path, ["calls"] + options + [Self.capture],
        environment: ["TZ": "Asia/Kolkata"])
      let lines = run.output.split { $0.isNewline }
      return lines.last?.split(separator: options.contains("--csv") ? "," : " ")
        .dropFirst().first
    }
    #expect(try start() == "09:00:08.220")
    #expect(try start("--time", "local") == "14:30:08.220+05:30")
    #expect(try start("--time", "local", "--csv") == "2024-03-05T14:30:08.220417+05:30")
    #expect(try start("--time", "relative") == "7.808")
    #expect(try start("--time", "epoch", "--csv") == "1709629208.220417")
  }

  @Test(.enabled(if: Program.has("editcap"), "editcap is not installed"))
  func `of several days, each that follows the first is named`() throws {
    try Folder.withTemporary { folder in
      let (moved, later) = (folder.appending(path: "moved"), folder.appending(path: "later").path)
      // Other phones, because the same bytes again would be sent twice.
      var bytes = Array(try Data(contentsOf: Folder.fixtures.appending(path: Self.capture)))
      for index in bytes.indices.dropLast(2) where bytes[index..<index + 3] == [10, 10, 1] {
        bytes[index + 2] = 9
      }
      try Data(bytes).write(to: moved)
      _ = try Program.run("editcap", ["-t", "86400", moved.path, later])
      let calls = try Program.sccpdump("calls", Self.capture, later)
      let times = calls.outputLines.filter { $0.contains("09:00:08.220") }
      let dates = calls.outputLines.filter { $0.hasPrefix("2024-") }
      #expect(times.count == 2)
      #expect(dates == ["2024-03-06"])
      #expect(calls.outputLines.firstIndex(of: "2024-03-06").map { $0 > 1 } == true)
      // Where lists have seconds from the beginning, a day needs no name.
      let relative = try Program.sccpdump("calls", "--time", "relative", Self.capture, later)
      #expect(!relative.output.contains("2024-"))
    }
  }

  @Test func `times of day to select by are local where times are`() throws {
    let options = ["--since", "10:00:08", "--until", "10:00:09"]
    let local = try Self.frames("local", zone: "Europe/Berlin", options)
    #expect(local.first?.time == "2024-03-05T10:00:08.220417+01:00")
    #expect(local.last?.time.hasPrefix("2024-03-05T10:00:08.") == true)
    #expect(try Self.frames("utc", zone: "Europe/Berlin", options).isEmpty)
  }

  @Test func `JSON keeps UTC`() throws {
    let plain = try Program.sccpdump("--json", Self.capture)
    #expect(try Program.sccpdump("--json", "--time", "local", Self.capture).bytes == plain.bytes)
  }

  @Test func `a form that there is not is refused with those that there are`() throws {
    let run = try Program.sccpdump("--time", "iso", Self.capture)
    #expect(run.status == 64)
    #expect(run.errors.contains("'utc', 'local', 'relative', 'delta' or 'epoch'"))
  }
}
