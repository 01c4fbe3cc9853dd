import CaptureWriting
import PcapngReader
import Text
import Wire

/// Writes captures with what the timeline says as comments of their packets.
package struct CaptureAnnotation {
  private let captures: CaptureSet

  package init(_ captures: CaptureSet) {
    self.captures = captures
  }

  /// Writes the new capture to `output`; `pipeline` reads the captures for what there is to say.
  package func run(_ pipeline: Pipeline, to output: String) throws -> RewriteOutcome {
    var outcome = RewriteOutcome(captures, output)
    guard outcome.mayWrite(rereading: true) else { return outcome }
    let notes = FrameNotes(beside: output)
    let reading = try pipeline.annotate(notes)
    outcome.note(reading)
    if outcome.refuses(reading) { return outcome }
    notes.finish()
    var editor = AnnotationEditor(notes)
    var plan = PieceWriter.Plan()
    plan.makesPcapng = true
    var rewrite = CaptureRewrite(captures.paths, to: output, plan)
    do throws(WriteFailure) {
      try rewrite.run(&editor)
      outcome.note(rewrite.failures)
      outcome.note(
        "\(editor.commentCount.counted("comment")) on \(editor.packetCount.counted("packet"))")
      if notes.leftOutCount > 0 {
        outcome.note("no room for \(notes.leftOutCount.counted("comment"))")
      }
      if editor.silentCount > 0 {
        outcome.note(
          "packets in blocks that can have no comment: \(editor.silentCount)")
      }
    } catch {
      outcome.note(error)
    }
    return outcome
  }
}

/// Copies captures, with comments on packets and names of addresses.
struct AnnotationEditor: PieceEditor {
  private let notes: FrameNotes
  private(set) var commentCount = 0
  /// Packets with comments.
  private(set) var packetCount = 0
  /// Packets that could have none.
  private(set) var silentCount = 0

  init(_ notes: FrameNotes) {
    self.notes = notes
  }

  mutating func edit(
    _ piece: borrowing CapturePiece, file: Int, into writer: inout PieceWriter
  ) {
    guard let packet = piece.packet else {
      writer.append(piece)
      switch piece.kind {
      case .fileHeader, .block(.sectionHeader): appendNames(piece.order, to: &writer)
      default: break
      }
      return
    }
    let comments = notes.texts(at: FramePlace(file: file, number: packet.number))
    if comments.isEmpty { return writer.append(piece) }
    if writer.append(piece, comments: comments) {
      commentCount += comments.count
      packetCount += 1
    } else {
      silentCount += 1
    }
  }

  private static let ipv4Record: UInt16 = 1
  private static let ipv6Record: UInt16 = 2

  /// Appends a Name Resolution Block, draft §4.5.
  private func appendNames(_ order: ByteOrder, to writer: inout PieceWriter) {
    let names = notes.names
    if names.isEmpty { return }
    var body = ByteWriter(order: order)
    for (address, name) in names {
      let byteCount = address.isIPv6 ? 16 : 4
      let text = Array(name.utf8.prefix(255))
      body.uint16(address.isIPv6 ? Self.ipv6Record : Self.ipv4Record)
      body.uint16(UInt16(truncatingIfNeeded: byteCount + text.count + 1))
      for index in 0..<byteCount {
        let shift = UInt128(8 * (byteCount - 1 - index))
        body.uint8(UInt8(truncatingIfNeeded: address.bits >> shift))
      }
      body.append(text)
      body.uint8(0)
      body.pad(to: 4)
    }
    // The mark after the last record.
    body.uint32(0)
    writer.append(.nameResolution, body)
  }
}
