/// What the manual page says of the program's surroundings.
enum ManualTopics {
  /// Variables that the program reads.
  static let environment: [(names: [String], meaning: String)] = [
    ([ConfigurationFile.variable], "the file of options; --no-config leaves it alone"),
    (["PAGER", "LESS"], "the pager for output longer than the screen, and its options"),
    (["NO_COLOR", "CLICOLOR_FORCE", "TERM"], "whether there are colours"),
    (["TZ"], "the zone of --time local"),
    (
      ["LC_ALL", "LC_CTYPE", "LANG"],
      "whether to print ASCII only: the first that is not empty says C or POSIX"
    ),
    (["COLUMNS"], "the width of a terminal that does not tell it"),
  ]

  /// Files beside the captures.
  static let files: [(name: String, meaning: String)] = [
    (
      "$\(ConfigurationFile.variable)",
      "options that count as if they were typed before the others; an option a line"
    ),
    ("CAPTURE.sccp.jsonl", "the golden file of a capture, which check compares it with"),
    ("CAPTURE.sccp.calls.jsonl", "the golden file of its calls, for check --calls"),
  ]

  /// Pages of other programs.
  static let others = [
    "editcap(1)", "jq(1)", "mergecap(1)", "tshark(1)", "pcap-filter(7)", "tcpdump(8)",
  ]
}
