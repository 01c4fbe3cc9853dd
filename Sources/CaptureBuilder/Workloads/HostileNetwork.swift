/// A network, and a capture of it, that cut, lose, repeat and reorder segments.
struct HostileNetwork: Sendable {
  private var generator = SeededGenerator(seed: 0x2000)

  /// How often, of a thousand payloads or pieces.
  private static let cutsPerThousand = 60
  private static let lossesPerThousand = 5
  private static let repetitionsPerThousand = 15
  private static let swapsPerThousand = 400

  /// The pieces of a payload that the capture has, in the order that it has them.
  mutating func pieces(_ byteCount: Int) -> [Range<Int>] {
    var pieces = cut(byteCount)
    if pieces.count > 1, happens(Self.swapsPerThousand) { pieces.swapAt(0, pieces.count - 1) }
    var captured: [Range<Int>] = []
    for piece in pieces where !happens(Self.lossesPerThousand) {
      captured.append(piece)
      if happens(Self.repetitionsPerThousand) { captured.append(piece) }
    }
    return captured
  }

  private mutating func cut(_ byteCount: Int) -> [Range<Int>] {
    guard byteCount > 4, happens(Self.cutsPerThousand) else { return [0..<byteCount] }
    let count = Int.random(in: 1...3, using: &generator)
    let edges = (0..<count).map { _ in Int.random(in: 1..<byteCount, using: &generator) }.sorted()
    return zip([0] + edges, edges + [byteCount]).map { $0..<$1 }.filter { !$0.isEmpty }
  }

  private mutating func happens(_ timesPerThousand: Int) -> Bool {
    Int(generator.next() % 1000) < timesPerThousand
  }
}
