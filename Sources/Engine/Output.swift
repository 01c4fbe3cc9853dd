import Rendering
import Story
import Wire

/// Renders what the dissector finds on a thread of its own, and writes it to standard output or, as
/// a whole, into a file.
///
/// Dissecting and rendering take about as long as each other; the order stays as it is, because
/// batches are rendered one after the other.
struct Output: BatchOutput {
  private let queue: BatchQueue<SelectedBatch>
  private let ending = Ending()
  let takesMedia: Bool
  let tellsTransport: Bool

  /// What the renderer says when it is done; read after that.
  private final class Ending: @unchecked Sendable {
    var conclusion = Conclusion()
  }

  /// Begins with a renderer that is made where it is used; `file` is what it writes into. A file, and
  /// a document on standard output, is not written where nothing is selected.
  init<R: Renderer & ~Copyable>(
    takesMedia: Bool = false, tellsTransport: Bool = false, into file: String? = nil,
    isDocument: Bool = false, _ renderer: @escaping @Sendable () -> R
  ) {
    self.takesMedia = takesMedia
    self.tellsTransport = tellsTransport
    // The third batch is the dissector's.
    let queue = BatchQueue<SelectedBatch>(of: 2)
    self.queue = queue
    let ending = ending
    BackgroundThread.start {
      render(queue, with: renderer(), into: file, isDocument: isDocument) {
        ending.conclusion = $0
      }
    }
  }

  mutating func take(_ batch: inout SelectedBatch) {
    var free = queue.nextFree()
    swap(&free, &batch)
    queue.put(&free)
  }

  /// Has everything so far written, without waiting for it.
  mutating func flush() {
    var batch = queue.nextFree()
    batch.isFlush = true
    queue.put(&batch)
  }

  /// Has everything so far written, and waits until that is done.
  mutating func settle() {
    flush()
    queue.waitUntilEmptied()
  }

  /// Has what was held back rendered too, everything written, and waits until that is done.
  mutating func finish(at time: Timestamp?) -> Conclusion {
    var batch = queue.nextFree()
    batch.isLast = true
    batch.lastTime = time
    queue.put(&batch)
    queue.waitUntilEmptied()
    return ending.conclusion
  }

  /// Ends without what the renderer says at its end; a file is left as it was.
  mutating func abandon() {
    var batch = queue.nextFree()
    batch.isAbandoned = true
    queue.put(&batch)
    queue.waitUntilEmptied()
  }
}

/// Renders batches until the last, and writes what becomes of them; returns what else there is to
/// say, before the last batch is put back. A file is written at the end, by a renderer that has no
/// text before that.
private func render<R: Renderer & ~Copyable>(
  _ queue: BatchQueue<SelectedBatch>, with renderer: consuming R, into file: String?,
  isDocument: Bool, _ ending: (Conclusion) -> Void
) {
  var replies = Replies()
  while true {
    var batch = queue.nextFull()
    if batch.isAbandoned { return queue.putBack(&batch) }
    let isLast = batch.isLast
    var told = 0
    batch.tell(&renderer, &replies) {
      told &+= 1
      if told % drainingInterval == 0 { drainIfFull(&$0) }
    }
    if isLast { renderer.finish(at: batch.lastTime, &replies) }
    var problem: String?
    if isLast, file != nil || isDocument, renderer.conclusion.selectsNothing {
      var conclusion = renderer.conclusion
      conclusion.remarks.append(Outcome.refusal(toWrite: file ?? "-"))
      ending(conclusion)
      queue.putBack(&batch)
      return
    }
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

/// Items of a batch after which it is looked whether there is enough text to be written: whoever stands
/// around the renderer is asked, too.
private let drainingInterval = 8

private func drainIfFull<R: Renderer & ~Copyable>(_ renderer: inout R) {
  let fullByteCount = 1 << 16
  if renderer.waitingByteCount >= fullByteCount {
    renderer.drain { StandardStreams.writeResult($0) }
  }
}
