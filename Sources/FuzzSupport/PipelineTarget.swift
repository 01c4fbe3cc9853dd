import CallAnalysis
import PcapngReader
import Story
import Wire

/// The input is a capture file, from which everything is printed.
enum PipelineTarget {
  static func run(_ input: Span<UInt8>) throws(Violation) {
    var dissector = Dissector(Dissector.Options())
    let outputs = Outputs()
    var writer = RecordWriter(for: outputs)
    do {
      var reader = try CaptureReader(MemorySource([UInt8](copying: input)), byteCount: 512)
      while let packet = try reader.next() {
        let stamp = packet.stamp()
        var comments: [String] = []
        var options = packet.options
        while let comment = options.nextComment() { comments.append(String(copying: comment)) }
        if !comments.isEmpty { writer.append(.comments(comments, of: stamp.place)) }
        dissector.accept(packet.data, linkType: packet.linkType, at: stamp, into: &writer)
        writer.passOn()
        try outputs.check()
      }
    } catch let violation as Violation {
      throw violation
    } catch let error as CaptureError {
      try require(!error.description.isEmpty, "an error without words")
    } catch {
      throw Violation("\(error)")
    }
    dissector.finish(into: &writer)
    writer.passOn()
    try outputs.finish(dissector.totals)
  }
}
