import Foundation
import PcapngReader
import Testing

/// Directories and patterns.
@Suite struct FilePathsTests {
  /// A folder with a name that is a pattern itself.
  private func withFolder(_ body: (URL) throws -> Void) throws {
    try Tools.withFile(name: "x") { path in
      let folder = URL(filePath: path).deletingLastPathComponent().appending(path: "a[b]*?\\c ü")
      let inner = folder.appending(path: "inner")
      try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      for name in ["b.pcap", "a.pcap", "B.pcap", ".hidden", "ring_2.pcapng", "ring_10.pcapng"] {
        try Data().write(to: folder.appending(path: name))
      }
      try body(folder)
    }
  }

  @Test func `a directory lists what is not hidden, by the bytes of its names`() throws {
    try withFolder { folder in
      let names = ["B.pcap", "a.pcap", "b.pcap", "inner", "ring_10.pcapng", "ring_2.pcapng"]
      for path in [folder.path, folder.path + "/"] {
        let entries = try FilePaths.entries(ofDirectory: path)
        #expect(entries.map { URL(filePath: $0).lastPathComponent } == names)
        #expect(entries.allSatisfy { $0.hasPrefix(folder.path + "/") && !$0.contains("//") })
      }
      let none = try FilePaths.entries(ofDirectory: folder.path + "/inner")
      #expect(none == [])
    }
  }

  @Test func `a pattern lists what fits it`() throws {
    try withFolder { folder in
      let parent = folder.deletingLastPathComponent().path
      let patterns = ["/a*/ring_?.pcapng", "/*/[ab].pcap", "/*/nothing*", "/nowhere/*"]
      let counts = try patterns.map { try FilePaths.matching(parent + $0).count }
      #expect(counts == [1, 2, 0, 0])
    }
  }

  @Test func `kinds are told apart`() throws {
    try withFolder { folder in
      #expect(FilePaths.kind(of: folder.path) == .directory)
      #expect(FilePaths.kind(of: folder.path + "/a.pcap") == .regularFile)
      #expect(FilePaths.kind(of: folder.path + "/c.pcap") == .missing)
      #expect(FilePaths.kind(of: "/dev/null") == .other)
    }
    #expect(FilePaths.isPattern("ring_*.pcapng"))
    #expect(FilePaths.isPattern("ring_?.pcapng"))
    #expect(FilePaths.isPattern("ring_[12].pcapng"))
    #expect(!FilePaths.isPattern("ring_1].pcapng"))
  }

  @Test(.enabled(if: getuid() != 0))
  func `a directory that may not be read is an error`() throws {
    try withFolder { folder in
      let path = folder.appending(path: "inner").path
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      #expect(throws: CaptureError(.file, .system("permission denied"))) {
        _ = try FilePaths.entries(ofDirectory: path)
      }
    }
  }
}
