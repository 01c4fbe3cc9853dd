import NetworkLayers
import Wire

/// Connections by their ends, whoever of them is the server.
struct ConnectionSet {
  private struct Pair: Hashable {
    let lower: Endpoint
    let upper: Endpoint

    init(_ one: Endpoint, _ other: Endpoint) {
      let isOrdered =
        (one.address.bits, one.port) <= (other.address.bits, other.port)
      (lower, upper) = isOrdered ? (one, other) : (other, one)
    }
  }

  private var pairs: Set<Pair> = []

  var count: Int { pairs.count }
  var isEmpty: Bool { pairs.isEmpty }

  /// Adds a connection; whether it was not in the set.
  @discardableResult
  mutating func insert(_ one: Endpoint, _ other: Endpoint) -> Bool {
    pairs.insert(Pair(one, other)).inserted
  }

  func contains(_ one: Endpoint, _ other: Endpoint) -> Bool {
    pairs.contains(Pair(one, other))
  }
}
