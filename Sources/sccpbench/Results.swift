/// What has been measured.
struct Results {
  /// One command on one capture.
  struct Row {
    let capture: CaptureFile
    let command: Command
    var measurement: Measurement
    /// The same on a capture a tenth as large, in the same rounds.
    var onTenth: Measurement?

    /// How many times what the tenth took is taken by the whole; nil where that was not measured.
    func growth(of value: (Measurement) -> Double) -> Double? {
      onTenth.map { value(measurement) / max(value($0), 1e-9) }
    }
  }

  private(set) var rows: [Row] = []

  mutating func append(_ row: Row) {
    rows.append(row)
  }

  subscript(subject: Subject, command: Command) -> Row? {
    rows.first { $0.capture.subject == subject && $0.command == command }
  }

  /// The table of all rows, each peer compared with our command that does the like.
  var table: Table {
    var table = Table([
      "capture", "command", "runs", "wall", "CPU", "peak", "packets/s", "MB/s", "comparison",
    ])
    for row in rows {
      let measured = row.measurement
      let seconds = max(measured.wallSeconds, 1e-9)
      table.append([
        row.capture.subject.rawValue, row.command.rawValue, "\(measured.runCount)",
        duration(seconds), duration(measured.processorSeconds),
        peak(measured),
        row.capture.packetCount == 0 ? "" : grouped(Double(row.capture.packetCount) / seconds),
        decimal(Double(row.capture.byteCount) / 1e6 / seconds, digits: 1),
        comparison(row),
      ])
    }
    return table
  }

  /// Peak memory, or that it is no more than what can be seen.
  private func peak(_ measured: Measurement) -> String {
    let least = Double(OperatingSystem.ownPeakByteCount) / 1e6
    let text = "\(decimal(measured.peakMegabytes, digits: 1)) MB"
    return measured.peakMegabytes <= least * 1.01 ? "≤ \(text)" : text
  }

  private func comparison(_ row: Row) -> String {
    if let time = row.growth(of: \.wallSeconds), let peak = row.growth(of: \.peakMegabytes) {
      return "\(decimal(time, digits: 2)) × time, \(decimal(peak, digits: 2)) × peak of a tenth"
    }
    guard let ours = row.command.counterpart, let own = self[row.capture.subject, ours] else {
      return ""
    }
    let factor = row.measurement.wallSeconds / max(own.measurement.wallSeconds, 1e-9)
    return "we are \(decimal(factor, digits: 2)) × as fast"
  }
}
