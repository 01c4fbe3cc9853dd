import Engine

/// The input is a capture file, from which everything is printed.
enum PipelineTarget {
  static func run(_ input: Span<UInt8>) throws(Violation) {
    let outputs = Outputs()
    // Small reads, so that blocks do not end where these do.
    let capture = MemoryCapture([UInt8](copying: input), readByteCount: 512)
    let outcome = capture.tell(outputs)
    for failure in outcome.failures {
      try require(failure.count > "standard input: ".count, "an error without words")
    }
    try outputs.conclude(outcome.totals)
  }
}
