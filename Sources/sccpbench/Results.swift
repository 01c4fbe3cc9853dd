/// What has been measured.
struct Results {
  /// One command on one capture.
  struct Row {
    let capture: CaptureFile
    let command: Command
    let measurement: Measurement
  }

  private(set) var rows: [Row] = []

  mutating func append(_ row: Row) {
    rows.append(row)
  }

  subscript(subject: Subject, command: Command) -> Measurement? {
    rows.first { $0.capture.subject == subject && $0.command == command }?.measurement
  }

  /// The table of all rows, each peer compared with our command that does the like.
  var table: Table {
    var table = Table([
      "capture", "command", "runs", "wall", "CPU", "peak", "packets/s", "MB/s", "we are",
    ])
    for row in rows {
      let measured = row.measurement
      let seconds = max(measured.wallSeconds, 1e-9)
      table.append([
        row.capture.subject.rawValue, row.command.rawValue, "\(measured.runCount)",
        duration(seconds), duration(measured.processorSeconds),
        "\(decimal(measured.peakMegabytes, digits: 1)) MB",
        row.capture.packetCount == 0 ? "" : grouped(Double(row.capture.packetCount) / seconds),
        decimal(Double(row.capture.byteCount) / 1e6 / seconds, digits: 1),
        ratio(row),
      ])
    }
    return table
  }

  private func ratio(_ row: Row) -> String {
    let ours: Command? =
      switch row.command {
      case .json, .timeline: nil
      case .tsharkSummary: .timeline
      case .tcpdump, .tsharkJSON, .capinfos: .json
      }
    guard let ours, let measured = self[row.capture.subject, ours] else { return "" }
    let factor = row.measurement.wallSeconds / max(measured.wallSeconds, 1e-9)
    return "\(decimal(factor, digits: 2)) × as fast"
  }
}
