import Foundation
import PcapngReader
import Testing
import Wire

/// Captures that are read as one.
@Suite struct MergeTests {
  private func places(_ files: [CaptureBytes], maximumOpenCount: Int = 256) throws -> [String] {
    try MergedCopy.withFiles(files.map(\.bytes)) { paths in
      let merged = MergedCopy(paths, maximumOpenCount: maximumOpenCount)
      #expect(merged.failures.isEmpty)
      return merged.places
    }
  }

  @Test func `packets come in the order of their times`() throws {
    #expect(
      try places([.timed([2, 4, 6]), .timed([1, 3, 7]), .timed([5])])
        == ["1:1", "0:1", "1:2", "0:2", "2:1", "0:3", "1:3"])
  }

  @Test func `of equal times the file named first goes first`() throws {
    #expect(
      try places([.timed([1, 1, 2]), .timed([1, 1, 2, 2]), .timed([0, 1])])
        == ["2:1", "0:1", "0:2", "1:1", "1:2", "2:2", "0:3", "1:3", "1:4"])
  }

  @Test func `a file keeps its own order where its times run backwards`() throws {
    #expect(
      try places([.timed([5, 9, 1, 2, 8]), .timed([4, 6, 7, 10])])
        == ["1:1", "0:1", "1:2", "1:3", "0:2", "0:3", "0:4", "0:5", "1:4"])
  }

  @Test func `a packet without a time stays after the one before it`() throws {
    #expect(
      try places([.timed([1, nil, nil, 5]), .timed([2, nil, 6])])
        == ["0:1", "0:2", "0:3", "1:1", "1:2", "0:4", "1:3"])
    #expect(
      try places([.timed([1, 2]), .timed([nil, nil, 2]), .timed([nil])])
        == ["1:1", "1:2", "2:1", "0:1", "0:2", "1:3"])
  }

  @Test func `each file has its own link types and clocks`() throws {
    let files: [CaptureBytes] = [
      .timed([1, 4]), .timed([2, 5], linkType: 101, resolution: 9), .timed([3, 6], linkType: 113),
    ]
    try MergedCopy.withFiles(files.map(\.bytes)) { paths in
      let merged = MergedCopy(paths)
      #expect(merged.entries.map(\.file) == [0, 1, 2, 0, 1, 2])
      #expect(merged.entries.map(\.packet.linkType.rawValue) == [1, 101, 113, 1, 101, 113])
      #expect(merged.entries.map(\.packet.timeDigits) == [6, 9, 6, 6, 9, 6])
      #expect(merged.entries.map(\.packet.time?.nanoseconds) == (1...6).map { $0 * 1000 })
    }
  }

  @Test func `any number of files that do not overlap needs one open at a time`() throws {
    let files = (0..<200).map { index in
      CaptureBytes.timed((0..<3).map { UInt64(index * 10 + $0) })
    }
    let expected = (0..<200).flatMap { file in (1...3).map { "\(file):\($0)" } }
    #expect(try places(files, maximumOpenCount: 1) == expected)
    let shuffled = (0..<200).map { ($0 * 77) % 200 }
    try MergedCopy.withFiles(shuffled.map { files[$0].bytes }) { paths in
      let merged = MergedCopy(paths, maximumOpenCount: 1)
      #expect(merged.failures.isEmpty)
      #expect(merged.entries.map { shuffled[$0.file] } == (0..<600).map { $0 / 3 })
    }
  }

  @Test func `files of no times need one open at a time`() throws {
    let files = (0..<20).map { _ in CaptureBytes.timed([nil, nil]) }
    let expected = (0..<20).flatMap { ["\($0):1", "\($0):2"] }
    #expect(try places(files, maximumOpenCount: 1) == expected)
  }

  @Test func `files that overlap beyond the limit are named, the others are read`() throws {
    let files = (0..<6).map { CaptureBytes.timed([UInt64($0), 100 + UInt64($0)]) }
    try MergedCopy.withFiles(files.map(\.bytes)) { paths in
      let merged = MergedCopy(paths, maximumOpenCount: 4)
      #expect(merged.failures.map(\.file) == [4, 5])
      #expect(
        merged.failures.map(\.description)
          == Array(
            repeating: "more than 4 captures overlap in time: merge some of them before", count: 2))
      #expect(merged.places == [1, 2].flatMap { n in (0..<4).map { "\($0):\(n)" } })
    }
  }

  /// Each has a block between its packets that its buffer grows for, to 512 KiB.
  @Test func `files that need more memory than all may take are named, the others are read`() throws
  {
    let block: [UInt8] = [0xef, 0xbe, 0xad, 0xde, 0, 0, 5, 0]
    let files = (0..<6).map { index in
      let capture = CaptureBytes.timed([UInt64(index), 100 + UInt64(index)])
      let zeros = [UInt8](repeating: 0, count: (5 << 16) - 12)
      let place = capture.blockEnds[2]
      return Array(capture.bytes[..<place]) + block + zeros + block[4...] + capture.bytes[place...]
    }
    try MergedCopy.withFiles(files) { paths in
      let merged = MergedCopy(paths, budget: CaptureMemory(maximumByteCount: 24 << 16))
      #expect(merged.failures.map(\.file) == [2, 3, 4, 5])
      #expect(
        Set(merged.failures.map(\.description)) == [
          "all captures that are open at one time would take more than 1 MiB of memory: "
            + "read fewer together, or unpack some of them before, after frame 1"
        ])
      #expect(merged.places == (0..<6).map { "\($0):1" } + ["0:2", "1:2"])
      // One at a time, they need no more than one.
      for path in paths {
        let alone = MergedCopy([path], budget: CaptureMemory(maximumByteCount: 9 << 16))
        #expect(alone.failures.isEmpty && alone.entries.count == 2)
      }
    }
  }

  @Test func `a file that breaks off does not stop the others`() throws {
    let broken = CaptureBytes.timed([1, 3, 5, 7])
    let cut = broken.blockEnds[4] + 20
    let files = [
      Array(broken.bytes[..<cut]), CaptureBytes.timed([2, 4, 6, 8]).bytes, [], Array("no".utf8),
    ]
    try MergedCopy.withFiles(files) { paths in
      let merged = MergedCopy(paths + ["/nowhere/x.pcapng"])
      #expect(merged.places == ["0:1", "1:1", "0:2", "1:2", "0:3", "1:3", "1:4"])
      #expect(
        merged.failures.map { "\($0.file): \($0)" } == [
          "2: file is empty",
          "3: neither pcapng nor pcap: it begins with 6e 6f",
          "4: no such file or directory",
          "0: Enhanced Packet Block at byte \(broken.blockEnds[4]): file ends after 20 of 36 bytes"
            + ", after frame 3",
        ])
    }
  }

  @Test func `nothing, and captures without packets, give nothing`() throws {
    #expect(MergedCopy([]).entries.isEmpty)
    #expect(try places([.timed([]), .timed([]), .timed([1])]) == ["2:1"])
  }

  /// A pipe cannot be opened twice: it stays open from the first look at it.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/fd/0")))
  func `pipes are merged with files`() throws {
    let files: [CaptureBytes] = [.timed([1, 4, 6]), .timed([2, 3, 7])]
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(CaptureBytes.timed([0, 5]).bytes))
    try pipe.fileHandleForWriting.close()
    try MergedCopy.withFiles(files.map(\.bytes)) { paths in
      let merged = MergedCopy(
        [paths[0], "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", paths[1]])
      #expect(merged.failures.isEmpty)
      #expect(merged.places == ["1:1", "0:1", "2:1", "2:2", "0:2", "1:2", "0:3", "2:3"])
    }
  }

  @Test func `compressed and plain files are merged`() throws {
    #if Compression
      let files = [
        CaptureBytes.timed([1, 4]).bytes, try Packed.gzip(CaptureBytes.timed([2, 5]).bytes),
        try Packed.zstd(CaptureBytes.timed([3, 6]).bytes),
      ]
      try MergedCopy.withFiles(files) { paths in
        #expect(MergedCopy(paths).places == ["0:1", "1:1", "2:1", "0:2", "1:2", "2:2"])
        #expect(
          paths.map { MergedCaptures.beginning(of: $0) }
            == [1, 2, 3].map { .capture(Timestamp(seconds: 0, nanoseconds: $0 * 1000)) })
      }
    #endif
  }

  @Test func `a place in unpacked bytes is said to be one`() throws {
    #if Compression
      let cut = Array(CaptureBytes.timed([1, 2]).bytes.dropLast(1))
      try MergedCopy.withFiles([try Packed.gzip(cut)]) { paths in
        #expect(
          MergedCopy(paths).failures.map(\.description) == [
            "Enhanced Packet Block at byte \(cut.count - 35): file ends after 35 of 36 bytes"
              + ", counted without gzip, after frame 1"
          ])
      }
    #endif
  }

  @Test func `captures are told from other files by their content`() throws {
    let files: [([UInt8], Bool)] = [
      (CaptureBytes.timed([1]).bytes, true), (PcapBytes(.bigEndian).bytes, true),
      ([], false), (Array("#!/bin/sh\n".utf8), false),
      (Array(CaptureBytes.sample().bytes[..<7]), true),
    ]
    try MergedCopy.withFiles(files.map(\.0)) { paths in
      #expect(paths.map { MergedCaptures.beginning(of: $0) != .foreign } == files.map(\.1))
      #expect(
        MergedCaptures.beginning(of: paths[0] + ".missing") == .unclear, "reading it will say so")
    }
  }
}
