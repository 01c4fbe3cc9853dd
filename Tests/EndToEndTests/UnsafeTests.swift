import Foundation
import Testing

/// Memory is shared with the system and with C libraries in a few files; all else is checked by the
/// compiler, which strict memory safety makes say `unsafe` wherever it cannot.
@Suite struct UnsafeTests {
  /// Where `unsafe` may stand, and what for.
  static let files = [
    "PcapngReader/FileSource.swift": "read(2), pread(2), stat(2), strerror(3)",
    "PcapngReader/FilePaths.swift": "stat(2), glob(3)",
    "PcapngReader/GzipDecoder.swift": "zlib",
    "PcapngReader/ZstdDecoder.swift": "libzstd",
    "Wire/ByteCursor.swift": "numbers in one load",
    "NetworkLayers/NetworkOrder.swift": "numbers in one load",
    "NetworkLayers/LayerTrace.swift": "where a header lies in its packet",
    "Wire/LittleEndian.swift": "numbers in one load",
    "Wire/ByteWords.swift": "numbers in one load",
    "Wire/ByteCopying.swift": "copies of bytes that are lent",
    "Wire/Prefetching.swift": "memory that is asked for",
    "SCCP/Layout.swift": "references that two threads may make",
    "Text/EncodingConverter.swift": "iconv(3)",
    "Text/LocalZone.swift": "localtime_r(3)",
    "Text/PlainText.swift": "sixteen bytes in one load",
    "Text/TextBuffer.swift": "storage of its own",
    "Engine/StandardStreams.swift": "write(2), ioctl(2), getenv(3), strerror(3)",
    "Engine/Pager.swift": "posix_spawn(3), pipe(2), waitpid(2), setenv(3), access(2)",
    "Engine/WholeFile.swift": "open(2), stat(2), readlink(2), rename(2)",
    "Engine/ScratchFile.swift": "open(2), unlink(2), pread(2)",
    "Engine/BackgroundThread.swift": "threads",
    "sccpdump/ProgramArguments.swift": "arguments that are no UTF-8",
    "Engine/CaptureFilter.swift": "libpcap",
    "Engine/Libpcap.swift": "libpcap, opened while the program runs",
    "Engine/Interruption.swift": "signals",
    "sccpbench/OperatingSystem.swift": "processes and files of the benchmark",
    "sccpfixtures/FixtureFile.swift": "write(2), mkdir(2)",
    "Fuzz/Fuzz.swift": "the input that libFuzzer lends",
  ]

  private struct Source {
    let name: String
    let lines: [String]
  }

  private static func sources() throws -> [Source] {
    let folder = Folder.package.appending(path: "Sources")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return try (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return Source(name: name, lines: text.lines)
    }
  }

  /// The code of a line: what is neither a comment nor within quotes.
  private static func code(_ line: String) -> String {
    let quoted = line.replacing(/"([^"\\]|\\.)*"/, with: "")
    return quoted.firstRange(of: "//").map { String(quoted[..<$0.lowerBound]) } ?? quoted
  }

  private static func isUnsafe(_ line: String) -> Bool {
    code(line).contains(/\bunsafe\b|@unsafe|\bunowned\(unsafe\)|@unchecked|unsafeBitCast/)
  }

  /// `@unchecked Sendable`: a queue between threads, with a lock of its own.
  private static let unchecked = ["Engine/BatchQueue.swift", "Engine/Output.swift"]

  @Test func `unsafe stands in these files only`() throws {
    let sources = try Self.sources()
    #expect(sources.count > 200)
    for source in sources where source.lines.contains(where: Self.isUnsafe) {
      #expect(
        Self.files[source.name] != nil || Self.unchecked.contains(source.name), "\(source.name)")
    }
  }

  @Test(arguments: files.keys.sorted())
  func `every use says why it is safe`(name: String) throws {
    let source = try #require(try Self.sources().first { $0.name == name })
    // A declaration and all lines up to the next one.
    var bodies: [[String]] = [[]]
    for line in source.lines {
      if line.contains(/[ ](func|init|deinit)\b.*[{(]|\bvar \w+: .*\{$/) { bodies.append([]) }
      bodies[bodies.count - 1].append(line)
    }
    for body in bodies where !body.contains(where: { $0.contains("SAFETY:") }) {
      // Without a reason, only a structure of C with zeros in it, or the promise of the whole type.
      let uses = body.filter(Self.isUnsafe).filter {
        !$0.contains(/= unsafe \w+\(\)$|@unchecked Sendable \{$/)
      }
      #expect(uses == [], "\(name)")
    }
  }

  /// What lends memory to nobody else cannot be lent by accident: the compiler asks for the word.
  @Test func `every target is compiled with strict memory safety`() throws {
    let manifest = try String(
      contentsOf: Folder.package.appending(path: "Package.swift"), encoding: .utf8)
    #expect(manifest.contains(".strictMemorySafety()"))
    #expect(
      manifest.ranges(of: "swiftSettings: strict").count
        == manifest.ranges(of: "executableTarget(").count
        + manifest.ranges(of: ".testTarget(").count
        + manifest.ranges(of: /\.target\(\s*name: name,/).count)
  }
}
