/// A way to read a capture: ours, or a peer's.
enum Command: String, CaseIterable {
  case json = "sccpdump --json"
  case piped = "cat | sccpdump --json -"
  case filtered = "sccpdump --json --filter 'tcp port 2000'"
  case timeline = "sccpdump"
  case calls = "sccpdump calls --json"
  case devices = "sccpdump devices --json"
  case diagnose = "sccpdump diagnose --json"
  case redact = "sccpdump redact"
  case check = "sccpdump check"
  case tcpdump = "tcpdump -w /dev/null 'tcp port 2000'"
  case tsharkJSON = "tshark -Y skinny -T ek -j skinny"
  case tsharkSummary = "tshark -Y skinny"
  case capinfos = "capinfos -c"

  /// The name of the executable.
  var program: String {
    switch self {
    case .json, .piped, .filtered, .timeline, .calls, .devices, .diagnose, .redact, .check:
      "sccpdump"
    case .tcpdump: "tcpdump"
    case .tsharkJSON, .tsharkSummary: "tshark"
    case .capinfos: "capinfos"
    }
  }

  /// Our command that does the like of a peer's; nil for our own.
  var counterpart: Command? {
    switch self {
    case .json, .piped, .filtered, .timeline, .calls, .devices, .diagnose, .redact, .check: nil
    case .tsharkSummary: .timeline
    case .tcpdump, .tsharkJSON, .capinfos: .json
    }
  }

  /// Whether it takes so long with a large capture that it runs less often.
  var isSlow: Bool { self == .tsharkJSON || self == .tsharkSummary }

  func arguments(_ executable: String, _ file: String) -> [String] {
    switch self {
    case .json: [executable, "--json", file]
    case .piped: ["/bin/sh", "-c", "cat \"$1\" | \"$0\" --json -", executable, file]
    case .filtered: [executable, "--json", "--filter", "tcp port 2000", file]
    case .timeline: [executable, file]
    case .calls: [executable, "calls", "--json", file]
    case .devices: [executable, "devices", "--json", file]
    case .diagnose: [executable, "diagnose", "--json", "--fail-on", "never", file]
    // It reads what it wrote again, so it needs a file.
    case .redact:
      [
        "/bin/sh", "-c", "\"$0\" redact -o \"$1.redacted\" \"$1\" && rm \"$1.redacted\"",
        executable, file,
      ]
    // The golden file is made by the run that does not count.
    case .check:
      [
        "/bin/sh", "-c",
        "test -e \"${1%.*}.sccp.jsonl\" || \"$0\" check --update \"$1\"; \"$0\" check \"$1\"",
        executable, file,
      ]
    case .tcpdump: [executable, "-r", file, "-w", OperatingSystem.nowhere, "tcp port 2000"]
    case .tsharkJSON: [executable, "-r", file, "-Y", "skinny", "-T", "ek", "-j", "skinny"]
    case .tsharkSummary: [executable, "-r", file, "-Y", "skinny"]
    case .capinfos: [executable, "-c", file]
    }
  }
}
