/// Makes captures one after the other and measures each.
struct Benchmark {
  private let options: BenchOptions
  private let folder: String
  private let executable: String
  /// Where the programs are that are there.
  private let programs: [String: String]
  private(set) var results = Results()

  /// Finds the programs; throws where ours is missing.
  init(_ options: BenchOptions, folder: String, executable: String) throws(BenchError) {
    self.options = options
    self.folder = folder
    self.executable = executable
    let beside = executable.lastIndex(of: "/").map { "\(executable[..<$0])/sccpdump" }
    let own = options.program ?? beside ?? "sccpdump"
    guard OperatingSystem.isExecutable(own) else {
      throw BenchError("\(own): no program to measure; build it, or name it with --program")
    }
    var programs = ["sccpdump": own]
    if options.usesPeers {
      for name in ["tshark", "tcpdump", "capinfos"] { programs[name] = Machine.executable(name) }
    }
    self.programs = programs
  }

  /// What each program says of its version.
  var versions: [String] {
    programs.sorted { $0.key < $1.key }.map { name, path in
      let version = Machine.version(of: path, folder: folder) ?? "unknown version"
      return version.lowercased().hasPrefix(name) ? version : "\(name) \(version)"
    }
  }

  mutating func run() throws(BenchError) {
    let subjects =
      options.only.isEmpty
      ? Subject.allCases.filter { options.measuresGrowth || $0.tenth == nil } : options.only
    for subject in subjects {
      let path = CaptureFile.path(of: subject, in: folder)
      defer { if options.keptFolder == nil { OperatingSystem.removeItem(path) } }
      let capture = try CaptureFile.makeApart(
        subject, at: path, scale: options.scale, executable: executable)
      report(
        "\(subject.rawValue) (\(subject.summary)): \(capture.packetCount) packets, "
          + "\(capture.messageCount) messages, \(capture.byteCount) bytes")
      try measure(capture)
    }
  }

  /// Runs all commands in turn, round by round, so that what the machine does otherwise meets them
  /// alike.
  private mutating func measure(_ capture: CaptureFile) throws(BenchError) {
    let commands = capture.subject.commands.filter { programs[$0.program] != nil }
    var measurements = commands.map { _ in Measurement() }
    for round in 0...options.runCount {
      for (index, command) in commands.enumerated() {
        let runsLess = command.isSlow && capture.subject != .reference
        // A first run fills the caches; the slow ones read what the others have filled.
        if runsLess, round == 0 || round > options.peerRunCount { continue }
        if runsLess { report("  \(command.rawValue), run \(round) of \(options.peerRunCount)") }
        let arguments = command.arguments(programs[command.program] ?? "", capture.path)
        let usage = try OperatingSystem.run(arguments)
        if round > 0 { measurements[index].append(usage) }
      }
    }
    for (command, measurement) in zip(commands, measurements) {
      results.append(Results.Row(capture: capture, command: command, measurement: measurement))
    }
  }

  private func report(_ line: String) {
    // Nobody is told where standard error is closed.
    try? OperatingSystem.write(Array("sccpbench: \(line)\n".utf8), to: 2)
  }
}
