import Rendering
import Story
import Wire

/// What is done with batches on a thread of its own.
protocol BatchWorker: ~Copyable, SendableMetatype {
  /// Takes a batch, which is used again after that.
  mutating func take(_ batch: inout SelectedBatch)
  /// No batch comes after the last; the time is that of the capture's newest packet.
  mutating func finish(at time: Timestamp?)
}

/// Has batches worked on beside the thread that dissects, one after the other.
struct BesideOutput: BatchOutput {
  private let queue: BatchQueue<SelectedBatch>
  let takesMedia = false
  let tellsTransport = false
  let tellsTLS: Bool

  /// Begins with a worker that is made where it is used.
  init<Worker: BatchWorker & ~Copyable>(
    tellsTLS: Bool = false, _ worker: @escaping @Sendable () -> Worker
  ) {
    self.tellsTLS = tellsTLS
    // The third batch is the dissector's.
    let queue = BatchQueue<SelectedBatch>(of: 2)
    self.queue = queue
    BackgroundThread.start {
      var worker = worker()
      while true {
        var batch = queue.nextFull()
        let isLast = batch.isLast
        worker.take(&batch)
        if isLast { worker.finish(at: batch.lastTime) }
        queue.putBack(&batch)
        if isLast { return }
      }
    }
  }

  /// Begins with a listener that is made where it hears.
  init<L: Listener & ~Copyable & SendableMetatype>(
    listener: @escaping @Sendable () -> L
  ) {
    self.init { HearingWorker(listener: listener()) }
  }

  mutating func take(_ batch: inout SelectedBatch) {
    var free = queue.nextFree()
    swap(&free, &batch)
    queue.put(&free)
  }

  mutating func flush() {}

  mutating func settle() {}

  mutating func finish(at time: Timestamp?) -> Conclusion {
    var batch = queue.nextFree()
    batch.isLast = true
    batch.lastTime = time
    queue.put(&batch)
    queue.waitUntilEmptied()
    return Conclusion()
  }

  mutating func abandon() {
    _ = finish(at: nil)
  }
}

/// Has a listener hear batches.
private struct HearingWorker<L: Listener & ~Copyable>: BatchWorker, ~Copyable {
  var listener: L
  private var replies = Replies()

  init(listener: consuming L) {
    self.listener = listener
  }

  mutating func take(_ batch: inout SelectedBatch) {
    batch.tell(&listener, &replies) { _ in }
  }

  mutating func finish(at time: Timestamp?) {
    listener.finish(at: time, &replies)
  }
}
