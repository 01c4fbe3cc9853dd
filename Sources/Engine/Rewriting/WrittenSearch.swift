import CaptureWriting
import PcapngReader
import Wire

/// Searches a capture on a thread of its own while it is written: what is searched are the bytes that
/// were written, one after the other.
final class WrittenSearch {
  private let written = BatchQueue<WrittenBatch>()
  private let searched = Handover<RedactionSearch>()
  private var result: RedactionSearch?

  init(_ search: RedactionSearch) {
    BackgroundThread.start { [written, searched] in
      var search = search
      let source = WrittenSource(written)
      search.run(over: source)
      // Where enough was found, the rest is not read.
      source.passOverRest()
      searched.put(search)
    }
  }

  /// Takes the bytes of a writer that were written, and leaves it without any.
  func take(_ writer: inout PieceWriter) {
    var batch = written.nextFree()
    writer.exchange(&batch.bytes)
    written.put(&batch)
  }

  /// Nothing more is written; the search when it is done.
  @discardableResult
  func finish() -> RedactionSearch? {
    if let result { return result }
    var last = written.nextFree()
    last.isLast = true
    written.put(&last)
    result = searched.take()
    return result
  }
}

/// Bytes that were written.
private struct WrittenBatch: Batch {
  var bytes: [UInt8] = []
  /// Whether none come after it.
  var isLast = false

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    isLast = false
  }
}

/// Bytes that were written, for the thread that reads them.
private final class WrittenSource: ByteSource {
  private let queue: BatchQueue<WrittenBatch>
  /// What is read; empty before the first.
  private var batch = WrittenBatch()
  private var hasBatch = false
  /// Bytes of the batch that were read.
  private var offset = 0
  private var isOver = false

  init(_ queue: BatchQueue<WrittenBatch>) {
    self.queue = queue
  }

  func fill(_ room: inout MutableSpan<UInt8>, from start: Int) throws(CaptureError) -> Int {
    while true {
      if offset < batch.bytes.count {
        let count = min(batch.bytes.count - offset, room.count - start)
        room.overwrite(start, with: batch.bytes.span.extracting(offset..<offset + count))
        offset += count
        return count
      }
      if !takeNext() { return 0 }
    }
  }

  /// Gives away the next batch that was written, where nothing of the one before it is left.
  func exchange(_ storage: inout [UInt8]) throws(CaptureError) -> Bool {
    guard offset == batch.bytes.count, takeNext(), !batch.bytes.isEmpty else { return false }
    swap(&storage, &batch.bytes)
    offset = batch.bytes.count
    return true
  }

  /// Reads the rest, and forgets it.
  func passOverRest() {
    while takeNext() {}
  }

  /// Takes the next batch in the place of the one that was read; false where there is none.
  private func takeNext() -> Bool {
    if isOver { return false }
    var next = queue.nextFull()
    swap(&next, &batch)
    // A second reference to its storage would have that copied.
    if hasBatch { queue.putBack(&next) }
    hasBatch = true
    offset = 0
    guard batch.isLast else { return true }
    isOver = true
    queue.putBack(&batch)
    return false
  }
}
