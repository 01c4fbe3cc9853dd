import Foundation
import Testing

/// The lists of devices and calls, held against captures whose generator tells what is true.
@Suite(.enabled(if: StoryOracle.isThere, "the generator of calls, or python3, is not here"))
struct StoryOracleTests {
  @Test(arguments: [
    "--seed 3 --servers 2 --versions 0,11,17,20,22 --faults none --rtp none",
    "--seed 5 --servers 1 --faults none --rtp none",
    "--seed 7 --servers 2 --versions 0 --faults none --rtp none",
    "--seed 8 --servers 2 --faults none --rtp none --midstream",
    "--seed 9 --servers 2 --faults none --rtp sparse --minutes 3",
  ])
  func `every device, call and stream is found, and none too many`(arguments: String) throws {
    try StoryOracle.compare(arguments)
  }
}

private enum StoryOracle {
  private static let tools = Folder.shared.appending(path: "tools/callgen")
  static let isThere =
    Folder.exists(tools.appending(path: "callgen.py").path) && Program.has("python3")

  /// Makes a capture and its truth, and expects the comparison to find no difference.
  ///
  /// Left out is what the generator claims though the capture does not have it: the firmware of
  /// phones whose RegisterReq is too short to name it, and names of phones in holds where nothing
  /// in the capture names them.
  static func compare(_ arguments: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "sccpdump-story-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (capture, truth) = ("\(folder.path)/g.pcapng", "\(folder.path)/g.truth.jsonl")
    let words = arguments.split(separator: " ").map(String.init)
    let made = try Program.run(
      "python3",
      [tools.appending(path: "callgen.py").path, "--phones", "12", "--calls", "30"] + words
        + ["--out", capture, "--truth", truth])
    try #require(made.status == 0, "\(made.errors)")
    let run = try Program.run(
      "python3",
      [
        tools.appending(path: "compare_story.py").path, "--run",
        "\(Program.sccpdump.path) {cmd} --json {file}", "--only", "device,call,stream",
        "--cmd", "devices,calls", "--skip", "firmware,by", capture, truth,
      ])
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }
}
