import CallAnalysis
import NetworkLayers
import Rendering
import Story
import Wire

/// Renders what the dissector finds on a thread of its own, and writes it to standard output or, as
/// a whole, into a file.
///
/// Dissecting and rendering take about as long as each other; the order stays as it is, because
/// batches are rendered one after the other.
struct Output: RunOutput {
  private let queue: BatchQueue<RecordBatch>
  private var batch: RecordBatch
  private let ending = Ending()
  let takesMedia: Bool
  let tellsTransport: Bool
  /// Messages taken so far.
  private(set) var messageCount = 0

  /// What the renderer says when it is done; read after that.
  private final class Ending: @unchecked Sendable {
    var conclusion = Conclusion()
  }

  /// Begins with a renderer that is made where it is used; `file` is what it writes into.
  init<R: Renderer & ~Copyable>(
    takesMedia: Bool = false, tellsTransport: Bool = false, into file: String? = nil,
    _ renderer: @escaping @Sendable () -> R
  ) {
    self.takesMedia = takesMedia
    self.tellsTransport = tellsTransport
    let queue = BatchQueue<RecordBatch>()
    self.queue = queue
    batch = queue.nextFree()
    let ending = ending
    BackgroundThread.start {
      render(queue, with: renderer(), into: file) { ending.conclusion = $0 }
    }
  }

  mutating func receive(filledBy fill: (inout Record) -> Bool) {
    guard batch.append(filledBy: fill) else { return }
    messageCount += 1
    if batch.isFull { handOver() }
  }

  mutating func receive(_ record: inout Record) {
    receive { place in
      swap(&place, &record)
      return true
    }
  }

  mutating func receive(_ event: ConnectionEvent) {
    append(.event(.connection(event)))
  }

  mutating func receive(_ event: TransportEvent) {
    append(.event(.transport(event)))
  }

  mutating func receive(_ comments: [String], of stamp: FrameStamp) {
    append(.event(.comments(comments, of: stamp.place)))
  }

  mutating func receive(_ event: Event) {
    append(.event(event))
  }

  mutating func receive(_ digest: RTPDigest) {
    batch.append(digest)
    if batch.isFull { handOver() }
  }

  mutating func begin(at time: Timestamp) {
    append(.beginning(time))
  }

  private mutating func append(_ note: RecordBatch.Note) {
    batch.append(note)
    if batch.isFull { handOver() }
  }

  /// Has everything so far written, without waiting for it.
  mutating func flush() {
    batch.isFlush = true
    handOver()
  }

  /// Has everything so far written, and waits until that is done.
  mutating func settle() {
    batch.isFlush = true
    queue.put(&batch)
    queue.waitUntilEmptied()
    batch = queue.nextFree()
  }

  /// Has what was held back rendered too, everything written, and waits until that is done.
  mutating func finish(at time: Timestamp?) -> Conclusion {
    batch.isLast = true
    batch.lastTime = time
    queue.put(&batch)
    queue.waitUntilEmptied()
    return ending.conclusion
  }

  private mutating func handOver() {
    queue.put(&batch)
    batch = queue.nextFree()
  }
}

/// Renders batches until the last, and writes what becomes of them; returns what else there is to
/// say, before the last batch is put back. A file is written at the end, by a renderer that has no
/// text before that.
private func render<R: Renderer & ~Copyable>(
  _ queue: BatchQueue<RecordBatch>, with renderer: consuming R, into file: String?,
  _ ending: (Conclusion) -> Void
) {
  var replies = Replies()
  while true {
    var batch = queue.nextFull()
    let isLast = batch.isLast
    render(&batch, with: &renderer, &replies)
    if isLast { renderer.finish(at: batch.lastTime, &replies) }
    var problem: String?
    if let file {
      if isLast { renderer.drain { problem = WholeFile.write($0, to: file) } }
    } else if batch.isFlush || isLast {
      renderer.drain { StandardStreams.writeResult($0) }
    }
    if isLast {
      var conclusion = renderer.conclusion
      if let file, let problem { conclusion.failures.append("\(file): not written: \(problem)") }
      ending(conclusion)
    }
    queue.putBack(&batch)
    if isLast { return }
  }
}

/// Renders a batch, in the order in which it was filled.
private func render<R: Renderer & ~Copyable>(
  _ batch: inout RecordBatch, with renderer: inout R, _ replies: inout Replies
) {
  var place = BatchPlace()
  for index in 0..<batch.recordCount {
    if !place.isAtEnd(of: batch) { place.render(batch, before: index, with: &renderer, &replies) }
    batch.withRecord(at: index) { renderer.hear($0, &replies) }
    replies.removeAll()
    drainIfFull(&renderer)
  }
  place.render(batch, before: batch.recordCount, with: &renderer, &replies)
}

/// How far the notes and the RTP packets of a batch are rendered.
private struct BatchPlace {
  private var noteCount = 0
  private var mediaCount = 0

  func isAtEnd(of batch: borrowing RecordBatch) -> Bool {
    noteCount == batch.notes.count && mediaCount == batch.media.count
  }

  /// Renders what comes before a record.
  mutating func render<R: Renderer & ~Copyable>(
    _ batch: borrowing RecordBatch, before index: Int, with renderer: inout R,
    _ replies: inout Replies
  ) {
    while true {
      if mediaCount < batch.media.count, batch.media[mediaCount].recordCount <= index,
        batch.media[mediaCount].noteCount <= noteCount
      {
        renderer.hear(batch.media[mediaCount].digest, &replies)
        mediaCount += 1
      } else if noteCount < batch.notes.count, batch.notes[noteCount].before <= index {
        switch batch.notes[noteCount].note {
        case .beginning(let time): renderer.begin(at: time)
        case .event(let event): renderer.hear(event, &replies)
        }
        noteCount += 1
      } else {
        return
      }
      replies.removeAll()
      drainIfFull(&renderer)
    }
  }
}

private func drainIfFull<R: Renderer & ~Copyable>(_ renderer: inout R) {
  let fullByteCount = 1 << 16
  if renderer.waitingByteCount >= fullByteCount {
    renderer.drain { StandardStreams.writeResult($0) }
  }
}
