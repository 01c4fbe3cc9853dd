import Testing
import Text

@Suite struct TextStoreTests {
  @Test func `texts of every length come out as they were put in`() {
    var store = TextStore()
    let texts = (0..<100).map { length in
      (0..<length).map { UInt8(ascii: "a") + UInt8(($0 + length) % 26) }
    }
    let stored = texts.map { store.add($0.span) }
    #expect(store.byteCount == texts.map(\.count).reduce(0, +))
    var buffer = TextBuffer(capacity: 1)
    var expected: [UInt8] = []
    for (place, text) in zip(stored, texts) {
      buffer.append(place, of: store)
      buffer.append("|")
      expected += text + Array("|".utf8)
      #expect(place.isEmpty == text.isEmpty)
      #expect(Array(copying: store.bytes(of: place)) == text)
    }
    #expect(buffer.bytes == expected)
  }

  @Test func `a store that forgot its texts takes others`() {
    var store = TextStore()
    _ = store.add([1, 2, 3].span)
    store.removeAll()
    #expect(store.byteCount == 0)
    let text = store.add([4, 5].span)
    #expect(Array(copying: store.bytes(of: text)) == [4, 5])
  }
}

extension [UInt8] {
  fileprivate init(copying bytes: Span<UInt8>) {
    self = bytes.indices.map { bytes[$0] }
  }
}
