/// What several runs of a command on a capture used.
struct Measurement {
  private var usages: [OperatingSystem.Usage] = []

  mutating func append(_ usage: OperatingSystem.Usage) {
    usages.append(usage)
  }

  var runCount: Int { usages.count }
  var wallSeconds: Double { Self.median(usages.map(\.wallSeconds)) }
  var processorSeconds: Double { Self.median(usages.map(\.processorSeconds)) }
  var peakMegabytes: Double { Self.median(usages.map { Double($0.peakByteCount) / 1e6 }) }

  /// The middle value, or the mean of the two in the middle.
  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return 0 }
    return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
  }
}
