/// The machine and the programs that were measured.
enum Machine {
  /// The processor, its cores, the memory.
  static var summary: String {
    var parts: [String] = []
    if let model = value(of: "model name", in: "/proc/cpuinfo") { parts.append(model) }
    parts.append("\(OperatingSystem.processorCount) cores")
    if let memory = value(of: "MemTotal", in: "/proc/meminfo")?.split(separator: " ").first,
      let kibibytes = Double(memory)
    {
      parts.append("\(decimal(kibibytes / 1_048_576, digits: 1)) GiB of memory")
    }
    if let kernel = OperatingSystem.text(of: "/proc/sys/kernel/osrelease") {
      parts.append("Linux \(kernel.prefix { !$0.isNewline })")
    }
    return parts.joined(separator: ", ")
  }

  /// The first line of what a program says of its version.
  static func version(of executable: String, folder: String) -> String? {
    let file = "\(folder)/version"
    defer { OperatingSystem.removeItem(file) }
    guard (try? OperatingSystem.run([executable, "--version"], output: file)) != nil else {
      return nil
    }
    return OperatingSystem.text(of: file)?.split(whereSeparator: \.isNewline).first.map {
      String($0)
    }
  }

  /// Where an executable is, by `PATH`.
  static func executable(_ name: String) -> String? {
    let folders = (OperatingSystem.environment("PATH") ?? "/usr/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first(where: OperatingSystem.isExecutable)
  }

  /// This executable; `/proc/self/exe` would do on Linux only.
  static func own(_ argument: String) -> String {
    argument.contains("/") ? argument : executable(argument) ?? argument
  }

  private static func value(of name: String, in file: String) -> String? {
    for line in (OperatingSystem.text(of: file) ?? "").split(separator: "\n")
    where line.hasPrefix(name) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      return String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
    }
    return nil
  }
}
