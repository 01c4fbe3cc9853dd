import Foundation
import PcapngReader
import Testing
import Wire

/// What is said of files that are no captures.
@Suite struct OpeningTests {
  private func error(_ bytes: [UInt8]) -> String? {
    ReadCapture(bytes).error?.description
  }

  @Test func `a text file is neither`() {
    #expect(error(Array("Hello".utf8)) == "neither pcapng nor pcap: it begins with 48 65 6c 6c")
    #expect(error(Array("Hi".utf8)) == "neither pcapng nor pcap: it begins with 48 69")
    #expect(error([0x0a]) == "neither pcapng nor pcap: it begins with 0a")
  }

  @Test func `an empty file is told apart`() {
    #expect(error([]) == "file is empty")
  }

  @Test func `paths that cannot be read say why`() throws {
    try Tools.withFile { path in
      #expect(ReadCapture(path: path).error?.description == "file is empty")
      let folder = URL(filePath: path).deletingLastPathComponent().path
      #expect(ReadCapture(path: folder).error?.description == "is a directory")
      #expect(
        ReadCapture(path: path + ".missing").error?.description == "no such file or directory")
      #expect(ReadCapture(path: path + "/x").error?.description == "not a directory")
    }
  }

  /// This file can be opened, but nothing is mapped at the address 0 that reading it begins with.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/mem")))
  func `a read that fails says where`() {
    #expect(
      ReadCapture(path: "/proc/self/mem").error?.description
        == "reading from byte 0: input/output error")
  }

  @Test func `a section with an unknown byte order is an error`() {
    var bytes = CaptureBytes.sample().bytes
    bytes[8] = 0x7f
    #expect(
      error(bytes) == "Section Header Block at byte 0: "
        + "byte-order magic 7f 3c 2b 1a is neither 1a 2b 3c 4d nor 4d 3c 2b 1a")
  }

  @Test(arguments: [(1, 0, true), (1, 2, true), (1, 1, false), (2, 0, false), (0, 0, false)])
  func `versions are those of the draft`(major: UInt16, minor: UInt16, isSupported: Bool) {
    var file = CaptureBytes()
    file.section(.bigEndian, major: major, minor: minor)
    #expect(
      error(file.bytes)
        == (isSupported
          ? nil : "Section Header Block at byte 0: version \(major).\(minor) is not supported"))
  }
}
