import Foundation
import PcapngReader
import Wire

/// What reading captures as one gives.
struct MergedCopy: PacketSink {
  struct Entry: Equatable {
    let file: Int
    let packet: PacketCopy
  }

  private(set) var entries: [Entry] = []
  private(set) var failures: [CaptureFailure] = []

  init(
    _ paths: [String], maximumOpenCount: Int = MergedCaptures.maximumOpenCount,
    budget: CaptureMemory = CaptureMemory()
  ) {
    var captures = MergedCaptures(
      paths: paths, maximumOpenCount: maximumOpenCount, budget: budget)
    captures.read(into: &self)
  }

  func passesOver(
    _ data: Span<UInt8>, _ head: PacketHead, from interface: borrowing InterfaceEntry
  ) -> Bool { false }

  mutating func receive(_ packet: borrowing Packet, file: Int) {
    entries.append(Entry(file: file, packet: PacketCopy(packet)))
  }

  mutating func receive(_ failure: CaptureFailure) {
    failures.append(failure)
  }

  /// File and frame of each packet.
  var places: [String] { entries.map { "\($0.file):\($0.packet.number)" } }

  /// Writes files into a new temporary folder, and removes it afterwards.
  static func withFiles<Result>(
    _ files: [[UInt8]], _ body: ([String]) throws -> Result
  ) throws -> Result {
    try Tools.withFile(name: "folder") { path in
      let folder = URL(filePath: path).deletingLastPathComponent()
      let paths = files.indices.map { folder.appending(path: "\($0).pcapng").path }
      for (path, bytes) in zip(paths, files) { try Data(bytes).write(to: URL(filePath: path)) }
      return try body(paths)
    }
  }
}

extension CaptureBytes {
  /// A section with one interface, and a packet of one byte at each time in microseconds; nil for
  /// one without a time.
  static func timed(
    _ times: [UInt64?], marker: UInt8 = 0, linkType: UInt16 = 1, resolution: UInt8 = 6
  ) -> CaptureBytes {
    var file = CaptureBytes()
    file.section()
    file.interface(linkType: linkType, options: [.tsresol(resolution)])
    for time in times {
      if let time {
        file.enhanced([marker], ticks: resolution == 9 ? time * 1000 : time)
      } else {
        file.simple([marker])
      }
    }
    return file
  }
}
