/// The bytes that another source holds in compressed form.
///
/// What can be unpacked is handed out before more is read, so that a compressed pipe is as live as
/// its writer makes it. What lies before damage is handed out before the error.
final class UnpackingSource<Decoder: StreamDecoder & ~Copyable>: ByteSource {
  private var packed: CaptureBuffer
  private let compression: Compression
  private var decoder: Decoder
  private var share: MemoryShare
  private var failure: CaptureError?

  /// Unpacks all that `packed` holds and its source brings.
  init(
    _ packed: consuming CaptureBuffer, _ compression: Compression, _ decoder: consuming Decoder,
    _ budget: CaptureMemory
  ) {
    self.packed = packed
    self.compression = compression
    self.decoder = decoder
    share = MemoryShare(of: budget)
  }

  /// It throws when the compressed data is damaged or ends in its middle, and when unpacking it takes
  /// more memory than there may be; and again each time after.
  func fill(_ room: inout MutableSpan<UInt8>, from start: Int) throws(CaptureError) -> Int {
    if let failure { throw failure }
    do throws(CaptureError) {
      while start < room.count {
        let progress = try decode(into: &room, from: start)
        if progress.given > 0 { return progress.given }
        if progress.taken == 0, try !packed.require(packed.available + 1) {
          if decoder.isWhole, packed.available == 0 { return 0 }
          throw CaptureError(.compressed(compression, at: packed.fileOffset), .unfinished)
        }
      }
      return 0
    } catch {
      failure = error
      throw error
    }
  }

  private func decode(
    into room: inout MutableSpan<UInt8>, from start: Int
  ) throws(CaptureError) -> StreamProgress {
    let progress: StreamProgress
    do throws(StreamDamage) {
      progress = try decoder.decode(packed.bytes, into: &room, from: start)
      packed.advance(progress.taken)
    } catch {
      throw CaptureError(
        .compressed(compression, at: packed.fileOffset + error.taken), .damaged(error.text))
    }
    // Room that was asked for and not used costs nothing yet.
    guard share.extend(to: decoder.byteCount) else {
      throw CaptureError(.compressed(compression, at: packed.fileOffset), share.budget.exceeded)
    }
    return progress
  }
}
