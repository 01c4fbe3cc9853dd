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
      let paths = ([subject] + (subject.tenth.map { [$0] } ?? [])).map {
        CaptureFile.path(of: $0, in: folder)
      }
      defer { if options.keptFolder == nil { paths.forEach(OperatingSystem.removeItem) } }
      let capture = try make(subject)
      let tenth = try subject.tenth.map { tenth throws(BenchError) in try make(tenth) }
      report(
        "\(subject.rawValue) (\(subject.summary)): \(capture.packetCount) packets, "
          + "\(capture.messageCount) messages, \(capture.byteCount) bytes")
      try measure(capture, tenth)
    }
  }

  private func make(_ subject: Subject) throws(BenchError) -> CaptureFile {
    try CaptureFile.makeApart(
      subject, at: CaptureFile.path(of: subject, in: folder), scale: options.scale,
      executable: executable)
  }

  /// Runs all commands in turn, round by round, so that what the machine does otherwise meets them
  /// alike; each on a tenth of the capture too, where there is one.
  private mutating func measure(
    _ capture: CaptureFile, _ tenth: CaptureFile?
  ) throws(BenchError) {
    let commands = capture.subject.commands.filter { programs[$0.program] != nil }
    var rows = commands.map {
      Results.Row(
        capture: capture, command: $0, measurement: Measurement(),
        onTenth: tenth.map { _ in Measurement() })
    }
    for round in 0...options.runCount {
      for (index, command) in commands.enumerated() {
        let runsLess = command.isSlow && capture.subject != .reference
        // A first run fills the caches; the slow ones read what the others have filled.
        if runsLess, round == 0 || round > options.peerRunCount { continue }
        if runsLess { report("  \(command.rawValue), run \(round) of \(options.peerRunCount)") }
        let usage = try run(command, on: capture)
        let tenthUsage = try tenth.map { tenth throws(BenchError) in try run(command, on: tenth) }
        if round > 0 {
          rows[index].measurement.append(usage)
          if let tenthUsage { rows[index].onTenth?.append(tenthUsage) }
        }
      }
    }
    for row in rows { results.append(row) }
  }

  private func run(
    _ command: Command, on capture: CaptureFile
  ) throws(BenchError) -> OperatingSystem.Usage {
    try OperatingSystem.run(command.arguments(programs[command.program] ?? "", capture.path))
  }

  private func report(_ line: String) {
    // Nobody is told where standard error is closed.
    try? OperatingSystem.write(Array("sccpbench: \(line)\n".utf8), to: 2)
  }
}
