/// What can happen to a packet of a capture; packets are meant by their numbers, from 1, in the
/// capture as it was before.
package enum Impairment: Equatable, Sendable {
  /// The packet was not captured.
  case drop(Int)
  /// Two packets were captured in each other's place; the times stay where they are.
  case swap(Int, Int)
  /// The packet was captured twice.
  case duplicate(Int)
  /// Only so many bytes of the packet were captured.
  case cut(Int, to: Int)
}

extension [CapturedPacket] {
  /// The capture with all of these done to it; a packet that does not exist suffers nothing.
  package func impaired(by impairments: [Impairment]) -> [CapturedPacket] {
    var copies = map { [$0] }
    for impairment in impairments {
      switch impairment {
      case .drop(let number) where indices.contains(number - 1):
        copies[number - 1] = []
      case .swap(let first, let second)
      where indices.contains(first - 1) && indices.contains(second - 1):
        copies.swapAt(first - 1, second - 1)
        for number in [first, second] {
          for place in copies[number - 1].indices {
            copies[number - 1][place].time = self[number - 1].time
          }
        }
      case .duplicate(let number) where indices.contains(number - 1):
        copies[number - 1] += copies[number - 1]
      case .cut(let number, let byteCount) where indices.contains(number - 1):
        for place in copies[number - 1].indices {
          copies[number - 1][place].bytes.removeLast(
            Swift.max(copies[number - 1][place].bytes.count - Swift.max(byteCount, 0), 0))
        }
      case .drop, .swap, .duplicate, .cut:
        break
      }
    }
    return copies.flatMap(\.self)
  }

  /// As many impairments as asked for, of all kinds, the same for the same seed.
  package func impairments(_ count: Int, seed: UInt64) -> [Impairment] {
    guard !isEmpty else { return [] }
    var generator = SeededGenerator(seed: seed)
    return (0..<Swift.max(count, 0)).map { _ in
      let number = Int.random(in: 1...self.count, using: &generator)
      return switch Int.random(in: 0..<4, using: &generator) {
      case 0: .drop(number)
      case 1: .swap(number, Int.random(in: 1...self.count, using: &generator))
      case 2: .duplicate(number)
      default: .cut(number, to: Int.random(in: 0...self[number - 1].bytes.count, using: &generator))
      }
    }
  }
}
