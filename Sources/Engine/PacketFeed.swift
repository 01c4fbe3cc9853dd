import NetworkLayers
import PcapngReader
import Text
import Wire

/// Reads captures on a thread of its own, and passes on the packets that may matter.
struct PacketFeed: PacketSink {
  private let outlet: PacketOutlet
  private let filter: CaptureFilter
  private let takesMedia: Bool
  /// The connections to look at; nil for all.
  private let shard: Shard?
  /// What is done with packets where they lie: nothing with the first, because it says when the
  /// capture begins.
  private var lookInPlace = LookInPlace.none
  /// The capture that packets come from, and from when on those of another may come first.
  private var file = 0
  private var next: Timestamp?
  private var hasBegun = false
  /// Whether packets that the filter does not select are passed over before anything is made of them.
  private var leavesOut = false
  /// Packets since the one passed on last.
  private var passedOverCount = 0
  /// RTP packets since then, at most as many as fill a batch.
  private var media = RTPCollector()
  /// Packets since the one received last that the filter did not select.
  private var leftOutCount = 0
  private var clock: ClockWatch
  /// Where reading ends before the captures do; nil where it does not.
  private var end: ReadingEnd?

  /// Begins to read captures, where `takesMedia` with digests of RTP packets; what comes out of the
  /// queue ends with a batch that says it is the last.
  ///
  /// Where there can be no thread for it, the process ends, or this throws unless it `isNeeded`.
  static func start(
    _ captures: CaptureSet, _ filter: CaptureFilter, _ progress: Progress, takesMedia: Bool,
    of shard: Shard?, to end: ReadingEnd?, isNeeded: Bool = true
  ) throws(ThreadShortage) -> BatchQueue<PacketBatch> {
    let queue = BatchQueue<PacketBatch>()
    let work = work(
      filter, takesMedia: takesMedia, of: shard, fileCount: captures.paths.count, to: end,
      into: queue
    ) { feed in
      let outlet = feed.outlet
      var merged = MergedCaptures(
        paths: captures.paths, beginnings: captures.beginnings,
        beforeWaiting: { outlet.flush() }, didRead: { progress.note($0) })
      merged.read(into: &feed)
      return merged.newestTime
    }
    if isNeeded {
      BackgroundThread.start(work)
    } else if BackgroundThread.begin(work) != 0 {
      throw ThreadShortage()
    }
    return queue
  }

  /// The same for a capture in memory, which is read `byteCount` bytes at a time.
  static func start(
    _ capture: [UInt8], byteCount: Int, takesMedia: Bool
  ) -> BatchQueue<PacketBatch> {
    let queue = BatchQueue<PacketBatch>()
    BackgroundThread.start(
      work(CaptureFilter(), takesMedia: takesMedia, of: nil, fileCount: 1, to: nil, into: queue) {
        feed in
        do throws(CaptureError) {
          let reader = try CaptureReader(MemorySource(capture), byteCount: byteCount)
          var merged = MergedCaptures(reader)
          merged.read(into: &feed)
          return merged.newestTime
        } catch {
          feed.receive(
            CaptureFailure(file: 0, packetCount: 0, compression: nil, error: error))
          return nil
        }
      })
    return queue
  }

  /// What has `read` give a feed all packets; it returns the latest of their times.
  private static func work(
    _ filter: CaptureFilter, takesMedia: Bool, of shard: Shard?, fileCount: Int,
    to end: ReadingEnd?, into queue: BatchQueue<PacketBatch>,
    reading read: @escaping @Sendable (inout PacketFeed) -> Timestamp?
  ) -> @Sendable () -> Void {
    {
      var feed = PacketFeed(
        outlet: PacketOutlet(queue), filter: filter, takesMedia: takesMedia, shard: shard,
        clock: ClockWatch(fileCount: fileCount), end: end)
      let newest = read(&feed)
      feed.passOnMedia()
      feed.outlet.finish(
        passedOver: feed.passedOverCount, lastTime: feed.clock.lastTime ?? newest,
        clock: feed.clock, isEarly: feed.hasEnough)
    }
  }

  private init(
    outlet: PacketOutlet, filter: CaptureFilter, takesMedia: Bool, shard: Shard?,
    clock: ClockWatch, end: ReadingEnd?
  ) {
    self.outlet = outlet
    self.clock = clock
    self.end = end
    self.filter = filter
    self.takesMedia = takesMedia
    self.shard = shard
  }

  var hasEnough: Bool { end?.isReached ?? false }

  /// What is done with a packet before anything is made of it.
  private enum LookInPlace {
    case none
    /// UDP is passed over.
    case passesOverUDP
    /// The digest of RTP is all that is taken of it.
    case takesMedia
  }

  mutating func begin(file: Int, before next: Timestamp?) {
    self.file = file
    self.next = next
  }

  @inline(__always)  // Once per packet.
  mutating func passesOver(
    _ data: Span<UInt8>, _ head: PacketHead, from interface: borrowing InterfaceEntry
  ) -> Bool {
    let linkType = interface.linkType
    if leavesOut, !filter.selects(data, linkType, originalLength: head.originalLength) {
      return leaveOut()
    }
    switch lookInPlace {
    case .none: break
    case .passesOverUDP:
      if PacketSieve.passesOver(data, linkType: linkType), passOver() { return true }
    case .takesMedia:
      var stamp = interface.stamp(of: head, file: file)
      if mayComeLater(stamp) { return false }
      if takes(data, linkType, at: &stamp) { return true }
    }
    // The first packet says when the capture begins, whoever looks at its connection.
    guard hasBegun else { return false }
    if let shard, PacketSieve.passesOver(data, linkType: linkType, except: shard), passOver() {
      return true
    }
    guard end == nil else { return false }
    return take(data, linkType, at: interface.stamp(of: head, file: file))
  }

  /// Passes a packet on from where it lies; false where it may not be its turn.
  private mutating func take(
    _ data: Span<UInt8>, _ linkType: LinkType, at stamp: FrameStamp
  ) -> Bool {
    if mayComeLater(stamp) { return false }
    passOn(data, linkType, at: stamp)
    return true
  }

  /// Whether packets of another capture may come before one of this.
  private func mayComeLater(_ stamp: FrameStamp) -> Bool {
    guard let next, let time = stamp.time else { return false }
    return time >= next
  }

  /// Counts a packet that does not matter; false for one after ``maximumPassedOver`` of them, which is
  /// not passed over, because it says what time it is.
  private mutating func passOver() -> Bool {
    if passedOverCount >= Self.maximumPassedOver { return false }
    passedOverCount += 1
    return true
  }

  /// The same for a packet that the filter does not select, and that is not counted.
  private mutating func leaveOut() -> Bool {
    leftOutCount = leftOutCount < Self.maximumPassedOver ? leftOutCount + 1 : 0
    return leftOutCount > 0
  }

  /// Packets that are passed over in a row: some seconds of one call's audio.
  private static let maximumPassedOver = 255

  mutating func receive(_ packet: borrowing Packet, file: Int) {
    var stamp = packet.stamp(file: file)
    if !hasBegun, let time = stamp.time { begin(at: time) }
    end?.note(stamp)
    if filter.isGiven,
      !filter.selects(packet.data, packet.linkType, originalLength: packet.originalLength)
    {
      return
    }
    if packet.options.hasComment { append(.comments(packet.comments, of: stamp)) }
    if takesMedia, takes(packet.data, packet.linkType, at: &stamp) { return }
    passOn(packet.data, packet.linkType, at: stamp)
  }

  /// Passes on a packet that the dissector has to see.
  private mutating func passOn(
    _ data: Span<UInt8>, _ linkType: LinkType, at stamp: FrameStamp
  ) {
    var stamp = stamp
    clock.note(&stamp)
    passOnMedia()
    outlet.append(data, linkType, at: stamp, passedOver: passedOverCount)
    passedOverCount = 0
  }

  private mutating func begin(at time: Timestamp) {
    hasBegun = true
    leavesOut = filter.isGiven
    lookInPlace = !takesMedia ? .passesOverUDP : end == nil ? .takesMedia : .none
    outlet.begin(at: time)
    end?.begin(at: time)
  }

  /// Keeps the digest of an RTP packet; whether the dissector need not see the packet. The clock notes
  /// the stamp of one that it need not see.
  @inline(__always)  // Once per packet.
  private mutating func takes(
    _ data: Span<UInt8>, _ linkType: LinkType, at stamp: inout FrameStamp
  ) -> Bool {
    switch media.sight(data, linkType: linkType) {
    case .packet: return false
    case .rtp(let header):
      clock.note(&stamp)
      if media.append(header, at: stamp) { passOnMedia() }
      passedOverCount += 1
      return true
    case .nothing:
      guard passOver() else { return false }
      clock.note(&stamp)
      return true
    }
  }

  /// Passes on the RTP packets that came since the packet passed on last.
  private mutating func passOnMedia() {
    if media.isEmpty { return }
    outlet.append(media.run)
    media.beginRun()
  }

  mutating func receive(_ failure: CaptureFailure) {
    append(.failure(failure))
  }

  mutating func receive(_ remark: CaptureRemark) {
    append(.remark(remark))
  }

  private mutating func append(_ note: PacketBatch.Note) {
    passOnMedia()
    outlet.append(note)
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

  func append(
    _ data: Span<UInt8>, _ linkType: LinkType, at stamp: FrameStamp, passedOver: Int
  ) {
    if batch.append(data, linkType, at: stamp, passedOver: passedOver) { handOver() }
  }

  func begin(at time: Timestamp) {
    batch.firstTime = time
  }

  func append(_ run: borrowing RTPRun) {
    batch.append(run)
    if batch.isFull { handOver() }
  }

  func append(_ note: PacketBatch.Note) {
    batch.append(note)
  }

  func flush() {
    batch.isFlush = true
    handOver()
  }

  func finish(
    passedOver: Int, lastTime: Timestamp?, clock: ClockWatch, isEarly: Bool
  ) {
    batch.passedOverCount += passedOver
    batch.lastTime = lastTime
    batch.clock = clock
    batch.isEarly = isEarly
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
  /// Bytes of them: a block of 16 MiB may be nothing but comments.
  private static var maximumCommentBytes: Int { 1 << 18 }

  /// The comments of the packet's block, and how many more there are.
  fileprivate var comments: [String] {
    var comments: [String] = []
    var leftOutCount = 0
    var byteCount = 0
    var options = options
    while let comment = options.nextComment() {
      byteCount += comment.count
      if comments.count < Self.maximumCommentCount, byteCount <= Self.maximumCommentBytes {
        comments.append(String(copying: comment))
      } else {
        leftOutCount += 1
      }
    }
    if leftOutCount > 0 { comments.append("… and \(leftOutCount) more") }
    return comments
  }
}
