package import CallAnalysis
import PcapngReader
package import Story

/// A capture in memory, which tests and the fuzzer have dissected as a ``Pipeline`` does files: by the
/// same threads, in the same batches.
package struct MemoryCapture: Sendable {
  private let bytes: [UInt8]
  private let options: Dissector.Options
  private let readByteCount: Int

  /// Names the bytes of a capture file, which are read `readByteCount` at a time.
  package init(
    _ bytes: [UInt8], _ options: Dissector.Options = Dissector.Options(),
    readByteCount: Int = CaptureBuffer.initialByteCount
  ) {
    self.bytes = bytes
    self.options = options
    self.readByteCount = readByteCount
  }

  /// Has a listener hear all that is in it; what cannot be read is a failure of the outcome, as of
  /// standard input.
  package func tell(_ listener: consuming some Listener & ~Copyable) -> Outcome {
    let run = Run(
      captures: CaptureSet(["-"]), dissector: Dissector(options), output: DirectOutput(listener),
      selection: Selection(), guide: nil, progress: Progress([]), isQuiet: true,
      hidesComments: false)
    return run.finish(
      PacketFeed.start(bytes, byteCount: readByteCount, takesMedia: false))
  }
}
