/// Measures sccpdump and its peers on captures made for it: `swift run -c release sccpbench`.
@main
struct SCCPBench {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.dropFirst().contains("--help") { return print(BenchOptions.help) }
    do {
      let options = try BenchOptions(Array(arguments.dropFirst()))
      if let (subject, file) = options.made {
        let capture = try CaptureFile.make(subject, at: file, scale: options.scale)
        return print(capture.packetCount, capture.messageCount, capture.byteCount)
      }
      try measure(options, executable: Machine.own(arguments[0]))
    } catch {
      // Nobody is told where standard error is closed.
      try? OperatingSystem.write(Array("sccpbench: \(error)\n".utf8), to: 2)
      OperatingSystem.endProcess(status: 1)
    }
  }

  private static func measure(_ options: BenchOptions, executable: String) throws {
    let folder = try options.keptFolder ?? OperatingSystem.temporaryFolder()
    if let kept = options.keptFolder { try OperatingSystem.makeFolder(kept) }
    defer { if options.keptFolder == nil { OperatingSystem.removeItem(folder) } }
    var benchmark = try Benchmark(options, folder: folder, executable: executable)
    let versions = benchmark.versions
    try benchmark.run()

    print("\(Machine.summary); \(versions.joined(separator: "; "))")
    print("Medians of whole processes, output to /dev/null, the capture in the page cache.\n")
    print(benchmark.results.table.text(isMarkdown: options.isMarkdown))
    let goals = Goal.table(benchmark.results)
    if !goals.isEmpty { print("\n" + goals.text(isMarkdown: options.isMarkdown)) }
  }
}
