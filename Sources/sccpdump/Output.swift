import CallAnalysis
import Dispatch
import Rendering
import Wire

/// Renders what the dissector finds on a thread of its own, and writes it to standard output.
///
/// Dissecting and rendering take about as long as each other; the order stays as it is, because
/// batches are rendered one after the other.
final class Output: RecordSink {
  private let queue: BatchQueue
  private var batch: RecordBatch
  /// Messages taken so far.
  private(set) var messageCount = 0

  /// Begins with a renderer that is made where it is used.
  init<R: Renderer & ~Copyable>(_ renderer: @escaping @Sendable () -> R) {
    let queue = BatchQueue()
    self.queue = queue
    batch = queue.nextFree()
    DispatchQueue(label: "rendering").async { render(queue, with: renderer()) }
  }

  func receive(_ record: inout Record) {
    messageCount += 1
    batch.append(&record)
    if batch.isFull { handOver() }
  }

  func receive(_ event: ConnectionEvent) {
    batch.append(.event(event))
    if batch.isFull { handOver() }
  }

  /// Takes the comments of the packet whose records come next.
  func receive(_ comments: [String], of stamp: FrameStamp) {
    batch.append(.comments(comments, of: stamp))
    if batch.isFull { handOver() }
  }

  /// Has everything so far written, without waiting for it.
  func flush() {
    batch.isFlush = true
    handOver()
  }

  /// Has everything so far written, and waits until that is done.
  func settle() {
    batch.isFlush = true
    queue.put(batch)
    queue.waitUntilEmptied()
    batch = queue.nextFree()
  }

  /// Has what was held back rendered too, everything written, and waits until that is done.
  func finish() {
    batch.isLast = true
    queue.put(batch)
    queue.waitUntilEmptied()
  }

  private func handOver() {
    queue.put(batch)
    batch = queue.nextFree()
  }
}

/// Renders batches until the last, and writes what becomes of them.
private func render<R: Renderer & ~Copyable>(_ queue: BatchQueue, with renderer: consuming R) {
  let fullByteCount = 1 << 16
  while true {
    let batch = queue.nextFull()
    let (isFlush, isLast) = (batch.isFlush, batch.isLast)
    var next = 0
    for entry in batch.entries {
      switch entry {
      case .record:
        renderer.receive(batch.records[next])
        next += 1
      case .event(let event): renderer.receive(event)
      case .comments(let comments, let stamp): renderer.receive(comments, of: stamp)
      }
      if renderer.waitingByteCount >= fullByteCount { renderer.drain(into: write) }
    }
    batch.removeAll()
    if isLast { renderer.finish() }
    if isFlush || isLast { renderer.drain(into: write) }
    queue.putBack(batch)
    if isLast { return }
  }
}

/// Writes to standard output; ends the process where nobody takes it any more.
private func write(_ text: Span<UInt8>) {
  guard !text.isEmpty else { return }
  if let problem = StandardStreams.write(text) {
    StandardStreams.report("standard output: \(problem)")
    StandardStreams.exit(2)
  }
}
