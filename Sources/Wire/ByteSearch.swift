/// A search for some text, in bytes: among the characters of a string it would cost far more.
extension Span<UInt8> {
  /// The index after the first place from `start` on where `key` stands.
  package func firstIndex(behind key: Span<UInt8>, from start: Int = 0) -> Int? {
    guard !key.isEmpty, key.count <= count else { return nil }
    var index = Swift.max(start, 0)
    while let place = firstIndex(of: key[0], in: index..<Swift.max(index, count - key.count + 1)) {
      index = place + 1
      var length = 1
      while length < key.count, self[place + length] == key[length] { length += 1 }
      if length == key.count { return place + length }
    }
    return nil
  }
}
