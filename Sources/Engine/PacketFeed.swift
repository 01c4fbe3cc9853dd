import NetworkLayers
import PcapngReader
import Wire

/// Reads captures on a thread of its own, and passes on the packets that may matter.
struct PacketFeed: PacketSink {
  private let outlet: PacketOutlet
  private let filter: CaptureFilter
  /// Packets since the one passed on last.
  private var passedOverCount = 0

  /// Begins to read; what comes out of the queue ends with a batch that says it is the last.
  static func start(
    _ paths: [String], _ filter: CaptureFilter, _ progress: Progress
  ) -> BatchQueue<PacketBatch> {
    let queue = BatchQueue<PacketBatch>()
    BackgroundThread.start {
      let outlet = PacketOutlet(queue)
      var feed = PacketFeed(outlet: outlet, filter: filter)
      var merged = MergedCaptures(
        paths: paths, beforeWaiting: { outlet.flush() }, didRead: { progress.note($0) })
      merged.read(into: &feed)
      outlet.finish(passedOver: feed.passedOverCount, lastTime: merged.newestTime)
    }
    return queue
  }

  private init(outlet: PacketOutlet, filter: CaptureFilter) {
    self.outlet = outlet
    self.filter = filter
  }

  mutating func passesOver(_ data: Span<UInt8>, linkType: LinkType) -> Bool {
    guard !filter.isGiven, PacketSieve.passesOver(data, linkType: linkType) else { return false }
    passedOverCount += 1
    return true
  }

  mutating func receive(_ packet: borrowing Packet, file: Int) {
    guard filter.selects(packet) else { return }
    if packet.options.hasComment {
      outlet.append(.comments(packet.comments, of: packet.stamp(file: file)))
    }
    outlet.append(packet, file: file, passedOver: passedOverCount)
    passedOverCount = 0
  }

  mutating func receive(_ failure: CaptureFailure) {
    outlet.append(.failure(failure))
  }
}

/// Fills batches of packets; what is about to wait for input hands over the one it has.
private final class PacketOutlet {
  private let queue: BatchQueue<PacketBatch>
  private var batch: PacketBatch

  init(_ queue: BatchQueue<PacketBatch>) {
    self.queue = queue
    batch = queue.nextFree()
  }

  func append(_ packet: borrowing Packet, file: Int, passedOver: Int) {
    batch.passedOverCount += passedOver
    batch.append(packet, file: file)
    if batch.isFull { handOver() }
  }

  func append(_ note: PacketBatch.Note) {
    batch.append(note)
  }

  func flush() {
    batch.isFlush = true
    handOver()
  }

  func finish(passedOver: Int, lastTime: Timestamp?) {
    batch.passedOverCount += passedOver
    batch.lastTime = lastTime
    batch.isLast = true
    queue.put(&batch)
  }

  private func handOver() {
    queue.put(&batch)
    batch = queue.nextFree()
  }
}

extension Packet {
  /// Comments shown of a packet; more than that are no longer something a person wrote.
  private static var maximumCommentCount: Int { 64 }

  /// The comments of the packet's block, and how many more there are.
  fileprivate var comments: [String] {
    var comments: [String] = []
    var leftOutCount = 0
    var options = options
    while let comment = options.nextComment() {
      if comments.count < Self.maximumCommentCount {
        comments.append(String(copying: comment))
      } else {
        leftOutCount += 1
      }
    }
    if leftOutCount > 0 { comments.append("… and \(leftOutCount) more") }
    return comments
  }
}
