import Foundation
import PcapngReader
import Testing
import Wire

/// Merging as Wireshark's mergecap does it.
@Suite(.enabled(if: Tools.has("mergecap") && Tools.has("editcap")))
struct MergecapTests {
  /// How to take a capture apart.
  enum Cut: CaseIterable, CustomTestStringConvertible {
    case everySevenPackets, everySecond, evenAndOdd, threeWays

    var testDescription: String { "\(self)" }
  }

  private static let fixtures = ["cucm_call", "sccp_cme_init", "cme_refused"]

  @Test(arguments: fixtures, Cut.allCases)
  func `packets come in mergecap's order`(fixture: String, cut: Cut) throws {
    let capture = Tools.packageFolder.appending(path: "Fixtures/\(fixture).pcapng").path
    try Tools.withFile(name: "merged") { merged in
      let folder = URL(filePath: merged).deletingLastPathComponent().appending(path: "parts")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try split(capture, cut, into: folder)
      let parts = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .map { folder.appending(path: $0).path }
      #expect(parts.count > 1)
      // Any order of the arguments will do.
      let arguments = parts.indices.map { parts[$0 * 7919 % parts.count] }
      let paths = Set(arguments).count == parts.count ? arguments : parts.reversed()
      _ = try Tools.run("mergecap", ["-w", merged] + paths)
      let ours = MergedCopy(paths)
      #expect(ours.failures.isEmpty)
      let theirs = ReadCapture(path: merged)
      #expect(theirs.error == nil)
      #expect(ours.entries.map(\.packet.time) == theirs.packets.map(\.time))
      let (own, other) = (ours.entries.map { name($0.packet) }, theirs.packets.map(name))
      #expect(own.sorted() == other.sorted())
      // Of equal times mergecap takes the file named last.
      if Set(theirs.packets.map(\.time)).count == theirs.packets.count {
        #expect(own == other)
        #expect(own == ReadCapture(path: capture).packets.map(name))
      }
    }
  }

  /// Short enough to be read when a test fails.
  private func name(_ packet: PacketCopy) -> String {
    "\(packet.time?.nanoseconds ?? 0) \(packet.data.count) \(packet.data.hashValue)"
  }

  private func split(_ capture: String, _ cut: Cut, into folder: URL) throws {
    let part = folder.appending(path: "part.pcapng").path
    let count = ReadCapture(path: capture).packets.count
    switch cut {
    case .everySevenPackets: _ = try Tools.run("editcap", ["-c", "7", capture, part])
    case .everySecond: _ = try Tools.run("editcap", ["-i", "1", capture, part])
    case .evenAndOdd, .threeWays:
      let ways = cut == .evenAndOdd ? 2 : 3
      for way in 0..<ways {
        let frames = (1...count).filter { $0 % ways == way }.map(String.init)
        _ = try Tools.run(
          "editcap", ["-r", capture, folder.appending(path: "\(way).pcapng").path] + frames)
      }
    }
  }
}
