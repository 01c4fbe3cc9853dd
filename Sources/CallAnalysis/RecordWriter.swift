package import NetworkLayers

/// Collects what the dissector finds in batches, and passes full batches on.
package struct RecordWriter: ~Copyable {
  private var batch = RecordBatch()
  private let take: (inout RecordBatch) -> Void

  /// Begins; `take` gets each batch, and may leave another in its place, whose storage is used next.
  package init(passingOnTo take: @escaping (inout RecordBatch) -> Void) {
    self.take = take
  }

  /// Lends storage for the next record, and has it filled.
  @inline(__always)  // Once per message.
  package mutating func append(filledBy fill: (inout Record) -> Void) {
    batch.append(filledBy: fill)
    if batch.isFull { passOn() }
  }

  package mutating func append(_ note: RecordBatch.Note) {
    batch.append(note)
    if batch.isFull { passOn() }
  }

  /// Appends a run of RTP packets.
  package mutating func append(_ run: borrowing RTPRun) {
    batch.append(run)
    if batch.isFull { passOn() }
  }

  /// Passes on what was collected so far, full or not.
  package mutating func passOn() {
    take(&batch)
    batch.removeAll()
  }
}
