/// Hands one value from the thread that makes it to the one that waits for it.
struct Handover<Value: Sendable>: Sendable {
  /// The value on its way.
  private struct Content: Batch {
    var value: Value?

    mutating func removeAll() {
      value = nil
    }
  }

  private let queue = BatchQueue<Content>()

  func put(_ value: Value) {
    var content = Content(value: value)
    queue.put(&content)
  }

  /// Waits for the value, which can be taken once.
  func take() -> Value? {
    queue.nextFull().value
  }
}
