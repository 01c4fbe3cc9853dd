import CallAnalysis
import Rendering
import Wire

/// Renders what the dissector finds on a thread of its own, and writes it to standard output.
///
/// Dissecting and rendering take about as long as each other; the order stays as it is, because
/// batches are rendered one after the other.
struct Output: RunOutput {
  private let queue: BatchQueue<RecordBatch>
  private var batch: RecordBatch
  /// Messages taken so far.
  private(set) var messageCount = 0

  /// Begins with a renderer that is made where it is used.
  init<R: Renderer & ~Copyable>(_ renderer: @escaping @Sendable () -> R) {
    let queue = BatchQueue<RecordBatch>()
    self.queue = queue
    batch = queue.nextFree()
    BackgroundThread.start { render(queue, with: renderer()) }
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
    batch.append(.event(event))
    if batch.isFull { handOver() }
  }

  mutating func receive(_ comments: [String], of stamp: FrameStamp) {
    batch.append(.comments(comments, of: stamp))
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
  mutating func finish() {
    batch.isLast = true
    queue.put(&batch)
    queue.waitUntilEmptied()
  }

  private mutating func handOver() {
    queue.put(&batch)
    batch = queue.nextFree()
  }
}

/// Renders batches until the last, and writes what becomes of them.
private func render<R: Renderer & ~Copyable>(
  _ queue: BatchQueue<RecordBatch>, with renderer: consuming R
) {
  while true {
    var batch = queue.nextFull()
    let isLast = batch.isLast
    render(&batch, with: &renderer)
    if isLast { renderer.finish() }
    if batch.isFlush || isLast { renderer.drain { StandardStreams.writeResult($0) } }
    queue.putBack(&batch)
    if isLast { return }
  }
}

/// Renders a batch, in the order in which it was filled.
private func render<R: Renderer & ~Copyable>(_ batch: inout RecordBatch, with renderer: inout R) {
  var noted = 0
  for index in 0..<batch.recordCount {
    if noted < batch.notes.count {
      noted = render(batch.notes, from: noted, before: index, with: &renderer)
    }
    batch.withRecord(at: index) { renderer.receive($0) }
    drainIfFull(&renderer)
  }
  _ = render(batch.notes, from: noted, before: batch.recordCount, with: &renderer)
}

/// Renders the notes before a record; the index of the next one.
private func render<R: Renderer & ~Copyable>(
  _ notes: [(before: Int, note: RecordBatch.Note)], from first: Int, before index: Int,
  with renderer: inout R
) -> Int {
  var next = first
  while next < notes.count, notes[next].before <= index {
    switch notes[next].note {
    case .event(let event): renderer.receive(event)
    case .comments(let texts, let stamp): renderer.receive(texts, of: stamp)
    }
    drainIfFull(&renderer)
    next += 1
  }
  return next
}

private func drainIfFull<R: Renderer & ~Copyable>(_ renderer: inout R) {
  let fullByteCount = 1 << 16
  if renderer.waitingByteCount >= fullByteCount {
    renderer.drain { StandardStreams.writeResult($0) }
  }
}
