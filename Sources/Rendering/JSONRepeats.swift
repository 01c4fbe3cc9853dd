import SCCP
import Wire

/// The fields of long messages, as they were rendered last: a server tells every phone the same of
/// its soft keys and buttons.
struct JSONRepeats {
  private struct Rendering {
    /// The shape of the message.
    var shape: UInt32 = 0
    /// The message after its header, and what its fields are in JSON.
    var body = StoredText.none
    var fields = StoredText.none
  }

  /// By the shape of the message; another takes the place of an older one.
  private var renderings = [Rendering](repeating: Rendering(), count: maximumCount)
  private var texts = TextStore()

  private static let maximumCount = 256
  /// Bytes of a message from which on it is worth the comparison.
  private static let minimumByteCount = 256
  /// Bytes of text from which on all is forgotten, what was replaced among it.
  private static let maximumByteCount = 1 << 20

  /// Appends the fields of a message that says what one of its shape said before; false, and
  /// nothing appended, for any other.
  func append(fieldsOf message: borrowing Message, to text: inout TextBuffer) -> Bool {
    guard Self.isKept(message) else { return false }
    let known = renderings[Self.place(of: message)]
    guard known.shape == message.shape, texts.bytes(of: known.body).equals(message.body) else {
      return false
    }
    text.append(known.fields, of: texts)
    return true
  }

  /// Keeps what the fields of a message are in JSON.
  mutating func keep(_ fields: Span<UInt8>, of message: borrowing Message) {
    guard Self.isKept(message) else { return }
    if texts.byteCount >= Self.maximumByteCount {
      texts.removeAll()
      renderings = Array(repeating: Rendering(), count: Self.maximumCount)
    }
    renderings[Self.place(of: message)] = Rendering(
      shape: message.shape, body: texts.add(message.body), fields: texts.add(fields))
  }

  private static func isKept(_ message: borrowing Message) -> Bool {
    message.shape != 0 && message.bytes.count >= minimumByteCount
  }

  private static func place(of message: borrowing Message) -> Int {
    Int(message.shape) % maximumCount
  }
}

extension Message {
  /// The bytes after the header.
  fileprivate var body: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span.extracting(min(MessageHeader.byteCount, bytes.count)...) }
  }
}
