import CaptureBuilder

/// A capture that has been made.
struct CaptureFile {
  let subject: Subject
  let path: String
  let packetCount: Int
  let messageCount: Int
  let byteCount: Int

  /// How much of a capture is made before it is written.
  private static let partByteCount = 1 << 20

  static func path(of subject: Subject, in folder: String) -> String {
    "\(folder)/\(subject.rawValue).pcapng"
  }

  /// Makes a capture in this process.
  static func make(_ subject: Subject, at path: String, scale: Double) throws -> CaptureFile {
    let descriptor = try OperatingSystem.create(path)
    defer { OperatingSystem.closeFile(descriptor) }
    guard var workload = try subject.workload(scale: scale) else {
      let bytes = try Fixture.all.first { $0.name == "sccp_cme_init.pcapng" }?.build() ?? []
      try OperatingSystem.write(bytes, to: descriptor)
      return CaptureFile(
        subject: subject, path: path, packetCount: 0, messageCount: 0, byteCount: bytes.count)
    }
    var part: [UInt8] = []
    var byteCount = 0
    var hasMore = true
    while hasMore {
      part.removeAll(keepingCapacity: true)
      hasMore = workload.append(to: &part, byteCount: partByteCount)
      try OperatingSystem.write(part, to: descriptor)
      byteCount += part.count
    }
    return CaptureFile(
      subject: subject, path: path, packetCount: workload.packetCount,
      messageCount: workload.messageCount, byteCount: byteCount)
  }

  /// Makes a capture in a process of its own.
  ///
  /// This process must stay small: see ``OperatingSystem/ownPeakByteCount``.
  static func makeApart(
    _ subject: Subject, at path: String, scale: Double, executable: String
  ) throws(BenchError) -> CaptureFile {
    let counts = "\(path).counts"
    defer { OperatingSystem.removeItem(counts) }
    _ = try OperatingSystem.run(
      [executable, "--scale", "\(scale)", "--make", subject.rawValue, path], output: counts)
    let text = OperatingSystem.text(of: counts) ?? ""
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard numbers.count == 3 else { throw BenchError("\(path): could not be made") }
    return CaptureFile(
      subject: subject, path: path, packetCount: numbers[0], messageCount: numbers[1],
      byteCount: numbers[2])
  }
}
