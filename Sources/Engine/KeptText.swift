import Synchronization
import Wire

/// What one of several runs at a time prints, kept until its turn comes.
final class KeptText: Sendable {
  /// Bytes that are kept; of a longer text nothing is.
  private let maximumByteCount: Int
  private let text = Mutex<[UInt8]?>([])

  init(upTo maximumByteCount: Int) {
    self.maximumByteCount = maximumByteCount
  }

  /// Appends a part of the text.
  func append(_ part: Span<UInt8>) {
    text.withLock { text in
      guard let byteCount = text?.count else { return }
      if byteCount + part.count > maximumByteCount {
        text = nil
      } else {
        text?.append(part)
      }
    }
  }

  /// The whole text; nil where it was too long.
  var bytes: [UInt8]? { text.withLock { $0 } }
}
