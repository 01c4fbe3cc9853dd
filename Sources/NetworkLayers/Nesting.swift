/// How many IP and Ethernet headers lie around a header, and who wants to know where it lies.
struct Nesting {
  let level: Int
  /// Takes note of the headers; nil in all runs but those that change packets.
  let trace: LayerTrace?

  init(_ level: Int, tracedBy trace: LayerTrace? = nil) {
    self.level = level
    self.trace = trace
  }

  static func + (nesting: Nesting, more: Int) -> Nesting {
    Nesting(nesting.level + more, tracedBy: nesting.trace)
  }

  static func < (nesting: Nesting, limit: Int) -> Bool {
    nesting.level < limit
  }
}

extension Nesting: ExpressibleByIntegerLiteral {
  init(integerLiteral level: Int) {
    self.init(level)
  }
}
