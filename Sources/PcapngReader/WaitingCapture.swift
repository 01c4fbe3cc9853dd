import Wire

/// A capture whose next packet waits for its time.
struct WaitingCapture {
  /// Which of the captures, from 0.
  let file: Int
  /// The time of the next packet; nil for one without a time, which nothing precedes.
  var time: Timestamp?
  private var box: Box?

  /// Holds the reader, which an array cannot; made once for a capture.
  private final class Box {
    var reader: CaptureReader?
  }

  init(file: Int, time: Timestamp?) {
    self.file = file
    self.time = time
  }

  /// Keeps the reader while the capture waits.
  mutating func keep(_ reader: consuming CaptureReader) {
    let box = box ?? Box()
    box.reader = consume reader
    self.box = box
  }

  /// The reader that was kept.
  func take() -> CaptureReader? {
    box?.reader.take()
  }

  func precedes(_ other: WaitingCapture) -> Bool {
    guard let time = other.time else { return self.time == nil && file < other.file }
    return precedes(time, of: other.file)
  }

  /// Whether this is the next one's turn, rather than that of `other`'s packet at `time`.
  func precedes(_ time: Timestamp, of other: Int) -> Bool {
    guard let own = self.time else { return true }
    return own == time ? file < other : own < time
  }
}
